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

_WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety hundred".split()
_VALUES = {
    **{word: Decimal(value) for value, word in enumerate(_WORDS, start=2)},
    **{word: Decimal(10 * value) for value, word in enumerate(_TENS, start=2)},
    "one": Decimal(1),
    "dozen": Decimal(12),
    "uno": Decimal(1),
    "una": Decimal(1),
    "dos": Decimal(2),
    "tres": Decimal(3),
    "cuatro": Decimal(4),
    "cinco": Decimal(5),
    "seis": Decimal(6),
    "diez": Decimal(10),
    "veinte": Decimal(20),
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
    return _VALUES.get(word)


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
