"""What the clock shows where the person is, as far as it is known."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.answers.context import Context
from bot.answers.wording import Zone
from bot.model.record import Reminder
from bot.model.schedule import local


def zones_of(context: Context) -> tuple[Zone, ...]:
    """The time zones to choose from where the person is.

    Args:
        context: the question.
    """
    return tuple(each for each in context.wording.zones if context.question.region in each.regions)


def known_zone(context: Context) -> str | None:
    """The time zone of the last reminder, or the only one of the region.

    Args:
        context: the question.
    """
    before = context.question.record.of(Reminder)
    if before:
        return before[-1].schedule.zone
    zones = zones_of(context)
    return zones[0].id if len(zones) == 1 else None


def there(context: Context, at: datetime) -> datetime:
    """A moment on the person's clock: in the time zone that is known, else about that of their region.

    Args:
        context: the question.
        at: the moment, in UTC.
    """
    zone = known_zone(context)
    return local(at, zone) if zone else at + timedelta(hours=context.contacts.hours_from_utc)
