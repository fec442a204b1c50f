"""Lets a stock pipeline see the text in which our linker masked the medicines."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.keys import MASKED_TEXT


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class MaskedTextAlone(GraphComponent):
    """Puts the masked text in the place of the text. What was linked is dropped: nobody is to learn to find it."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 - Rasa's interface
        model_storage: ModelStorage,  # noqa: ARG003
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> MaskedTextAlone:
        """Make the component."""
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Mask the training examples as messages are masked later."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Mask each message."""
        for message in messages:
            message.set(TEXT, message.get(MASKED_TEXT))
            message.set(ENTITIES, [])
        return messages
