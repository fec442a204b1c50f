"""The one sum that is made of the person's own words: how long it is between two times of day that they named.

Nothing wider: both times are theirs, the length is right, and it is said in the one way in which it may be said. The
length of time that they named themselves ("in 2 hours") may be said back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from bot.language.clock import times_in
from bot.model.conversation import Question
from bot.model.times import DAY, NamedTime

_CLOCK = r"(?:noon|midnight|(?:1[0-2]|[1-9])(?::[0-5]\d)? [ap]m)"
_SPAN = r"(?:\d{1,2} hours?(?: and \d{1,2} minutes?)?|\d{1,2} minutes?)"
_ENDS = r"(?=[.]?\s*$|[.]\s)"
_SUM = re.compile(rf"\bfrom (?P<now>{_CLOCK}) to (?P<next>{_CLOCK}) is (?P<span>{_SPAN}){_ENDS}", re.IGNORECASE)
_SAID = re.compile(rf"\byou say that your next dose is (?P<span>{_SPAN}) away{_ENDS}", re.IGNORECASE)


def without_own_times(question: Question, text: str) -> str:
    """The text without a sum of two times that the person named, and without the wait that they named.

    Args:
        question: What was asked, and what was said before.
        text: A text of the answer.
    """
    if not (_SUM.search(text) or _SAID.search(text)):
        return text
    named = (*times_in(question.text), *(question.dose_times.times if question.dose_times else ()))
    return _SAID.sub(partial(_left_out_if_said, named), _SUM.sub(partial(_left_out_if_right, named), text))


def _left_out_if_right(named: Iterable[NamedTime], match: re.Match[str]) -> str:
    readings = {reading for time in named for reading in time.readings}
    now, next_dose, span = (
        _minutes(f"at {match['now']}"),
        _minutes(f"at {match['next']}"),
        _minutes(f"in {match['span']}"),
    )
    right = 0 < span <= DAY and span % DAY == (next_dose - now) % DAY
    return " \u2026 " if right and {now, next_dose} <= readings else match[0]


def _left_out_if_said(named: Iterable[NamedTime], match: re.Match[str]) -> str:
    said = {time.minutes for time in named if time.from_now}
    return " \u2026 " if _minutes(f"in {match['span']}") in said else match[0]


def _minutes(words: str) -> int:
    (time,) = times_in(words)
    return time.minutes
