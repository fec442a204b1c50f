"""How long ago something was, as people type it: "this morning", "yesterday", "3 days", "a week and a half ago".

What is counted is whole days, and of several things said the longest: it is used to tell how long somebody has been
without a medicine, where too long is the safer mistake. A day of the week says nothing sure by itself, and is found as
something that has to be asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.language.clock import times_in
from bot.language.numbers import numbers_in

_HOURS = {"hour": 1, "hr": 1, "day": 24, "night": 24, "week": 7 * 24, "wk": 7 * 24, "fortnight": 14 * 24}
_HOURS |= {"month": 30 * 24, "year": 365 * 24, "yr": 365 * 24, "minute": 0, "min": 0}
_GLUED = re.compile(r"(?<![\w.])(?P<count>\d{1,3})(?P<unit>[hd])\b")
_UNIT = rf"(?P<unit>{'|'.join(sorted(_HOURS, key=len, reverse=True))})s?\b"
_MORE = r"(?P<more>\s+and\s+a\s+half)?(?:\s+(?:ago|back)\b)?"
_AFTER_NUMBER = re.compile(rf"(?:\s+(?:more|whole|full|long|straight))?[\s-]*{_UNIT}{_MORE}")
_ROUGHLY = {"couple": 2, "few": 3, "several": 4, "many": 7}
_WITHOUT_NUMBER = re.compile(
    rf"\b(?:(?P<rough>{'|'.join(_ROUGHLY)})(?:\s+of)?|(?P<one>an?|the\s+past|the\s+last))\s+{_UNIT}{_MORE}"
)
_AHEAD = re.compile(
    r"\b(?:in|another|next|within|until|till|til|every|each|per|once|twice|times|only|got|have|has|ive|i've|last(?:s|\s+me)"
    r"|enough\s+for|for\s+the\s+next|supply\s+for|worth\s+of)(?:\s+(?:about|a|an|the|just|like|over|more\s+than))?\s+$"
)
"""Before a length of time that is still to come, or that says how often."""
_STILL = re.compile(
    r"\s*(?:left|supply|supplies|worth|course|pack|packs|script|prescription|until|till|til|to\s+go|away|from\s+now|early"
    r"|later|more|notice|ahead|old)\b"
)
"""After one."""
_SAID_OF_ONE = re.compile(
    r"\b(?:for|about|over|than|almost|nearly|been|like|around|roughly|by|its|it's|is|since)\s+$|^\s*$"
)
_AFTER_ONE = re.compile(r"\s+(?:ago|or\s+so|since|without|now|back|and\s+a\s+half|late)\b|\s*$")
"""What makes "a day" a length of time: "three a day" is none."""
_OFTEN = re.compile(r"(?:\d|\b(?:once|twice|times|thrice|tablets?|pills?|mg|doses?|one|two|three|four))\s*$")

_NAMED = (
    (re.compile(r"\bday before yesterday\b"), 2),
    (re.compile(r"\b(?:yesterday|yday|last night|last nite|lastnight|overnight)\b"), 1),
    (re.compile(r"\b(?:the )?other day\b"), 2),
    (re.compile(r"\blast week\b"), 7),
    (re.compile(r"\blast month\b"), 30),
    (
        re.compile(
            r"\b(?:today|this (?:morning|afternoon|evening)|just now|an? (?:moment|minute) ago|at lunch|lunch ?time)\b"
        ),
        0,
    ),
    (re.compile(r"\b(?:at|with|after|before|since) (?:breakfast|lunch|dinner|tea)\b"), 0),
)
_DAY_NUMBER = re.compile(r"\bday (?P<count>\d{1,2})\b")
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?s?\b|\b(?:the |all )?week-?end\b")
_TO_COME = re.compile(r"\b(?:until|till|til|by|before|next|this coming|on the|again)\s+$")
_A_DAY = 24
_HALF = Decimal("0.5")


@dataclass(frozen=True)
class Elapsed:
    """How long ago something is said to be."""

    days: int | None
    """Whole days, 0 for less than one; `None` where a day is named of which that cannot be told."""
    start: int
    end: int
    """Of the words that say it, in characters."""


def elapsed_in(text: str) -> Elapsed | None:
    """How long ago a text says that something was: the longest of what it says.

    Args:
        text: Any text, as it was typed.

    Returns:
        The time; `None` where nothing is said of it.
    """
    lower = text.lower().replace("\u2019", "'") if len(text.lower()) == len(text) else text
    found = [*_counted(lower), *_named(lower)]
    known = [each for each in found if each.days is not None]
    if known:
        return max(known, key=lambda each: (each.days or 0, -each.start))
    return found[0] if found else _on_the_clock(text)


def _counted(text: str) -> Iterator[Elapsed]:
    for number in numbers_in(text):
        unit = _AFTER_NUMBER.match(text, number.end)
        if unit and not _is_ahead(text, number.start, unit.end()):
            yield Elapsed(_days(number.value, unit), number.start, unit.end())
    for match in _WITHOUT_NUMBER.finditer(text):
        one = match["one"] is not None
        if _is_ahead(text, match.start(), match.end()) or (one and not _is_length(text, match)):
            continue
        yield Elapsed(_days(Decimal(1 if one else _ROUGHLY[match["rough"]]), match), match.start(), match.end())
    for match in _GLUED.finditer(text):
        if not _is_ahead(text, match.start(), match.end()):
            hours = int(match["count"]) * (_A_DAY if match["unit"] == "d" else 1)
            yield Elapsed(hours // _A_DAY, match.start(), match.end())
    for match in _DAY_NUMBER.finditer(text):
        yield Elapsed(int(match["count"]), match.start(), match.end())


def _days(count: Decimal, match: re.Match[str]) -> int:
    return int((count + (_HALF if match["more"] else 0)) * _HOURS[match["unit"]]) // _A_DAY


def _is_ahead(text: str, start: int, end: int) -> bool:
    """Whether a length of time is still to come, or says how often something is taken."""
    return bool(_AHEAD.search(text, 0, start) or _STILL.match(text, end))


def _is_length(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()]
    if _OFTEN.search(before):
        return False
    return match["one"] not in ("a", "an") or bool(_SAID_OF_ONE.search(before) or _AFTER_ONE.match(text, match.end()))


def _named(text: str) -> Iterator[Elapsed]:
    taken: list[range] = []
    for pattern, days in _NAMED:
        for match in pattern.finditer(text):
            if not any(match.start() in span for span in taken):
                taken.append(range(*match.span()))
                yield Elapsed(days, *match.span())
    for match in _WEEKDAY.finditer(text):
        if not _TO_COME.search(text, 0, match.start()):
            yield Elapsed(None, *match.span())


def _on_the_clock(text: str) -> Elapsed | None:
    """A time of day by itself, or one counted back from now, is less than a day ago."""
    past = [time for time in times_in(text) if not (time.from_now and time.minutes > 0)]
    return Elapsed(0, past[0].start, past[0].end) if past else None
