"""Red-flag rules as content: concepts make signals, signals make rules, rules belong to situations.

They are read from every file of `knowledge/red_flags/`. A concept or a signal that stands in several files is all of
what they say: so another language adds its phrases to a concept, and one family of situations its own wordings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeVar

from bot.knowledge import CONTENT
from bot.knowledge.documents import read_yaml
from bot.model.knowledge import Citation, Content, Evidence
from bot.model.safety import Level
from bot.safety.amounts import COUNTED

DIRECTLY = "+"
"""Before a concept of a sequence: no word stands between it and the one before."""

_Part = TypeVar("_Part")


class Words(Content):
    """What is read as the same word."""

    same: dict[str, str]
    """A word as people type it, and what it is read as: one word, several, or none."""
    fillers: tuple[str, ...]
    """Words that are passed over."""


class Concept(Content):
    """Words and short phrases that mean one thing."""

    id: str
    language: str = "en"
    """Of the phrases. A card is shown in the language of the words that raised it, and in English."""
    typos: bool = False
    """Whether a misspelt word counts as the nearest of the phrases' words."""
    phrases: tuple[str, ...] = ()
    between: tuple[Decimal, Decimal] | None = None
    """Numbers from the first to the last, in digits or in words, are it as well: an age, a blood pressure."""


Category = Literal["negated", "hypothetical", "information", "past", "prescribed", "usual"]


class Cue(Content):
    """Phrases that change what a finding near them means."""

    category: Category
    direction: Literal["forward", "backward"]
    reach: int
    """How many words away it still counts."""
    phrases: tuple[str, ...]


class Story(Content):
    """What shows that a sentence tells of long ago, in the words that people type (no spelling is undone here)."""

    long_ago: tuple[str, ...] = ()
    """`#` stands for a number."""
    past_tense: tuple[str, ...] = ()
    """Besides words that end in "-ed"."""
    now: tuple[str, ...] = ()
    """A sentence with one of these is about now: time words and verbs in the present tense."""


class TimeOfDay(Content):
    """What tells the time, and sounds like something that is used up: "its gone 11"."""

    before: tuple[str, ...] = ()
    """Phrases that do, with an hour right after them."""
    unless: tuple[str, ...] = ()
    """Words after the hour that make it a count of something: "its gone 3 days"."""


class Context(Content):
    """What may stand around a finding and change what it means."""

    boundaries: tuple[str, ...]
    subjects: tuple[str, ...]
    """Words that begin a new clause after a comma."""
    masks: tuple[str, ...]
    time_of_day: TimeOfDay = TimeOfDay()
    cues: tuple[Cue, ...]
    story: Story = Story()


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
    unless_usual: bool = False
    """Whether it is undone where it is said to be the person's usual state, known for long."""
    unless: tuple[str, ...] = ()
    """Concepts that undo it where one stands in the same clause ("the laptop won't wake up")."""
    unless_time: bool = False
    """Whether a number does not count that is the one time of day that is named ("forgot my 8am baclofen")."""
    numbers: Literal["falling", "rising"] | None = None
    """How the first number of a sequence stands to its last: "4 instead of 1" falls."""


class Rule(Content):
    """Signals that, seen together, make a situation."""

    id: str
    level: Level
    all: tuple[str, ...]
    """Signals that must all be there. One of them may be from an earlier message of the conversation."""
    sure: bool = False
    """Whether it counts against the second opinion: of all messages that we wrote, most of the look-alikes to fool
    it, it fires wrongly on hardly any."""
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


class RedFlagFile(Content):
    """One file of the folder. It may hold any of the parts."""

    words: Words | None = None
    context: Context | None = None
    concepts: tuple[Concept, ...] = ()
    signals: tuple[Signal, ...] = ()
    situations: tuple[Situation, ...] = ()
    playing_down: tuple[str, ...] = ()


class RedFlagRules(Content):
    """All that the screen looks for."""

    words: Words
    context: Context
    concepts: tuple[Concept, ...]
    signals: tuple[Signal, ...]
    situations: tuple[Situation, ...]
    playing_down: tuple[str, ...] = ()
    """Words that make a message small, as patterns: the second opinion reads it without them as well."""

    @property
    def phrases(self) -> Iterator[str]:
        """Every phrase that is looked for."""
        for concept in self.concepts:
            yield from concept.phrases
        for cue in self.context.cues:
            yield from cue.phrases
        yield from (*self.context.boundaries, *self.context.subjects, *self.context.masks)

    @property
    def phrases_with_typos(self) -> Iterator[str]:
        """Every phrase whose words may be misspelt."""
        for concept in self.concepts:
            if concept.typos:
                yield from concept.phrases

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
        folder: Its YAML files hold the rules.

    Returns:
        The rules, with every name that one part uses of another checked.

    Raises:
        ContentErrors: If a file is malformed.
        ValueError: If a part names a concept, signal or situation that does not exist, if a situation or rule is
            there twice, or if words or context are not in one file exactly.
    """
    files = [read_yaml(path, RedFlagFile) for path in sorted(folder.glob("*.yml"))]
    rules = RedFlagRules(
        words=_only("words", [file.words for file in files if file.words]),
        context=_only("context", [file.context for file in files if file.context]),
        concepts=tuple(concept for file in files for concept in file.concepts),
        signals=tuple(signal for file in files for signal in file.signals),
        situations=tuple(
            sorted((each for file in files for each in file.situations), key=lambda situation: situation.number)
        ),
        playing_down=tuple(phrase for file in files for phrase in file.playing_down),
    )
    _check_names(rules)
    return rules


def _only(name: str, found: list[_Part]) -> _Part:
    if len(found) != 1:
        raise ValueError(f"{name}: must be in one file of the red flags, and is in {len(found)}")
    return found[0]


def _check_names(rules: RedFlagRules) -> None:
    concepts = {concept.id for concept in rules.concepts} | COUNTED
    signals = {signal.id for signal in rules.signals}
    situations = [situation.id for situation in rules.situations]
    used_concepts = {
        concept.removeprefix(DIRECTLY)
        for signal in rules.signals
        for sequence in (*signal.sequences, signal.unless)
        for concept in sequence
    }
    used_signals = {signal for situation in rules.situations for rule in situation.rules for signal in rule.all}
    used_situations = {
        rule.situation for situation in rules.situations for rule in situation.rules if rule.situation is not None
    }
    rule_ids = [rule.id for situation in rules.situations for rule in situation.rules]
    problems = [
        f"{what}: {', '.join(sorted(names))}"
        for what, names in (
            ("concepts not defined", used_concepts - concepts),
            ("signals not defined", used_signals - signals),
            ("situations not defined", used_situations - set(situations)),
            ("concepts that no signal uses", concepts - used_concepts - COUNTED),
            ("signals that no rule uses", signals - used_signals),
            ("concepts without phrases or numbers", {each.id for each in rules.concepts if not _says_something(each)}),
            ("situations that are there twice", _twice(situations)),
            ("rules that are there twice", _twice(rule_ids)),
        )
        if names
    ]
    if problems:
        raise ValueError("; ".join(problems))


def _says_something(concept: Concept) -> bool:
    return bool(concept.phrases) or (concept.between is not None and concept.between[0] <= concept.between[1])


def _twice(names: Iterable[str]) -> set[str]:
    names = list(names)
    return {name for name in names if names.count(name) > 1}


@lru_cache(maxsize=1)
def default_rules() -> RedFlagRules:
    """The rules of the knowledge folder, read once."""
    return read_rules(CONTENT / "red_flags")
