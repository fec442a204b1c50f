"""Words that play an emergency down, put around a message: the level must stay, and so must every situation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import yaml

from bot.model.safety import Verdict

PHRASES = Path(__file__).with_suffix(".yml")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@lru_cache(maxsize=1)
def phrases() -> tuple[str, ...]:
    """The phrases, in the order of the file."""
    return tuple(yaml.safe_load(PHRASES.read_text(encoding="utf-8"))["phrases"])


def placements(text: str, phrase: str) -> list[str]:
    """A message with a phrase at each place where people put one.

    Args:
        text: The message.
        phrase: Without an end mark.

    Returns:
        Before it in three ways, after it in two, and between its sentences where it has several.
    """
    joint = "" if text.rstrip()[-1:] in ".!?" else ","
    sentences = _SENTENCE_END.split(text)
    middle = len(sentences) // 2
    between = [" ".join([*sentences[:middle], f"{phrase}.", *sentences[middle:]])] if middle else []
    return [
        f"{phrase}, {text}",
        f"{phrase}. {text}",
        f"{phrase} but {text}",
        f"{text}{joint} {phrase}",
        f"{text} but {phrase}",
        *between,
    ]


def in_turn(text: str, number: int) -> str:
    """One of the ways to play a message down; another for each number.

    Args:
        text: The message.
        number: From 0; as many as there are phrases and places in all try each.
    """
    known: Sequence[str] = phrases()
    places = placements(text, known[number % len(known)])
    return places[(number % len(known) + number // len(known)) % len(places)]


def is_lowered(before: Verdict, after: Verdict) -> bool:
    """Whether a verdict has a lower level than another, or lacks a situation that it has."""
    lost = {finding.situation for finding in before.findings} - {finding.situation for finding in after.findings}
    return bool(lost) or after.level.rank > before.level.rank
