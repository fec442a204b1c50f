"""Find the numbers in a text: digits of any script, words, halves and fractions.

Used to hold every number that is shown against the knowledge base, so it would rather see a number too many than miss
one. Ordinals ("first", "2nd") and digits within a name ("B12") are not numbers in this sense.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
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
UP_TO_TWELVE = {word: value for value, word in enumerate((*_UNITS, *_TEENS)[:12], start=1)}
"""What people count hours and days by, in words."""
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {
    "zero": 0,
    **{word: value for value, word in enumerate((*_UNITS, *_TEENS), start=1)},
    **{word: 10 * tens for tens, word in enumerate(_TENS, start=2)},
    "once": 1,
    "twice": 2,
    "thrice": 3,
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_GROUPS = {"dozen": 12, "couple": 2, "pair": 2}

_COUNTED = (
    r"(?:tablet|pill|capsule|spoon\w*|teaspoon\w*|drop|dose|drink|glass|unit|packet|sachet|mg|mcg|ml|g|gram|milligram"
    r"|microgram|millilit\w+|lit\w+|second|minute|hour|day|night|week|month|year|time|percent)s?"
)
"""What an amount is an amount of."""
_GLUED = r"(?=\d[\d.,]*[\s-]?(?:[mµμu]?c?g|m[lL]|milli|micro|gram|kg)s?)"
"""Digits that stand against a letter and are an amount all the same ("take5mg")."""
_DIGITS = re.compile(
    rf"""
    (?: (?<![^\W_]) (?<!\d\.) (?<![A-Za-z]-)         # not within a name: B12, CYP-3
      | (?<=[^\W\d_]) {_GLUED} | (?<=[A-Za-z]-) {_GLUED} )
    (?P<whole> \d{{1,3}}(?:[,'\u2019\u00a0\u2009\u202f\u066c]\d{{3}})+(?!\d) | \d+ )?
    (?P<point> (?<![,.])[.\u00b7\u066b]\d+ | (?<=\d),\d{{1,2}}(?!\d) )?
    (?P<slash> [/\u2044\u2215][1-9]\d?(?![\d/]) )?   # 1/2
    (?P<fraction> [\u00bc-\u00be\u2150-\u215e\u2189] )?
    (?P<scale> [\s-](?:hundred|thousand|million)\b )?
    (?! \d | (?:st|nd|rd|th)\b )
    """,
    re.VERBOSE,
)
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_UNITS)})\b)?|{'|'.join(_TEENS)}|{'|'.join(_UNITS)}|zero)"
_SCALED = rf"(?:(?:{_SMALL}|an?)[-\s])?(?:hundred|thousand|million)\b(?:[-\s](?:and[-\s])?{_SMALL}\b(?!\s+in\b))?"
_WORDS = re.compile(
    rf"""
    \b(?:
        (?P<part> (?:(?P<numerator> an? | {_SMALL} )[-\s])?
                  (?: (?P<of> half(?!-li[fv]e)(?!\sli[fv]e) | halve(?=s) | quarter )s?
                    | (?P<nth> third | fifth | sixth | eighth | tenth )s? )
                  (?! [-\s]an?[-\s]dozen ) )
      | (?P<group> (?:(?:half[-\s]an? | an? | {_SMALL})[-\s])? (?: dozen | (?<=a\s)(?:couple|pair)(?=\sof\b) ) )
      | (?P<number> (?:{_SCALED})(?:[-\s]{_SCALED})* | {_SMALL}(?=-?fold\b) | {_SMALL}\b | {_SMALL}(?=fold\b) )
      | (?P<often> once(?=[-\s](?:a|an|per|every|each|daily|weekly)\b) | twice | thrice )
    )(?:\b|(?=fold\b))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PRONOUN_BEFORE = re.compile(
    r"\b(?:no|this|that|which|each|every|another|any|other|last|next|missed)\s$", re.IGNORECASE
)
_AMOUNT_AFTER = re.compile(
    rf"[\s-](?:[a-z]+[\s-])?(?:{_COUNTED}|half|quarter|third|point)\b"
    rf"|[\s-](?:to|or|and)[\s-](?:\d|(?:{'|'.join(_VALUES)})\b)",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    r"\s(?:in|out\sof)\s(?:every\s)?(?=\d|(?:an?\s)?(?:" + "|".join([*_VALUES, *_SCALES]) + r")\b)", re.I
)
_AND_A_PART = re.compile(rf"[\s-]+(?:(?:\w+\s)?{_COUNTED}\s)?and[\s-]+(?:an?[\s-]+)?", re.IGNORECASE)
_A_THING_AND = re.compile(rf"\b(?:an?)\s(?:\w+\s)?{_COUNTED}\sand\s$", re.IGNORECASE)
_POINT = re.compile(r"\spoint\s", re.IGNORECASE)


@dataclass(frozen=True)
class Number:
    """A number as it stands in a text."""

    value: Decimal
    start: int
    end: int


def numbers_in(text: str) -> tuple[Number, ...]:
    """Every number of a text, in order.

    "one" counts where an amount follows ("one tablet", "one small dose") and not elsewhere ("one source says", "a new
    one", "one study"); "1 in 14" is the number 14. What belongs together is one number: "one hundred and fifty", "two
    and a half", "1 1/2", "two point five". "1.000" is both of what it may mean.

    Args:
        text: Any text.
    """
    found = sorted([*_in_digits(text), *_in_words(text), *_in_signs(text)], key=lambda number: number.start)
    whole = _joined(text, found)
    return tuple(number for number in whole if not _is_pronoun(text, number))


def _in_digits(text: str) -> Iterator[Number]:
    for match in _DIGITS.finditer(text):
        whole, point, slash, fraction = match["whole"], match["point"], match["slash"], match["fraction"]
        if not (whole or point or fraction):
            continue
        if whole == "1" and _OUT_OF.match(text, match.end()):
            continue
        digits = re.sub(r"\D", "", whole or "0")
        value, end = Decimal(f"{digits}.{point[1:]}" if point else digits), match.end()
        if slash and value < int(slash[1:]):
            value /= int(slash[1:])
        elif slash:
            end = match.start("slash")
            yield Number(Decimal(slash[1:]), end + 1, match.end())
        if fraction:
            value += Decimal(str(unicodedata.numeric(fraction)))
        if match["scale"]:
            value *= _SCALES[match["scale"].strip("- ").lower()]
        yield Number(value, match.start(), end)
        if point and len(point) == 4 and point[0] == "." and digits != "0" and len(digits) <= 3:
            yield Number(Decimal(digits + point[1:]), match.start(), end)


def _in_words(text: str) -> Iterator[Number]:
    for match in _WORDS.finditer(text):
        said = match[0].lower()
        value = Decimal(_whole(match["often"] or match["number"] or ""))
        if match["group"]:
            group = re.split(r"[-\s]", said)[-1]
            before = said.removesuffix(group)
            value = Decimal(_GROUPS[group]) * (Decimal("0.5") if before.startswith("half") else _whole(before) or 1)
        elif match["part"]:
            numerator, part = (match["numerator"] or "").lower(), (match["of"] or match["nth"]).lower()
            is_ordinal = match["nth"] and (numerator in ("", "a", "an") and not text[match.end() :].startswith(" of"))
            if is_ordinal:
                continue
            value = Decimal(_whole(numerator) or 1) / _PARTS[part]
            if _A_THING_AND.search(text, 0, match.start()):
                value += 1
        yield Number(value, match.start(), match.end())


def _in_signs(text: str) -> Iterator[Number]:
    """Numbers that are a sign of their own: a circled or raised digit, a Roman numeral sign."""
    for at, sign in enumerate(text):
        if (
            not sign.isascii()
            and unicodedata.category(sign) in ("No", "Nl")
            and "FRACTION" not in unicodedata.name(sign)
        ):
            yield Number(Decimal(str(unicodedata.numeric(sign))), at, at + 1)


def _whole(words: str) -> int:
    """The whole number that words say; 0 for no words."""
    total = current = 0
    for word in re.split(r"[-\s]+", words.lower()):
        if word == "hundred":
            current = (current or 1) * 100
        elif word in _SCALES:
            total, current = total + (current or 1) * _SCALES[word], 0
        else:
            current += _VALUES.get(word, 0)
    return total + current


def _joined(text: str, found: list[Number]) -> list[Number]:
    """The same with what belongs together as one number."""
    numbers: list[Number] = []
    for number in found:
        before = numbers[-1] if numbers else None
        if before and (value := _together(text, before, number)) is not None:
            numbers[-1] = replace(before, value=value, end=number.end)
        elif before is None or number.start >= before.end or number.start == before.start:
            numbers.append(number)
    return numbers


def _together(text: str, before: Number, number: Number) -> Decimal | None:
    between = text[before.end : number.start]
    is_whole = before.value == before.value.to_integral_value()
    if is_whole and 0 < number.value < 1:
        is_sign = not text[number.start].isalpha()
        if _AND_A_PART.fullmatch(between) or (is_sign and between in (" ", "-") and text[before.end - 1].isdigit()):
            return before.value + number.value
    if _POINT.fullmatch(between) and number.value < 10:
        return before.value + number.value / 10
    return None


def _is_pronoun(text: str, number: Number) -> bool:
    if text[number.start : number.end].lower() != "one":
        return False
    return bool(_PRONOUN_BEFORE.search(text, 0, number.start) or not _AMOUNT_AFTER.match(text, number.end))
