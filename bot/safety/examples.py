"""The messages that the second opinion learns from: files of `data/red_flags/`, and the examples of the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.documents import read_yaml
from bot.model.knowledge import Content
from bot.model.safety import Level
from bot.safety.rules import RedFlagRules


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


def examples_of(rules: RedFlagRules) -> Iterator[LabelledText]:
    """The examples that the rules have for themselves.

    Args:
        rules: What each must fire on, and must stay quiet on, which another rule may fire on.
    """
    numbers = {situation.id: situation.number for situation in rules.situations}
    for situation in rules.situations:
        for rule in situation.rules:
            number = numbers[rule.situation or situation.id]
            yield from (LabelledText(text, rule.level, number) for text in rule.fires)
            yield from (LabelledText(text, Level.NONE, number) for text in rule.quiet)
