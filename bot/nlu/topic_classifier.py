"""Reads which intent a message has, and which topics it asks about."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.encoder import shared_encoder
from bot.language.topics import TopicModel, read_topics
from bot.model.conversation import Reading
from bot.nlu.evidence import evidence_in
from bot.nlu.keys import MASKED_TEXT, OUT_OF_SCOPE, OUTSIDE_BY_READER, READING
from bot.nlu.sentence_encoder import sentence_vector
from bot.nlu.trained import TrainedComponent

_NOTHING_READ = {"name": None, "confidence": 0.0}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(TrainedComponent[TopicModel], IntentClassifier):
    """Sets `reading`, `intent` and `intent_ranking`. Never reads "out of scope": that is for `ScopeGuard` to say."""

    model_type = TopicModel

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Settings.

        `penalty`: inverse strength of the regularisation. `clause_confidence`: how sure the reading of a clause must be
        to add a topic. `ranking_length`: how many intents `intent_ranking` lists.
        """
        return {"penalty": 0.2, "clause_confidence": 0.6, "ranking_length": 10}

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from all examples; those that are out of scope are for the network alone."""
        examples = [
            (message.get(MASKED_TEXT), vector, message.get(INTENT))
            for message in training_data.intent_examples
            if (vector := sentence_vector(message)) is not None
        ]
        texts, vectors, intents = zip(*(each for each in examples if each[2] != OUT_OF_SCOPE), strict=True)
        outside = [vector for _, vector, intent in examples if intent == OUT_OF_SCOPE]
        return self.keep(TopicModel.fit(texts, vectors, intents, self._config["penalty"], outside))

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message."""
        for message in messages:
            ranking, topics, outside = self._read(message)
            message.set(OUTSIDE_BY_READER, outside)
            best = _named(ranking[0]) if ranking else _NOTHING_READ
            reading = {
                "intent": best["name"],
                "confidence": best["confidence"],
                "topics": [{"intent": topic.intent, "confidence": topic.confidence} for topic in topics],
            }
            message.set(READING, reading, add_to_output=True)
            message.set(INTENT, best, add_to_output=True)
            listed = [_named(each) for each in ranking[: self._config["ranking_length"]]]
            message.set(INTENT_RANKING_KEY, listed, add_to_output=True)
        return messages

    def _read(self, message: Message) -> tuple[list[Reading], list[Reading], float]:
        model, vector = self.model, sentence_vector(message)
        if vector is None:
            return [], [], 0.0
        return read_topics(
            model,
            shared_encoder().encode,
            message.get(MASKED_TEXT),
            vector,
            evidence_in(message),
            clause_confidence=self._config["clause_confidence"],
        )


def _named(reading: Reading) -> dict[str, Any]:
    return {"name": reading.intent, "confidence": reading.confidence}
