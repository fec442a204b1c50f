"""The card: there when the verdict asks for it, with the number to call, and nothing about a dose."""

from __future__ import annotations

from collections.abc import Iterator

from bot.language.amounts import amounts_in
from bot.model.safety import Level
from bot.safety.contacts import contacts
from bot.safety.guards.advice import advised
from bot.safety.guards.breach import Breach, Guard
from bot.safety.guards.inspected import Inspected
from bot.safety.guards.numbers import without_names

_DAY_AND_NIGHT = "24-hour line"
_FIRST_LINES = 2
_ADVICE = ("stopping", "dosing", "taking")


def missing_card(inspected: Inspected) -> Iterator[Breach]:
    """The verdict asks for a card: it is there, as urgent, and says who to call."""
    verdict, shown = inspected.question.verdict, inspected.answer.card
    if verdict is None or not verdict.level.shows_card:
        return
    wanted = verdict.level
    if shown is None or shown.level.rank > wanted.rank:
        yield Breach(Guard.MISSING_CARD, f"the verdict is {wanted.value}")
        return
    emergency = contacts(inspected.question.region).emergency.say
    lines = shown.lines[:_FIRST_LINES] if wanted is Level.EMERGENCY else shown.lines
    if not any(emergency in line for line in lines):
        yield Breach(Guard.MISSING_CARD, f"no emergency number on the card for {wanted.value}")


def unsafe_card(inspected: Inspected) -> Iterator[Breach]:
    """Numbers on a card are the region's to call; it never says what to take, leave or change."""
    for passage in inspected.card:
        if amounts_in(without_names(inspected, passage).replace(_DAY_AND_NIGHT, "")):
            yield Breach(Guard.UNSAFE_CARD, f"a number that is not to call: {passage.place}")
        for sentence in passage.sentences:
            if any(advised(sentence, actions) for actions in _ADVICE):
                yield Breach(Guard.UNSAFE_CARD, f"advice about a dose: {passage.place}")
