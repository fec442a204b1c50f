"""Sends something to a person who is not writing just now, by whichever channel reaches them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from typing import Protocol

from bot.model.record import Note
from bot.records import Records

SAID_TO_BE_LATE = timedelta(minutes=5)
"""From when on something that comes late says so."""
TOO_LATE = timedelta(hours=1)
"""From when on it is not said any more: the next may be due, or what it was for long done."""


class Push(Protocol):
    """Reaches persons on one channel."""

    def send(self, person: str, channel: str, note: Note) -> None:
        """Sends something, or leaves it where the person finds it.

        Args:
            person: The person's id.
            channel: Where they are reached.
            note: What, and when it is for.

        Raises:
            Exception: Anything: it was not sent.
        """


Pushes = Mapping[str, Push]
"""By channel: those that reach somebody."""


class Outbox:
    """For a page that asks for what there is while it is open: what is sent waits in the person's record.

    Args:
        records: Opens the store.
        now: Tells the time, in UTC.
    """

    def __init__(
        self, records: Callable[[], Records], now: Callable[[], datetime] = lambda: datetime.now(timezone.utc)
    ) -> None:
        self._records = records
        self._now = now

    def send(self, person: str, channel: str, note: Note) -> None:  # noqa: ARG002 - as any other
        """Leaves it; see `Push`."""
        self._records().leave(person, note)

    def fetch(self, person: str) -> list[str]:
        """Takes what waits for a person; what waited too long is gone, and not said.

        Args:
            person: The person's id.

        Returns:
            What to say, oldest first.

        Raises:
            DatabaseProblem: The database failed.
        """
        now = self._now()
        return [_said(note, now - note.at) for note in self._records().take(person, Note) if now - note.at < TOO_LATE]


def _said(note: Note, late: timedelta) -> str:
    return note.late_text if late > SAID_TO_BE_LATE else note.text
