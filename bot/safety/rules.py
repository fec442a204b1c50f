"""Red-flag rules as content: concepts make signals, signals make rules, rules belong to situations."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from bot.knowledge import CONTENT
from bot.knowledge.documents import read_yaml
from bot.model.knowledge import Citation, Content, Evidence
from bot.model.safety import Level

DIRECTLY = "+"
"""Before a concept of a sequence: no word stands between it and the one before."""
COUNTED = frozenset({"number", "many"})
"""Concepts that are recognised by counting, not by phrases."""


class Concept(Content):
    """Words and short phrases that mean one thing."""

    id: str
    typos: bool = False
    """Whether a misspelt word counts as the nearest of the concept's words."""
    phrases: tuple[str, ...]


class Concepts(Content):
    """`concepts.yml`."""

    concepts: tuple[Concept, ...]


Category = Literal["negated", "hypothetical", "information", "past", "prescribed"]


class Cue(Content):
    """Phrases that change what a finding near them means."""

    category: Category
    direction: Literal["forward", "backward"]
    reach: int
    """How many words away it still counts."""
    phrases: tuple[str, ...]


class Context(Content):
    """`context.yml`."""

    boundaries: tuple[str, ...]
    subjects: tuple[str, ...]
    """Words that begin a new clause after a comma."""
    masks: tuple[str, ...]
    cues: tuple[Cue, ...]


class Signal(Content):
    """Something said, as sequences of concepts in order."""

    id: str
    sequences: tuple[tuple[str, ...], ...]
    """A concept with a `+` before it follows the one before directly."""
    gap: int = 3
    """How many words may stand between one concept and the next."""
    keeps_negation: bool = False
    """Whether a "not" nearby is part of the finding ("not breathing") and so does not undo it."""
    ignores: tuple[Category, ...] = ()
    """Further categories of context that do not undo it."""
    unless_prescribed: bool = False
    """Whether it is undone where the amount is said to be what a doctor ordered."""


class Rule(Content):
    """Signals that, seen together, make a situation."""

    id: str
    level: Level
    all: tuple[str, ...]
    """Signals that must all be there. One of them may be from an earlier message of the conversation."""
    situation: str | None = None
    """Another situation than the one it stands under, whose card it shows."""
    fires: tuple[str, ...]
    quiet: tuple[str, ...]


class Situation(Content):
    """One row of the escalation notes."""

    id: str
    number: int
    title: str
    advice: tuple[str, ...]
    poison: bool = False
    """Whether the poison line is named on an emergency card as well."""
    variant: str | None = None
    """Which other wording of the card it has (`cards.yml`, `variants`)."""
    evidence: Evidence
    citations: tuple[Citation, ...]
    rules: tuple[Rule, ...]


class Situations(Content):
    """`situations.yml`."""

    signals: tuple[Signal, ...]
    situations: tuple[Situation, ...]


class RedFlagRules(Content):
    """All that the screen looks for."""

    concepts: tuple[Concept, ...]
    context: Context
    signals: tuple[Signal, ...]
    situations: tuple[Situation, ...]

    def situation(self, situation_id: str) -> Situation:
        """The situation of that id.

        Raises:
            KeyError: If there is none.
        """
        for situation in self.situations:
            if situation.id == situation_id:
                return situation
        raise KeyError(situation_id)


def read_rules(folder: Path) -> RedFlagRules:
    """Read and validate the red-flag rules.

    Args:
        folder: The folder with `concepts.yml`, `context.yml` and `situations.yml`.

    Returns:
        The rules, with every name that one part uses of another checked.

    Raises:
        ContentErrors: If a file is missing or malformed.
        ValueError: If a part names a concept, signal or situation that does not exist.
    """
    situations = read_yaml(folder / "situations.yml", Situations)
    rules = RedFlagRules(
        concepts=read_yaml(folder / "concepts.yml", Concepts).concepts,
        context=read_yaml(folder / "context.yml", Context),
        signals=situations.signals,
        situations=situations.situations,
    )
    _check_names(rules)
    return rules


def _check_names(rules: RedFlagRules) -> None:
    concepts = {concept.id for concept in rules.concepts} | COUNTED
    signals = {signal.id for signal in rules.signals}
    situations = {situation.id for situation in rules.situations}
    used_concepts = {
        concept.removeprefix(DIRECTLY)
        for signal in rules.signals
        for sequence in signal.sequences
        for concept in sequence
    }
    used_signals = {signal for situation in rules.situations for rule in situation.rules for signal in rule.all}
    used_situations = {
        rule.situation for situation in rules.situations for rule in situation.rules if rule.situation is not None
    }
    problems = [
        f"{what} not defined: {', '.join(sorted(missing))}"
        for what, missing in (
            ("concepts", used_concepts - concepts),
            ("signals", used_signals - signals),
            ("situations", used_situations - situations),
        )
        if missing
    ]
    if problems:
        raise ValueError("; ".join(problems))


@lru_cache(maxsize=1)
def default_rules() -> RedFlagRules:
    """The rules of the knowledge folder, read once."""
    return read_rules(CONTENT / "red_flags")
