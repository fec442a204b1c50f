"""Strengths as people type them: "10mg", "5 mg/ml", "25mg/5ml"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_UNITS = {
    "mg": r"mgs?|milligrams?|milligrammes?|miligrams?",
    "mcg": r"mcgs?|ug|μg|micrograms?|microgrammes?",
    "g": r"grams?|grammes?|gm|g",
    "units": r"units?|iu",
}
_STRENGTH = re.compile(
    r"(?<![\w.,])(?P<amount>\d{1,3}(?:,\d{3})+|\d{1,6}(?:[.,]\d{1,4})?)\s?-?(?P<unit>"
    + "|".join(f"(?P<{name}>{words})" for name, words in _UNITS.items())
    + r")\b"
    + r"(?:\s?(?:/|per|in each|in(?=\s?\d))\s?(?P<volume>\d{1,4}(?:\.\d{1,2})?)?"
    + r"\s?(?:mls?|milliliters?|millilitres?)\b)?",
    re.IGNORECASE,
)
_MILLILITRES = re.compile(r"m(l|illilit)", re.IGNORECASE)


@dataclass(frozen=True)
class Strength:
    """A strength and where it stands."""

    start: int
    end: int
    value: str
    """Normalised: `10 mg`, or per millilitre `5 mg/mL`."""


def find_strengths(text: str) -> Iterator[Strength]:
    """Find the strengths that a text names.

    Args:
        text: Normalised text, in any case.

    Yields:
        Each strength, in order.
    """
    for match in _STRENGTH.finditer(text):
        amount = _number(match["amount"])
        unit = next(name for name in _UNITS if match[name])
        per_volume = _MILLILITRES.search(match[0], match.end("unit") - match.start()) is not None
        volume = Decimal(match["volume"] or 1)
        if per_volume and volume:
            yield Strength(match.start(), match.end(), f"{_plain(amount / volume)} {unit}/mL")
        else:
            yield Strength(match.start(), match.end(), f"{_plain(amount)} {unit}")


def _number(typed: str) -> Decimal:
    groups_thousands = re.fullmatch(r"\d{1,3}(?:,\d{3})+", typed) is not None
    return Decimal(typed.replace(",", "" if groups_thousands else "."))


def _plain(number: Decimal) -> str:
    return f"{number.quantize(Decimal('0.0001')).normalize():f}"
