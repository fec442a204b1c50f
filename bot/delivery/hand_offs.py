"""Hand-offs: how one is delivered, and what the people who have it do with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import cast

from bot.delivery.desks import Desk
from bot.delivery.packet import Packet
from bot.model.desk import Desk as People
from bot.model.record import LONGEST_MESSAGE, HandOff, Item
from bot.records import Due, Records


class HandOffOverError(Exception):
    """The person has the bot back: nothing more can be done about this hand-off."""


class MessageTooLongError(ValueError):
    """What is written to the person is longer than they are shown."""

    def __init__(self) -> None:
        super().__init__(f"The message has more than {LONGEST_MESSAGE} characters.")


class HandOffDelivery:
    """Delivers hand-offs to a desk.

    Args:
        desk: Where packets go.
        token: Makes the token of a hand-off's id.
    """

    kind = HandOff

    def __init__(self, desk: Desk, token: Callable[[int], str]) -> None:
        self._desk = desk
        self._token = token

    def deliver(self, due: Due) -> Item:
        """As `Delivery.deliver`."""
        hand_off = cast("HandOff", due.item)
        self._desk.send(Packet(hand_off, self._token(hand_off.id)))
        return hand_off.copy(update={"is_passed_on": True})

    def give_up(self, due: Due) -> Item:
        """As `Delivery.give_up`: the person is told with their next message."""
        return due.item.copy(update={"state": "not_passed_on"})


def take(records: Records, item_id: int, people: People | None, now: datetime) -> HandOff:
    """Somebody has it: an answer is waited for anew, from now on.

    Args:
        records: Where it is.
        item_id: Which.
        people: Whose hours count; `None` where questions are not passed on any more.
        now: The time, in UTC.

    Raises:
        LookupError: There is none.
        HandOffOverError: It is over.
        DatabaseProblem: The database failed.
    """

    def taken(hand_off: HandOff) -> HandOff:
        _must_be_pending(hand_off)
        until = people.waits_until(now) if people else hand_off.until
        return hand_off.copy(update={"state": "taken", "is_passed_on": True, "until": until})

    return records.edit(HandOff, item_id, taken)


def hand_back(records: Records, item_id: int, message: str | None, now: datetime) -> HandOff:
    """The bot has the conversation again.

    Args:
        records: Where it is.
        item_id: Which.
        message: What the person reads with their next message; `None` for nothing.
        now: The time, in UTC.

    Raises:
        LookupError: There is none.
        HandOffOverError: It is over.
        MessageTooLongError: The message is too long.
        DatabaseProblem: The database failed.
    """
    said = " ".join((message or "").split())
    if len(said) > LONGEST_MESSAGE:
        raise MessageTooLongError

    def handed_back(hand_off: HandOff) -> HandOff:
        _must_be_pending(hand_off)
        over = {"state": "handed_back", "handed_back_at": now, "message": said or None}
        return hand_off.copy(update={**over, "is_passed_on": True})

    return records.edit(HandOff, item_id, handed_back)


def _must_be_pending(hand_off: HandOff) -> None:
    if not hand_off.is_pending:
        raise HandOffOverError(f"hand-off {hand_off.id} is over: {hand_off.state.replace('_', ' ')}")
