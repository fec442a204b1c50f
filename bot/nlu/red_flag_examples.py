"""Adds what the second opinion learns from to the training data, so that it is linked and encoded with the rest."""

from __future__ import annotations

import hashlib
from itertools import groupby
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.keys import RED_FLAG
from bot.safety import screen
from bot.safety.examples import LabelledText, examples_of, read_examples, read_working_half
from bot.safety.rules import default_rules


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class RedFlagExamples(GraphComponent):
    """Adds messages that have `red_flag` (level and situation) and no intent: no other component learns from them.

    Args:
        config: As `get_default_config`.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Settings.

        `examples`: the folder of messages, below the folder that is trained in. `corpus`: the folder of the half of
        the safety corpus that rules are written from, or `null`. `of_rules`: whether the examples of the rules are
        added as well.
        """
        return {"examples": "data/red_flags", "corpus": "evaluation/safety/working", "of_rules": True}

    def __init__(self, config: dict[str, Any]) -> None:
        self._folder = Path(config["examples"])
        self._corpus = Path(config["corpus"]) if config["corpus"] else None
        self._of_rules = bool(config["of_rules"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003 - Rasa's interface
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> RedFlagExamples:
        """Make the component."""
        return cls(config)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Hash of the messages: a change of them trains anew."""
        found = cls({**cls.get_default_config(), **config}).examples()
        return hashlib.sha256(repr(found).encode()).hexdigest()

    def examples(self) -> list[LabelledText]:
        """All messages to learn from, each once, at the most urgent level that it is given."""
        # Where one rule must stay quiet another may fire: only what the screen is silent on is a look-alike.
        of_rules = [
            each
            for each in (examples_of(default_rules()) if self._of_rules else ())
            if each.level.shows_card or not screen(each.text).level.shows_card
        ]
        of_corpus = read_working_half(self._corpus) if self._corpus else []
        every = [*read_examples(self._folder), *of_corpus, *of_rules]
        found = sorted(every, key=lambda each: (each.text, each.level.rank))
        return [next(same) for _, same in groupby(found, key=lambda each: each.text)]

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the messages."""
        messages = [
            Message(data={TEXT: each.text, RED_FLAG: {"level": each.level.value, "situation": each.situation}})
            for each in self.examples()
        ]
        return training_data.merge(TrainingData(messages))

    def process(self, messages: list[Message]) -> list[Message]:
        """Leave messages as they are."""
        return messages
