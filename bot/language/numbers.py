"""Find the numbers in a text: digits, words, halves and fractions.

Used to hold every number that is shown against the knowledge base, so it would rather see a number too many than miss
one. Ordinals ("first", "2nd") and digits within a name ("B12") are not numbers in this sense.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {
    **{word: Decimal(value) for value, word in enumerate(_UNITS + _TEENS)},
    **{word: Decimal(10 * tens) for tens, word in enumerate(_TENS, start=2)},
    "a": Decimal(1),
    "once": Decimal(1),
    "twice": Decimal(2),
    "thrice": Decimal(3),
    "dozen": Decimal(12),
    "half": Decimal("0.5"),
    "halves": Decimal("0.5"),
    "quarter": Decimal("0.25"),
    "quarters": Decimal("0.25"),
}
_SCALES = {"hundred": Decimal(100), "thousand": Decimal(1000), "million": Decimal(1_000_000)}

_DIGITS = re.compile(
    r"""
    (?<![\w.]) (?<![A-Za-z]-)              # not within a name: B12, CYP-3
    (?P<whole> \d{1,3}(?:,\d{3})+(?!\d) | \d+ )?
    (?P<point> (?<!,)\.\d+ )?
    (?P<slash> /[1-9](?![\d/]) )?          # 1/2
    (?P<fraction> [\u00bc-\u00be\u2150-\u215e] )?
    (?! \d | (?:st|nd|rd|th)\b )
    """,
    re.VERBOSE,
)
_WORDS = re.compile(
    rf"""
    \b(?:
        (?P<tens> {"|".join(_TENS)} ) (?: [-\s](?P<unit> {"|".join(_UNITS[1:])} ) )?
      | (?P<small> {"|".join(_UNITS + _TEENS)} | a(?=\s(?:hundred|thousand|million|dozen)\b) )
      | (?P<other> once(?=[-\s](?:a|an|per|every|each|daily|weekly)\b) | twice | thrice | dozen
                 | half(?!-li[fv]e) (?!\sli[fv]e) | halves | quarters? )
    )
    (?: [-\s](?P<scale> hundred | thousand | million ) )?
    (?: \s(?P<parts> quarters ) )?
    \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PRONOUN_BEFORE = re.compile(
    r"\b(?:no|this|that|which|each|every|another|any|other|last|next|missed)\s$", re.IGNORECASE
)
_AMOUNT_AFTER = re.compile(
    r"[\s-](?:[a-z]+[\s-])?(?:(?:tablet|pill|capsule|spoon\w*|teaspoon\w*|drop|dose|drink|glass|unit|packet|sachet|mg|mcg|ml|g"
    r"|gram|milligram|microgram|millilit\w+|lit\w+|second|minute|hour|day|night|week|month|year|time|percent)s?"
    r"|half|quarter|third|point)\b",
    re.IGNORECASE,
)
_OUT_OF = re.compile(r"\s(?:in|out\sof)\s(?:every\s)?(?=\d|(?:" + "|".join(_VALUES) + r")\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Number:
    """A number as it stands in a text."""

    value: Decimal
    start: int
    end: int


def numbers_in(text: str) -> tuple[Number, ...]:
    """Every number of a text, in order.

    "one" counts where an amount follows ("one tablet", "one small dose") and not elsewhere ("one source says", "a new
    one", "one study"); "1 in 14" is the number 14. Long numbers in words are read in pieces ("one
    hundred and fifty": 100 and 50).

    Args:
        text: Any text.
    """
    found = sorted([*_in_digits(text), *_in_words(text)], key=lambda number: number.start)
    return tuple(found)


def _in_digits(text: str) -> Iterator[Number]:
    for match in _DIGITS.finditer(text):
        whole, point, slash, fraction = match["whole"], match["point"], match["slash"], match["fraction"]
        if not (whole or point or fraction):
            continue
        if whole == "1" and _OUT_OF.match(text, match.end()):
            continue
        value, end = Decimal((whole or "0").replace(",", "") + (point or "")), match.end()
        if slash and value < int(slash[1:]):
            value /= int(slash[1:])
        elif slash:
            end = match.start("slash")
            yield Number(Decimal(slash[1:]), end + 1, match.end())
        if fraction:
            value += Decimal(str(unicodedata.numeric(fraction)))
        yield Number(value, match.start(), end)


def _in_words(text: str) -> Iterator[Number]:
    for match in _WORDS.finditer(text):
        words = {name: (word or "").lower() for name, word in match.groupdict().items()}
        if words["small"] == "one" and not words["scale"] and _is_pronoun(text, match):
            continue
        value = _VALUES[words["tens"] or words["small"] or words["other"]]
        value += _VALUES.get(words["unit"], Decimal(0))
        value *= _SCALES.get(words["scale"], Decimal(1))
        value *= _VALUES.get(words["parts"], Decimal(1))
        yield Number(value, match.start(), match.end())


def _is_pronoun(text: str, match: re.Match[str]) -> bool:
    return bool(_PRONOUN_BEFORE.search(text, 0, match.start()) or not _AMOUNT_AFTER.match(text, match.end()))
