"""When a reminder is due: times of day in a time zone, and the next moment of them in UTC.

A time of day that a change of the clocks skips is taken by the clock as it was before the change, and of one that comes
twice the first is meant: as calendars do it (RFC 5545, 3.3.5).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import BaseModel, Extra, root_validator, validator

from bot.model.times import DAY

MOST_TIMES = 6
"""Times of day that one schedule holds."""
DAYS_APART = range(2, 91)
"""How many days there may be from one to the next."""
SHORTEST_MONTH = 28
"""Days that every month has."""
_WEEK, _LONGEST_MONTH = 7, 31


class Schedule(BaseModel):
    """Times of day: each day, on days of the week, on one date, every so many days from it on, or once a month."""

    times: tuple[int, ...]
    """Minutes after midnight, on the clock of the zone."""
    days: tuple[int, ...] = ()
    """Days of the week, Monday 0; empty for every day."""
    on: date | None = None
    """The one date, or the first where it comes again after `every` days."""
    every: int | None = None
    """Days from one to the next, counted from `on`; `None` where it is not counted."""
    of_month: int | None = None
    """The day of each month; the last one of a month that has no such day."""
    zone: str
    """IANA name ("Europe/London")."""

    class Config:
        """Never changed."""

        frozen = True
        extra = Extra.forbid

    @validator("times")
    def _times_of_a_day(cls, times: tuple[int, ...]) -> tuple[int, ...]:  # noqa: N805 - pydantic's signature
        if not 0 < len(times) <= MOST_TIMES or not all(0 <= each < DAY for each in times):
            raise ValueError(f"a schedule has 1 to {MOST_TIMES} times, each from 0 to 1439 minutes after midnight")
        return tuple(sorted(set(times)))

    @validator("days")
    def _days_of_a_week(cls, days: tuple[int, ...]) -> tuple[int, ...]:  # noqa: N805
        if not all(0 <= each < _WEEK for each in days):
            raise ValueError("a day of the week is from 0 to 6")
        return tuple(sorted(set(days)))

    @validator("zone")
    def _zone_that_there_is(cls, name: str) -> str:  # noqa: N805
        if not is_zone(name):
            raise ValueError("there is no such time zone")
        return name

    @validator("every")
    def _days_apart(cls, every: int | None) -> int | None:  # noqa: N805
        if every is not None and every not in DAYS_APART:
            raise ValueError(f"from one to the next there are {DAYS_APART.start} to {DAYS_APART.stop - 1} days")
        return every

    @validator("of_month")
    def _day_of_a_month(cls, day: int | None) -> int | None:  # noqa: N805
        if day is not None and not 1 <= day <= _LONGEST_MONTH:
            raise ValueError("a day of the month is from 1 to 31")
        return day

    @root_validator(skip_on_failure=True)
    def _of_one_kind(cls, values: dict[str, object]) -> dict[str, object]:  # noqa: N805
        if sum(bool(values[kind]) for kind in ("days", "on", "of_month")) > 1:
            raise ValueError("a schedule has days of the week, or a date, or a day of the month")
        if values["every"] and not values["on"]:
            raise ValueError("days are counted from a first one")
        return values


def is_zone(name: str) -> bool:
    """Whether there is a time zone of a name.

    Args:
        name: IANA name.
    """
    try:
        _zone(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """The IANA names of all time zones that are called by a place, in order."""
    others = ("Etc/", "SystemV/", "US/", "posix/", "right/")
    return tuple(sorted(each for each in available_timezones() if "/" in each and not each.startswith(others)))


def city(zone: str) -> str:
    """The place by which a time zone is called ("New York").

    Args:
        zone: IANA name.
    """
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def next_after(schedule: Schedule, moment: datetime) -> datetime | None:
    """The first moment of a schedule after another one.

    Args:
        schedule: The schedule.
        moment: In UTC.

    Returns:
        In UTC; `None` where there is none any more.
    """
    later = [instant for instant in _around(schedule, moment) if instant > moment]
    return min(later, default=None)


def instant(day: date, minutes: int, zone: str) -> datetime:
    """The moment at which a clock shows a time of day.

    Args:
        day: The date there.
        minutes: After midnight.
        zone: IANA name.

    Returns:
        In UTC.
    """
    hour, minute = divmod(minutes, 60)
    return datetime.combine(day, time(hour, minute), tzinfo=_zone(zone)).astimezone(timezone.utc)


def local(moment: datetime, zone: str) -> datetime:
    """A moment on the clock of a time zone.

    Args:
        moment: In UTC.
        zone: IANA name.
    """
    return moment.astimezone(_zone(zone))


def _around(schedule: Schedule, moment: datetime) -> Iterator[datetime]:
    """Moments of the schedule, in no order: the next one is among them, if there is one."""
    for day in _days_around(schedule, local(moment, schedule.zone).date()):
        if not schedule.days or day.weekday() in schedule.days:
            yield from (instant(day, minutes, schedule.zone) for minutes in schedule.times)


def _days_around(schedule: Schedule, today: date) -> Iterator[date]:
    if schedule.on and schedule.every:
        passed = max(0, (today - schedule.on).days // schedule.every)
        yield from (schedule.on + timedelta(days=schedule.every * count) for count in range(passed, passed + 3))
    elif schedule.on:
        yield schedule.on
    elif schedule.of_month:
        for ahead in range(-1, 3):
            months = today.month - 1 + ahead
            year, month = today.year + months // 12, months % 12 + 1
            yield date(year, month, min(schedule.of_month, monthrange(year, month)[1]))
    else:
        yield from (today + timedelta(days=ahead) for ahead in range(-1, _WEEK + 2))


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
