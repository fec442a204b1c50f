"""Delivers reminders. One that is too late is not sent: it comes again at its next time, and none is made up for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone

from bot.answers.reminder_text import late_text_of, text_of
from bot.answers.wording import Wording
from bot.delivery.push import TOO_LATE, Pushes
from bot.model.record import Note, Reminder
from bot.model.schedule import next_after
from bot.records import Due


class ReminderDelivery:
    """See `bot.delivery.worker.Delivery`.

    Args:
        pushes: What reaches persons.
        wording: The assistant's own phrases.
        now: Tells the time, in UTC.
    """

    kind = Reminder

    def __init__(
        self, pushes: Pushes, wording: Wording, now: Callable[[], datetime] = lambda: datetime.now(timezone.utc)
    ) -> None:
        self._pushes = pushes
        self._wording = wording
        self._now = now

    def deliver(self, due: Due) -> Reminder:
        """Sends what is due, unless it is too late. However many times were missed, it is one message at most."""
        reminder, now = _reminder(due), self._now()
        at = _last_due(reminder, now)
        push = self._pushes.get(reminder.channel)
        if at and push and now - at < TOO_LATE:
            note = Note(
                at=at, text=text_of(self._wording, reminder), late_text=late_text_of(self._wording, reminder, at)
            )
            push.send(due.person, reminder.channel, note)
        return reminder.after(now)

    def give_up(self, due: Due) -> Reminder:
        """The reminder at its next time."""
        return _reminder(due).after(self._now())


def _reminder(due: Due) -> Reminder:
    if not isinstance(due.item, Reminder):
        raise TypeError(f"a {due.item.kind} is no reminder")
    return due.item


def _last_due(reminder: Reminder, now: datetime) -> datetime | None:
    """The last of its times by now that was not delivered."""
    last = at = reminder.next_at
    while at and at <= now:
        last = at
        at = next_after(reminder.schedule, max(at, now - 2 * TOO_LATE))
    return last
