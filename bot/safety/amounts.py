"""Numbers in the words of a message, as far as they say that something was too much."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

ANY_NUMBER = "any_number"
"""The concept of any number, in digits or words."""
NUMBER = "number"
"""The concept of any number above one."""
MANY = "many"
"""The concept of a number of tablets that few people take at once."""
COUNTED = frozenset({ANY_NUMBER, NUMBER, MANY})
"""Concepts that are recognised by counting, not by phrases."""

_VALUES = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "dozen": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    # Spanish, where the most urgent forms are understood.
    "dos": 2,
    "tres": 3,
    "cuatro": 4,
    "cinco": 5,
    "seis": 6,
    "siete": 7,
    "ocho": 8,
    "nueve": 9,
    "diez": 10,
    "doce": 12,
    "quince": 15,
    "veinte": 20,
    "treinta": 30,
}
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_FEW = 4


def value_of(word: str) -> Decimal | None:
    """The number that a word is, or `None`.

    Args:
        word: In lower case.
    """
    if _DIGITS.fullmatch(word):
        return Decimal(word)
    value = _VALUES.get(word)
    return None if value is None else Decimal(value)


def counted(words: Sequence[str]) -> dict[str, list[int]]:
    """Which words are numbers that may say too much.

    Args:
        words: Of a message.

    Returns:
        For each counted concept, the places of its words.
    """
    found: dict[str, list[int]] = {ANY_NUMBER: [], NUMBER: [], MANY: []}
    for place, word in enumerate(words):
        value = value_of(word)
        if value is None:
            continue
        found[ANY_NUMBER].append(place)
        if value > 1:
            found[NUMBER].append(place)
        if value > _FEW:
            found[MANY].append(place)
    return {concept: places for concept, places in found.items() if places}
