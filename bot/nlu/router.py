"""Sets the intent that the rules see."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from bot.model.safety import Level
from bot.nlu.keys import CRISIS, OUT_OF_SCOPE, OUTSIDE, OVERDOSE, READING, SYMPTOMS, VERDICT

_ROUTED = frozenset({Level.EMERGENCY.value, Level.CRISIS.value, Level.URGENT.value})
"""Levels that outrank whatever else is asked. A `same_day` message keeps its question: its card precedes the answer."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Router(GraphComponent, IntentClassifier):
    """A red flag first, then the refusal, then the reading.

    Args:
        config: As `get_default_config`.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`overdose_situations`: situations of the screen that mean somebody took too much.

        `about_itself`: readings about the assistant, which need not speak of medicines; `sure`: the confidence from
        which one of these is taken at its word, whatever the scope.
        """
        return {
            "overdose_situations": ["overdose", "child_swallowed"],
            "about_itself": ["change_region", "set_reminder", "talk_to_human"],
            "sure": 0.95,
        }

    def __init__(self, config: dict[str, Any]) -> None:
        self._overdoses = frozenset(config["overdose_situations"])
        self._about_itself = frozenset(config["about_itself"])
        self._sure = float(config["sure"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003 - Rasa's interface
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> Router:
        """Make the component."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Route each message."""
        for message in messages:
            verdict = message.get(VERDICT) or {}
            outside = message.get(OUTSIDE) or {}
            if verdict.get("level") in _ROUTED:
                message.set(INTENT, {"name": self._emergency(verdict), "confidence": 1.0}, add_to_output=True)
            elif outside.get("refused") and not self._is_about_itself(message.get(READING) or {}):
                refused = {"name": OUT_OF_SCOPE, "confidence": outside["confidence"]}
                message.set(INTENT, refused, add_to_output=True)
        return messages

    def _is_about_itself(self, reading: dict[str, Any]) -> bool:
        return reading.get("intent") in self._about_itself and reading["confidence"] >= self._sure

    def _emergency(self, verdict: dict[str, Any]) -> str:
        if verdict["level"] == Level.CRISIS.value:
            return CRISIS
        situations = {finding["situation"] for finding in verdict["findings"]}
        return OVERDOSE if situations & self._overdoses else SYMPTOMS
