"""Every number comes from what the section states, with its unit.

It may also be part of a name, a phone number of the region, or the person's own, which the section marks as an echo;
or the time between two times of day that the person named (`clock_times`).
Those are read as a whole: the 12 of "vitamin B 12" backs no "12 mg" beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.language.amounts import DOSE_UNITS, Amount, amounts_in, unit_of
from bot.safety.contacts import contacts
from bot.safety.guards.breach import Breach, Guard
from bot.safety.guards.clock_times import without_own_times
from bot.safety.guards.evidence import Known, Names, conversions_of, numbered_names, numbers_of
from bot.safety.guards.inspected import Inspected, Passage

_STRENGTH = "mg/mL"
_GOES_ON = re.compile(r"(?:\s?|[.,])[\d\u00bc-\u00be\u2150-\u215e]")


def unsourced_numbers(inspected: Inspected) -> Iterator[Breach]:
    """Numbers of no content, wherever they stand: in a headline, a cell, a question or on a button."""
    known_of: dict[int, set[Known]] = {}
    for passage in inspected.passages:
        said = amounts_in(without_names(inspected, passage))
        if not said:
            continue
        known = known_of.setdefault(id(passage.section), numbers_of(inspected, passage.section))
        for sentence in passage.sentences:
            amounts = amounts_in(without_names(inspected, passage, sentence))
            for amount in amounts:
                if not (_is_known(amount, known) or _is_converted(inspected, amount, amounts)):
                    what = amount.unit or "no unit"
                    yield Breach(
                        Guard.UNSOURCED_NUMBER, f"a number ({what}) that nothing stated gives: {passage.place}"
                    )


def without_names(inspected: Inspected, passage: Passage, text: str | None = None) -> str:
    """The text without phone numbers of the region, names, and what the section marks as the person's own words.

    Args:
        inspected: The answer.
        passage: Where the text stands.
        text: The text; the whole passage unless given.
    """
    left = without_own_times(inspected.question, passage.text if text is None else text)
    for name in (*phone_numbers(inspected), *_echoes(inspected, passage), *_names(inspected)):
        if name.casefold() in left.casefold():
            left = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _left_out, left, flags=re.IGNORECASE)
    return left


def _left_out(name: re.Match[str]) -> str:
    """Nothing in the place of a name; the name itself where a unit of dose or more of a number follows.

    ("911 tablets", "999 1/2".)
    """
    after = name.string[name.end() :]
    return name[0] if _GOES_ON.match(after) or unit_of(after) in DOSE_UNITS else " \u2026 "


def phone_numbers(inspected: Inspected) -> tuple[str, ...]:
    """The lines of the region and their numbers, longest first."""
    lines = contacts(inspected.question.region).lines
    found = {line.say for line in lines} | {line.number for line in lines if line.number}
    return tuple(sorted(found, key=len, reverse=True))


def _echoes(inspected: Inspected, passage: Passage) -> tuple[str, ...]:
    """What is marked as the person's own and is: they typed it, or it is the name of what they typed."""
    question = inspected.question
    named = (*question.mentions, *question.checked)
    own = (*question.own_texts, *(name for mention in named for name in (mention.text, mention.name)))
    marked = passage.section.echoes if passage.section else ()
    return tuple(echo for echo in marked if any(echo.casefold() in words.casefold() for words in own))


def _names(inspected: Inspected) -> tuple[str, ...]:
    return numbered_names(Names(inspected.snapshot.version, inspected.snapshot))


def _is_known(amount: Amount, known: set[Known]) -> bool:
    return (amount.value, amount.unit) in known


def _is_converted(inspected: Inspected, amount: Amount, beside: tuple[Amount, ...]) -> bool:
    """Whether it is a dose that a label prints, in millilitres of the strength that the sentence names."""
    if amount.unit != "mL":
        return False
    conversions = conversions_of(inspected)
    named = {each.value for each in beside if each.unit == _STRENGTH}
    doses = {each.value for each in beside if each.unit == "mg"}
    if not named:  # the volume is right for one of the bottles: that none is named is another guard's breach
        return any((dose, amount.value) in of_one for of_one in conversions.values() for dose in doses)
    return any((dose, amount.value) in conversions.get(strength, ()) for strength in named for dose in doses)
