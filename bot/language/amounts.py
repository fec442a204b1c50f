"""Numbers with what they are numbers of: "10 mg", "half a tablet", "2 to 4 mg" are amounts in one common unit each.

A number is only as good as its unit: the 10 of "10 days" does not back "10 mg".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.language.numbers import numbers_in

_NAMES = {
    "mg": r"mgs?|milligram(?:me)?s?",
    "mcg": r"mcgs?|[\u00b5\u03bcu]gs?|microgram(?:me)?s?",
    "kg": r"kgs?|kilo(?:gram(?:me)?)?s?",
    "g": r"g|gm|gram(?:me)?s?",
    "mL": r"mls?|cc|millilit(?:er|re)s?",
    "spoon": r"(?:tea|table)?spoon(?:ful)?s?|tsp|tbsp",
    "syringe": r"syringe(?:ful)?s?",
    "drop": r"drops?",
    "unit": r"units?|iu",
    "tablet": r"tablets?|tabs?|pills?",
    "capsule": r"capsules?|caps?",
    "packet": r"packets?|sachets?",
    "dose": r"doses?",
    "percent": r"percent|per\scent|%|\uff05",
    "times": r"times|fold|x(?=\s|$)",
    "second": r"seconds?|secs?",
    "minute": r"minutes?|mins?",
    "hour": r"hours?|hrs?",
    "day": r"days?",
    "night": r"nights?",
    "week": r"weeks?|wks?",
    "month": r"months?",
    "year": r"years?|yrs?",
    "C": r"\u00b0\s?c|c\b|degrees?",
    "date": r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
}
_PER = r"(?:\s?/\s?|\s(?:per|in\seach|in\s1|for\s(?:each|every)|to\sthe)\s)(?P<by>\d[\d.]*\s?)?"
_UNIT = re.compile(
    r"(?P<filler>[\s-]*(?:of\s)?(?:an?\s(?:[a-z]+\s)?|the\s|small\s|more\s|extra\s|full\s|whole\s)?)?"
    "(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _NAMES.items())
    + r")(?![^\W_])"
    + rf"(?:{_PER}(?:(?P<per_mL>mls?|millilit(?:er|re)s?)|(?P<per_kg>kgs?|kilo(?:gram(?:me)?)?s?|pounds?|lbs?))\b)?",
    re.IGNORECASE,
)
_JOINS = re.compile(r"[\s-]*(?:,|,?\s?(?:and|or|to|by|then)|[-\u2013\u2014/+\u00d7x])[\s-]*", re.IGNORECASE)
_TIMES = re.compile(r"(?:once|twice|thrice)", re.IGNORECASE)
_YEAR = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\s$", re.I
)

MASSES = frozenset({"mg", "mcg", "g"})
VOLUMES = frozenset({"mL", "spoon", "syringe", "drop"})
COUNTS = frozenset({"tablet", "capsule", "packet"})
PER_WEIGHT = frozenset({"mg/kg", "mcg/kg", "g/kg", "mL/kg", "unit/kg"})
DOSE_UNITS = MASSES | VOLUMES | COUNTS | PER_WEIGHT | {"unit"}
"""Units in which an amount is something to take; a strength (mg/mL) is none."""


@dataclass(frozen=True)
class Amount:
    """A number with its unit, as it stands in a text."""

    value: Decimal
    unit: str | None
    """`mg`, `mg/mL`, `tablet`, `day`, ...; `None` for a number of nothing that is measured or counted out."""
    start: int
    end: int
    """Where the number itself ends."""


def amounts_in(text: str) -> tuple[Amount, ...]:
    """Every number of a text with its unit, in order.

    Numbers that share a unit have it each ("5, 10 and 15 mg"); "25 mg/5 mL" is 5 mg/mL.

    Args:
        text: Any text.
    """
    found: list[Amount] = []
    following: Amount | None = None
    for number in reversed(numbers_in(text)):
        match = _UNIT.match(text, number.end)
        value, unit = number.value, _unit(match) if match else None
        if _TIMES.fullmatch(text, number.start, number.end):
            unit = "times"
        elif match is None and _YEAR.search(text, 0, number.start):
            unit = "date"
        elif match is None and following and _JOINS.fullmatch(text, number.end, following.start):
            unit = following.unit
        elif match and match["by"]:
            value /= Decimal(match["by"].strip().rstrip(".")) or 1
            found = [amount for amount in found if amount.start >= match.end()]
        following = Amount(value, unit, number.start, number.end)
        found.append(following)
    return tuple(reversed(found))


def unit_of(words: str) -> str | None:
    """The common unit that a unit in words is ("mg a day" -> `mg`, "times a day" -> `times`); `None` for any other.

    Args:
        words: The unit as content writes it.
    """
    match = _UNIT.match(words)
    return _unit(match) if match else None


def _unit(match: re.Match[str]) -> str:
    name = next(name for name in _NAMES if match[name])
    if match["per_mL"]:
        return f"{name}/mL"
    return f"{name}/kg" if match["per_kg"] else name
