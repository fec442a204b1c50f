"""Raises the verdict of the rules where what was learned is sure that a message needs help, or needs it faster."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.encoder import shared_encoder
from bot.language.piece_network import PieceNetwork
from bot.model.safety import Level, Verdict
from bot.nlu.fingerprint import safety_fingerprint
from bot.nlu.keys import EMERGENCIES, MASKED_TEXT, PIECES, RED_FLAG, VERDICT
from bot.nlu.trained import TrainedComponent
from bot.safety.playing_down import without_playing_down
from bot.safety.rules import default_rules
from bot.safety.screen import default_screen
from bot.safety.second_opinion import (
    LEVELS,
    ROWS,
    RULE,
    Answers,
    Bounds,
    Example,
    Label,
    OpinionModel,
    Trainer,
    judged,
)

NEITHER = EMERGENCIES | {"ran_out", "pump_problem"}
"""Intents whose examples may need help or not: nothing is learned from them."""
BOUNDS = Bounds(raises=0.6, crisis=0.7, contradicts=0.3, level=0.6, too_fast=0.05)
"""No settings of the component, for which a change would mean to learn anew."""
PLAYED_DOWN = 1.0
"""How much readier to call for help, in logarithm of the odds, where words play a message down."""
_OF_ROWS = 0.3
"""How much it counts, while learning, to be right about the row of the notes; about the level, 1."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SecondOpinion(TrainedComponent[OpinionModel], IntentClassifier):
    """Adds a finding to `verdict`, and removes what no rule is sure of where it speaks against it.

    Never judges a button.
    """

    model_type = OpinionModel
    bounds = BOUNDS

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Settings.

        `penalty`: inverse strength of the regularisation of the words. `learners`: how many networks learn from the
        word pieces. `rounds`: how often each sees each example.
        """
        return {"penalty": 0.5, "learners": 2, "rounds": 3}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:  # noqa: ARG003 - Rasa's interface
        """Hash of the rules, whose concepts are learned from, and of the code that reads and learns."""
        return hashlib.sha256((safety_fingerprint() + repr(default_rules())).encode()).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the red-flag examples, and from ordinary questions on which the rules are silent."""
        messages = [message for message in training_data.training_examples if _is_learnt_from(message)]
        pieces = shared_encoder().encode_all_pieces([message.get(MASKED_TEXT) for message in messages])
        examples = [_example(message, of_it) for message, of_it in zip(messages, pieces, strict=True)]
        train = network_trainer(self._config["rounds"], self._config["learners"])
        return self.keep(OpinionModel.fit(examples, train, self._config["penalty"]))

    def process(self, messages: list[Message]) -> list[Message]:
        """Judge each message that was typed."""
        model = self.model
        for message in messages:
            text = message.get(TEXT) or ""
            if message.get(PIECES) is None or text.startswith("/"):
                continue
            verdict = self._judge(model, message, text)
            message.set(VERDICT, verdict.to_json(), add_to_output=True)
        return messages

    def _judge(self, model: OpinionModel, message: Message, text: str) -> Verdict:
        """The verdict on a message, and on what is left of it without the words that play it down.

        Such words may add to what is found, and take nothing from it.
        """
        verdict = Verdict.from_json(message.get(VERDICT) or {})
        opinion = model.opinion(default_screen().clues(text), message.get(PIECES))
        bare = without_playing_down(text)
        if bare == text:
            return judged(verdict, [opinion], default_rules(), len(text), self.bounds)
        _, pieces = shared_encoder().encode_pieces(without_playing_down(message.get(MASKED_TEXT)))
        without = model.opinion(default_screen().clues(bare), pieces)
        of_bare = judged(default_screen().screen(bare), [without], default_rules(), len(text), self.bounds)
        learned = Verdict(tuple(finding for finding in of_bare.findings if finding.rule == RULE))
        bolder = [each.bolder(PLAYED_DOWN) for each in (without, opinion)]
        return judged(verdict, bolder, default_rules(), len(text), self.bounds).joined(learned)


def network_trainer(rounds: int, learners: int) -> Trainer:
    """What learns the network of the second opinion.

    Args:
        rounds: How often each learner sees each example.
        learners: How many there are.
    """

    def learn(pieces: Sequence[NDArray[np.float16]], answers: Sequence[Answers]) -> PieceNetwork:
        # TensorFlow is needed here alone, and takes seconds to import.
        from bot.nlu.piece_training import Learning, Question, train  # noqa: PLC0415

        questions = (Question(len(LEVELS), counts=1.0), Question(ROWS, counts=_OF_ROWS))
        return train(pieces, answers, questions, Learning(rounds, learners))

    return learn


def _example(message: Message, pieces: NDArray[np.float16]) -> Example:
    resembles = (message.get(RED_FLAG) or {}).get("situation") or 0
    return Example(default_screen().clues(message.get(TEXT)), pieces, _label(message), resembles)


def _is_learnt_from(message: Message) -> bool:
    """Whether it is known if the message needs help."""
    if message.get(MASKED_TEXT) is None:
        return False
    if message.get(RED_FLAG):
        return True
    return message.get(INTENT) not in NEITHER and not default_screen().screen(message.get(TEXT)).level.shows_card


def _label(message: Message) -> Label | None:
    found = message.get(RED_FLAG)
    if found is None or found["level"] == Level.NONE.value:
        return None
    return Label(Level(found["level"]), found["situation"])
