"""Words in a message that change what is asked of a topic. Amounts are read here too; nothing is computed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_IN_EACH = r"\s*(?:/|per|in(?=\s*(?:each\b|\d)))\s*(?:each\s*)?"
"""Between the mass and the volume of a strength: "mg/mL", "mg in 5 mL"; "10 mg in mL" asks for a volume."""
_MILLIGRAMS = re.compile(_NUMBER + rf"\s*(?:mgs?|milligrams?)\b(?!{_IN_EACH}\d*\s*ml)", re.IGNORECASE)
_MILLILITRES = re.compile(r"(?<!/)(?<!/\s)" + _NUMBER + r"\s*(?:mls?|cc|millilit(?:er|re)s?)\b", re.IGNORECASE)
_CONCENTRATION = re.compile(
    _NUMBER + r"\s*(?:mgs?|milligrams?)" + _IN_EACH + r"(\d+(?:[.,]\d+)?)?" + r"\s*ml", re.IGNORECASE
)
_VOLUME_WORD = re.compile(r"\b(?:mls?|cc|millilit(?:er|re)s?|teaspoons?|tsp|syringe)\b|\d\s*mls?\b", re.IGNORECASE)


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words or phrases stands in the text, as whole words, in any case."""
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) for word in words)


def says_only(text: str, words: Iterable[str], besides: Iterable[str]) -> bool:
    """Whether one of the words or phrases is all that a text says.

    Args:
        text: the text.
        words: the words or phrases.
        besides: words and phrases that may stand beside it, since they add nothing.
    """
    besides = tuple(besides)
    return any(has_any(text, [word]) and not left_of(text, [word, *besides]) for word in words)


def left_of(text: str, besides: Iterable[str]) -> tuple[str, ...]:
    """The words of a text, in lower case, without these words and phrases.

    Args:
        text: the text.
        besides: the words and phrases that are left out, the longest first.
    """
    left = text.casefold().replace("\u2019", "'")
    for word in sorted(besides, key=len, reverse=True):
        left = re.sub(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", " ", left)
    return tuple(re.findall(r"\w[\w']*", left))


def milligrams(text: str) -> tuple[Decimal, ...]:
    """Amounts in mg that a text names; the strength of a liquid is not one."""
    return tuple(_decimal(found) for found in _MILLIGRAMS.findall(text))


def millilitres(text: str) -> tuple[Decimal, ...]:
    """Amounts in mL that a text names; the strength of a liquid is not one."""
    return tuple(_decimal(found) for found in _MILLILITRES.findall(_CONCENTRATION.sub(" ", text)))


def concentrations(text: str) -> tuple[Decimal, ...]:
    """Strengths of liquids that a text names, in mg/mL."""
    found = [
        (_decimal(mass), _decimal(volume) if volume else Decimal(1)) for mass, volume in _CONCENTRATION.findall(text)
    ]
    return tuple(mass / volume for mass, volume in found if volume)


def speaks_of_volume(text: str) -> bool:
    """Whether a text speaks of measuring a liquid."""
    return bool(_VOLUME_WORD.search(text))


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", "."))
