"""Raises the verdict of the rules where what was learned is sure that a message needs help, or needs it faster."""

from __future__ import annotations

import hashlib
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.encoder import Vector, shared_encoder
from bot.model.safety import Level, Verdict
from bot.nlu.fingerprint import safety_fingerprint
from bot.nlu.keys import EMERGENCIES, MASKED_TEXT, RED_FLAG, VERDICT
from bot.nlu.sentence_encoder import sentence_vector
from bot.nlu.trained import TrainedComponent
from bot.safety.playing_down import without_playing_down
from bot.safety.rules import default_rules
from bot.safety.screen import default_screen
from bot.safety.second_opinion import Example, Label, Limits, Opinion, OpinionModel, heard, raised

NEITHER = EMERGENCIES | {"ran_out", "pump_problem"}
"""Intents whose examples may need help or not: nothing is learned from them."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SecondOpinion(TrainedComponent[OpinionModel], IntentClassifier):
    """Adds a finding to `verdict`, and removes what no rule is sure of where it speaks against it.

    Never judges a button.
    """

    model_type = OpinionModel

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Settings.

        `penalty`: inverse strength of the regularisation. `look_alikes`, `crises`, `questions`: the share of held-out
        examples of each kind that may be raised, and `spoken_against` that of messages on which a rule that is not
        sure fired rightly and may lose it; they choose the thresholds. `sure_of_level`: how sure the level must be to
        raise one that the rules have found.
        """
        return {
            "penalty": 0.5,
            "look_alikes": 0.02,
            "crises": 0.01,
            "questions": 0.002,
            "spoken_against": 0.01,
            "sure_of_level": 0.8,
        }

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:  # noqa: ARG003 - Rasa's interface
        """Hash of the rules, whose concepts are learned from, and of the code that reads and learns."""
        return hashlib.sha256((safety_fingerprint() + repr(default_rules())).encode()).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the red-flag examples, and from ordinary questions on which the rules are silent."""
        examples = [
            _example(message, vector)
            for message in training_data.training_examples
            if (vector := sentence_vector(message)) is not None and _is_learnt_from(message)
        ]
        limits = Limits(
            **{name: self._config[name] for name in ("look_alikes", "crises", "questions", "spoken_against")}
        )
        return self.keep(OpinionModel.fit(examples, limits, self._config["penalty"]))

    def process(self, messages: list[Message]) -> list[Message]:
        """Judge each message that was typed."""
        model = self.model
        for message in messages:
            vector, text = sentence_vector(message), message.get(TEXT) or ""
            if vector is None or text.startswith("/"):
                continue
            verdict = Verdict.from_json(message.get(VERDICT) or {})
            opinion = _most_urgent(model, message, text, vector)
            verdict = heard(verdict, opinion)
            verdict = raised(verdict, opinion, default_rules(), len(text), sure_of_level=self._config["sure_of_level"])
            message.set(VERDICT, verdict.to_json(), add_to_output=True)
        return messages


def _most_urgent(model: OpinionModel, message: Message, text: str, vector: Vector) -> Opinion:
    """The opinion on a message, or on what is left of it without the words that play it down."""
    opinions = [model.opinion(default_screen().clues(text), vector)]
    bare = without_playing_down(text)
    if bare != text:
        bare_vector = shared_encoder().encode(without_playing_down(message.get(MASKED_TEXT)))
        opinions.append(model.opinion(default_screen().clues(bare), bare_vector))
    return max(opinions, key=lambda opinion: opinion.needs_help)


def _example(message: Message, vector: Vector) -> Example:
    screen, text = default_screen(), message.get(TEXT)
    fired = any(not finding.sure for finding in screen.screen(text).findings)
    return Example(screen.clues(text), vector, _label(message), (message.get(RED_FLAG) or {}).get("situation"), fired)


def _is_learnt_from(message: Message) -> bool:
    """Whether it is known if the message needs help."""
    if message.get(RED_FLAG):
        return True
    return message.get(INTENT) not in NEITHER and not default_screen().screen(message.get(TEXT)).level.shows_card


def _label(message: Message) -> Label | None:
    found = message.get(RED_FLAG)
    if found is None or found["level"] == Level.NONE.value:
        return None
    return Label(Level(found["level"]), found["situation"])
