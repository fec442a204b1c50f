"""The messages that the second opinion learns from.

Files of `data/red_flags/`, the examples of the rules, and the half of the safety corpus that rules are written from.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from bot.knowledge.documents import read_yaml
from bot.model.knowledge import Content
from bot.model.safety import Level
from bot.safety.rules import RedFlagRules
from bot.safety.screen import screen


class ExampleGroup(Content):
    """Messages of one situation and level."""

    situation: int
    """Row of the escalation notes; for look-alikes, the one they resemble."""
    level: Level
    examples: str
    """One message a line."""


class ExampleFile(Content):
    """One file of the folder."""

    red_flag_examples: tuple[ExampleGroup, ...]


@dataclass(frozen=True)
class LabelledText:
    """A message and what is right for it."""

    text: str
    level: Level
    situation: int


def read_examples(folder: Path) -> list[LabelledText]:
    """Read the messages to learn from.

    Args:
        folder: Its YAML files hold them.

    Raises:
        ContentErrors: If a file is malformed.
        FileNotFoundError: If there is none.
    """
    paths = sorted(folder.glob("*.yml"))
    if not paths:
        raise FileNotFoundError(f"{folder}: no examples for the second opinion")
    return [
        LabelledText(line.strip(), group.level, group.situation)
        for path in paths
        for group in read_yaml(path, ExampleFile).red_flag_examples
        for line in group.examples.splitlines()
        if line.strip()
    ]


def read_working_half(folder: Path) -> list[LabelledText]:
    """Read the half of the safety corpus that rules are written from. The other half is only ever measured on.

    Args:
        folder: Its CSV files have the columns `text`, `level` and `situation` (the row that gives the level first).

    Raises:
        FileNotFoundError: If there is none.
        ValueError: If a line has no such level or situation.
    """
    paths = sorted(folder.glob("*.csv"))
    if not paths:
        raise FileNotFoundError(f"{folder}: no working half of the safety corpus")
    found = []
    for path in paths:
        with path.open(encoding="utf-8", newline="") as lines:
            found += [
                LabelledText(row["text"], Level(row["level"]), int(row["situation"].split(";")[0]))
                for row in csv.DictReader(lines)
            ]
    return found


def examples_of(rules: RedFlagRules) -> Iterator[LabelledText]:
    """The examples that the rules have for themselves.

    Where one rule must stay quiet another may fire: only what the screen is silent on is a look-alike.

    Args:
        rules: With what each must fire on, and must stay quiet on.
    """
    numbers = {situation.id: situation.number for situation in rules.situations}
    for situation in rules.situations:
        for rule in situation.rules:
            number = numbers[rule.situation or situation.id]
            yield from (LabelledText(text, rule.level, number) for text in rule.fires)
            silent = (text for text in rule.quiet if not screen(text).level.shows_card)
            yield from (LabelledText(text, Level.NONE, number) for text in silent)


def each_once(examples: Iterable[LabelledText]) -> list[LabelledText]:
    """Each text once, at the most urgent level that it is given; sorted.

    Args:
        examples: Any, from several places.
    """
    found = sorted(examples, key=lambda each: (each.text, each.level.rank))
    return [next(same) for _, same in groupby(found, key=lambda each: each.text)]
