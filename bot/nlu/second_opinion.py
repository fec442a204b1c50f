"""Raises the verdict of the rules where what was learned is sure that a message needs help, or needs it faster."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.clauses import split_clauses
from bot.language.encoder import shared_encoder
from bot.model.safety import Verdict
from bot.nlu.fingerprint import hash_of_files
from bot.nlu.keys import MASKED_TEXT, PIECES, VERDICT
from bot.nlu.trained import TrainedComponent
from bot.safety.opinion_model import OpinionModel
from bot.safety.playing_down import less_played_down
from bot.safety.rules import default_rules
from bot.safety.screen import default_screen
from bot.safety.second_opinion import Bounds, Reading, judged
from bot.safety.taking import says_only_who_takes_what

BOUNDS = Bounds(raises=0.58, self_harm=0.86, contradicts=0.45, level=0.5, too_fast=0.05)
"""Chosen by `python -m evaluation.safety` and `python -m evaluation.second_opinion` for what was learned."""
CLAUSE = 0.95
"""How likely help must be needed by one clause alone, for what a rule suspects in it to stand."""
CLAUSE_WORDS = 40
"""Words of a message whose clauses are read alone: of a long story, one says too little."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SecondOpinion(TrainedComponent[OpinionModel], IntentClassifier):
    """Adds a finding to `verdict`, and removes what no rule is sure of where it speaks against it.

    Never judges a button, nor a message that only says who takes what: it learned from few of these.
    """

    model_type = OpinionModel

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Settings.

        `learned`: the folder of what `bot.learning` wrote, below the folder that is trained in.
        """
        return {"learned": ".state/second_opinion"}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Hash of what was learned."""
        return hash_of_files(cls._learned({**cls.get_default_config(), **config}).iterdir())

    def train(self, training_data: TrainingData) -> Resource:  # noqa: ARG002 - it was learned before
        """Take along what was learned."""
        return self.keep(OpinionModel.load(self._learned(self._config)))

    @staticmethod
    def _learned(config: dict[str, Any]) -> Path:
        folder = Path(config["learned"])
        if not folder.is_dir():
            raise FileNotFoundError(f"{folder}: no second opinion was learned yet. Run `make setup`.")
        return folder

    def process(self, messages: list[Message]) -> list[Message]:
        """Judge each message that was typed."""
        model = self.model
        for message in messages:
            text = message.get(TEXT) or ""
            if (
                message.get(PIECES) is None
                or text.startswith("/")
                or says_only_who_takes_what(message.get(MASKED_TEXT))
            ):
                continue
            verdict = self._judge(model, message, text)
            message.set(VERDICT, verdict.to_json(), add_to_output=True)
        return messages

    def _judge(self, model: OpinionModel, message: Message, text: str) -> Verdict:
        """The verdict on a message, with what is found where a part of it is read by itself.

        Words that play it down may add to what is found, and take nothing away: what is left without all or
        without some of them is judged as if it had been typed so. Nor does small talk beside a clause that is surely
        about an emergency.
        """
        verdict, masked = Verdict.from_json(message.get(VERDICT) or {}), message.get(MASKED_TEXT)
        whole = Reading(verdict, model.opinion(default_screen().clues(text), message.get(PIECES)))
        readings = [whole, *_of_clauses(model, text, masked, whole)]
        for less, masked_less in zip(less_played_down(text), less_played_down(masked), strict=False):
            whole = _read(model, less, masked_less, default_screen().screen(less))
            readings += [whole, *_of_clauses(model, less, masked_less, whole)]
        return judged(readings, default_rules(), len(text), BOUNDS)


def _of_clauses(model: OpinionModel, text: str, masked: str, whole: Reading) -> Iterator[Reading]:
    """The clauses by themselves in which a rule finds something and on which the opinion is very sure.

    None where the rules are sure of the whole. Where a name between two clauses hides which is which, the text stands
    as it was typed.
    """
    if len(text.split()) > CLAUSE_WORDS or all(finding.sure for finding in whole.verdict.findings):
        return
    typed, read = split_clauses(text), split_clauses(masked)
    for clause, masked_clause in zip(typed, read if len(read) == len(typed) else map(str.lower, typed), strict=True):
        verdict = default_screen().screen(clause)
        if verdict.findings:
            alone = _read(model, clause, masked_clause, verdict)
            if alone.opinion.needs_help >= CLAUSE:
                yield alone


def _read(model: OpinionModel, text: str, masked: str, verdict: Verdict) -> Reading:
    """A part of a message and what the rules find in it, read by itself."""
    _, pieces = shared_encoder().encode_pieces(masked)
    return Reading(verdict, model.opinion(default_screen().clues(text), pieces))
