"""The first component of the graph: looks for an emergency in the text as it was typed."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.keys import VERDICT
from bot.safety import screen


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RedFlagScreen(GraphComponent):
    """Sets `verdict`. Knows nothing of intents, and is not trained."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 - Rasa's interface
        model_storage: ModelStorage,  # noqa: ARG003
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> RedFlagScreen:
        """Make the component."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Screen each message."""
        for message in messages:
            message.set(VERDICT, screen(message.get(TEXT) or "").to_json(), add_to_output=True)
        return messages
