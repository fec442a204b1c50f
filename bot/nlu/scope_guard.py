"""Refuses what is not about medicines, and never what may be an emergency."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.scope import ScopeModel
from bot.model.safety import Level
from bot.nlu.evidence import evidence_in
from bot.nlu.keys import EMERGENCIES, MASKED_TEXT, OUT_OF_SCOPE, OUTSIDE, OUTSIDE_BY_READER, READING, VERDICT
from bot.nlu.sentence_encoder import sentence_vector
from bot.nlu.trained import TrainedComponent


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ScopeGuard(TrainedComponent[ScopeModel], IntentClassifier):
    """Sets `outside`: how likely the message is out of scope, and whether it is refused. The reading stays as it is."""

    model_type = ScopeModel

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Settings.

        `refuse_above`: how likely out of scope a message must be to be refused. `reader_counts`: how much of that is
        what the reader of topics says of it, from 0 to 1; the rest is this component's own. `urgent_confidence`: how
        sure the reading of an emergency must be for the message not to be refused although the screen saw nothing.
        """
        return {"refuse_above": 0.42, "reader_counts": 0.2, "urgent_confidence": 0.9}

    def train(self, training_data: TrainingData) -> Resource:
        """Learn what is out of scope, from the examples that are and those that are not."""
        examples = [
            (message.get(MASKED_TEXT), vector, evidence_in(message), message.get(INTENT) == OUT_OF_SCOPE)
            for message in training_data.intent_examples
            if (vector := sentence_vector(message)) is not None
        ]
        texts, vectors, found, outside = zip(*examples, strict=True)
        return self.keep(ScopeModel.fit(texts, vectors, found, outside))

    def process(self, messages: list[Message]) -> list[Message]:
        """Judge each message."""
        for message in messages:
            confidence = self._outside(message)
            refused = confidence > self._config["refuse_above"] and not self._may_be_urgent(message)
            message.set(OUTSIDE, {"confidence": confidence, "refused": refused})
        return messages

    def _outside(self, message: Message) -> float:
        model, vector = self.model, sentence_vector(message)
        if vector is None:
            return 1.0
        own = model.outside(message.get(MASKED_TEXT), vector, evidence_in(message))
        counts = self._config["reader_counts"]
        return float(counts * message.get(OUTSIDE_BY_READER, 0.0) + (1 - counts) * own)

    def _may_be_urgent(self, message: Message) -> bool:
        verdict = message.get(VERDICT) or {}
        reading = message.get(READING) or {}
        return verdict.get("level", Level.NONE.value) != Level.NONE.value or (
            reading.get("intent") in EMERGENCIES and reading["confidence"] >= self._config["urgent_confidence"]
        )
