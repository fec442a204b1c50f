"""The one loop behind everything that is delivered at a time: a hand-off, a reminder.

What is due is a row of `bot.records`, so it survives a restart, and goes with the person who is forgotten. Each kind of
item brings a `Delivery`; the loop takes care that two processes do not deliver one item, that what fails is tried
again, later each time, and that it is given up in the end.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Protocol

from bot.model.record import Item
from bot.privacy.failures import report
from bot.records import Due, Records

_log = logging.getLogger(__name__)

RETRY_MINUTES = (1, 2, 5, 10, 20)
"""How long after each failure it is tried again. The first must be longer than any one delivery may take: until then
no other process touches the item."""
MOST_ATTEMPTS = len(RETRY_MINUTES)


class Delivery(Protocol):
    """How the items of one kind are delivered."""

    @property
    def kind(self) -> type[Item]:
        """Of which kind."""

    def deliver(self, due: Due) -> Item:
        """Delivers one item. May come twice for one item, where a process ended in between.

        Args:
            due: The item, whose it is, and how often it failed before.

        Returns:
            The item as it is afterwards; its own `due` says when it is due next, if ever.

        Raises:
            Exception: Anything: it was not delivered. No person's words go into a message that a log may show.
        """

    def give_up(self, due: Due) -> Item:
        """The item as it is where it could not be delivered, after the last attempt; nothing goes out.

        Args:
            due: The item.
        """


@dataclass(frozen=True)
class Tally:
    """What became of what was due."""

    delivered: int = 0
    failed: int = 0
    """To be tried again."""
    given_up: int = 0


class Worker:
    """Delivers what is due. Safe to run in several processes at once.

    Args:
        records: Where items are.
        deliveries: One for each kind.
        now: Tells the time, in UTC.
    """

    def __init__(
        self,
        records: Records,
        deliveries: Sequence[Delivery],
        now: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        self._records = records
        self._deliveries = deliveries
        self._now = now

    def run(self) -> Tally:
        """Delivers everything that is due now, once.

        Raises:
            DatabaseProblem: The database failed.
        """
        done = [
            self._handle(delivery, due)
            for delivery in self._deliveries
            for due in self._records.due(delivery.kind, self._now())
        ]
        return Tally(**{name: done.count(name) for name in ("delivered", "failed", "given_up")})

    def _handle(self, delivery: Delivery, due: Due) -> str:
        wait = RETRY_MINUTES[min(due.attempts, MOST_ATTEMPTS - 1)]
        if not self._records.claim(due, self._now() + timedelta(minutes=wait)):
            return "not ours"
        if due.attempts < MOST_ATTEMPTS:  # more where the process ended in the last attempt
            try:
                self._records.delivered(due, delivery.deliver(due))
            except Exception as error:  # noqa: BLE001 - one that fails must not hold up the others
                report(_log, f"delivery_failed kind={due.item.kind} attempt={due.attempts + 1}", error)
            else:
                return "delivered"
            if due.attempts + 1 < MOST_ATTEMPTS:
                return "failed"
        _log.error("delivery_given_up kind=%s id=%s", due.item.kind, due.item.id)
        self._records.delivered(due, delivery.give_up(due))
        return "given_up"
