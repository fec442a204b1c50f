"""Words that play an emergency down, put around a message: the level must stay, and so must every situation."""

from __future__ import annotations

import re
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


def placements(text: str, phrase: str, verdict: Verdict) -> list[str]:
    """A message with a phrase at each place where people put one.

    Args:
        text: The message.
        phrase: Without an end mark.
        verdict: Of the message. What was found across two sentences is not torn apart.

    Returns:
        Before it in three ways, after it in two, and between its sentences where it has several.
    """
    joint = "" if text.rstrip()[-1:] in ".!?" else ","
    between = [match.end() for match in _SENTENCE_END.finditer(text) if not _is_inside(match.end(), verdict)]
    middle = between[len(between) // 2 : len(between) // 2 + 1]
    return [
        f"{phrase}, {text}",
        f"{phrase}. {text}",
        f"{phrase} but {text}",
        f"{text}{joint} {phrase}",
        f"{text} but {phrase}",
        *(f"{text[:place]}{phrase}. {text[place:]}" for place in middle),
    ]


def in_turn(text: str, number: int, verdict: Verdict) -> str:
    """One of the ways to play a message down; another for each number.

    Args:
        text: The message.
        number: From 0; as many as there are phrases times places try each.
        verdict: Of the message.
    """
    known = phrases()
    places = placements(text, known[number % len(known)], verdict)
    return places[(number % len(known) + number // len(known)) % len(places)]


def _is_inside(place: int, verdict: Verdict) -> bool:
    return any(finding.start < place < finding.end for finding in verdict.findings)


def is_lowered(before: Verdict, after: Verdict) -> bool:
    """Whether a verdict has a lower level than another, or lacks a situation that it has."""
    lost = {finding.situation for finding in before.findings} - {finding.situation for finding in after.findings}
    return bool(lost) or after.level.rank > before.level.rank
