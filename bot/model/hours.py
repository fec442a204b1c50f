"""When somebody answers: "Mon-Fri 09:00-17:00, Sat 10:00-12:00 Europe/London", read and reckoned with."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

EXAMPLE = "Mon-Fri 09:00-17:00, Sat 10:00-12:00 Europe/London"
_DAYS = tuple(name.lower() for name in calendar.day_abbr)
_SPAN = re.compile(r"(?P<days>[a-z]{3}(?:-[a-z]{3})?)\s+(?P<start>\d\d?:\d\d)\s*-\s*(?P<end>\d\d?:\d\d)", re.IGNORECASE)
_DAY_MINUTES = 24 * 60
_LOOK_AHEAD = 3 * 366
"""Days that are looked at: a minute a week makes a wait of a hundred minutes two years long."""


class HoursError(ValueError):
    """Opening hours that cannot be read. The message says what is wrong, and shows how they are written."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"{problem} Write opening hours as in: {EXAMPLE}")


@dataclass(frozen=True)
class Span:
    """Open on a day of the week, from a minute of the day up to another."""

    day: int
    """0 is Monday."""
    start: int
    end: int
    """Up to 1440, midnight."""


@dataclass(frozen=True)
class OpeningHours:
    """When somebody answers, every week alike, by the clock of one place."""

    spans: tuple[Span, ...]
    """In order; none overlaps another."""
    zone: ZoneInfo

    @classmethod
    def parse(cls, text: str) -> OpeningHours:
        """Reads opening hours.

        Args:
            text: Days and times, separated by commas, then the zone.

        Raises:
            HoursError: They cannot be read.
        """
        spans_text, _, zone_text = text.strip().rpartition(" ")
        try:
            zone = ZoneInfo(zone_text)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise HoursError(f"{zone_text!r} is not the name of a time zone that is known here.") from None
        spans = sorted(
            (span for part in spans_text.split(",") for span in _spans(part.strip())),
            key=lambda span: (span.day, span.start),
        )
        for one, following in pairwise(spans):
            if one.day == following.day and following.start < one.end:
                raise HoursError(f"Two times on {calendar.day_name[one.day]} overlap.")
        return cls(tuple(spans), zone)

    @property
    def place(self) -> str:
        """Whose clock it is: "London time", or "UTC"."""
        area, _, town = self.zone.key.rpartition("/")
        return f"{town.replace('_', ' ')} time" if area else town

    def local(self, moment: datetime) -> datetime:
        """A moment by the clock of the place.

        Args:
            moment: With a time zone.
        """
        return moment.astimezone(self.zone)

    def is_open(self, moment: datetime) -> bool:
        """Whether somebody answers at a moment.

        Args:
            moment: With a time zone.
        """
        return self.opens(moment) <= moment

    def opens(self, moment: datetime) -> datetime:
        """When somebody answers next, in UTC: the moment itself where somebody does then.

        Args:
            moment: With a time zone.
        """
        return max(next(self._from(moment))[0], moment.astimezone(timezone.utc))

    def closes(self, moment: datetime) -> datetime:
        """Until when somebody answers, once they do from a moment on, in UTC.

        Args:
            moment: With a time zone.
        """
        following = self._from(moment)
        end = next(following)[1]
        for start, later in following:  # open past midnight is two spans
            if start != end:
                break
            end = later
        return end

    def after(self, moment: datetime, minutes: int) -> datetime:
        """When so many minutes of opening hours have passed since a moment, in UTC.

        Args:
            moment: With a time zone.
            minutes: How many.
        """
        left = timedelta(minutes=minutes)
        now = moment.astimezone(timezone.utc)
        for start, end in self._from(moment):
            begins = max(start, now)
            if end - begins >= left:
                return begins + left
            left -= end - begins
        return now + timedelta(days=_LOOK_AHEAD)

    def _from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The times of opening that have not ended by a moment, in UTC, the first first."""
        today = self.local(moment).date()
        for ahead in range(-1, _LOOK_AHEAD):
            day = today + timedelta(days=ahead)
            for span in self.spans:
                if span.day == day.weekday():
                    start, end = self._at(day, span.start), self._at(day, span.end)
                    if end > moment and end > start:
                        yield start, end

    def _at(self, day: date, minutes: int) -> datetime:
        day += timedelta(days=minutes // _DAY_MINUTES)
        hour, minute = divmod(minutes % _DAY_MINUTES, 60)
        return datetime.combine(day, time(hour, minute), self.zone).astimezone(timezone.utc)


def _spans(part: str) -> Iterator[Span]:
    found = _SPAN.fullmatch(part)
    if found is None:
        raise HoursError(f"{part!r} is not a day, or days, with a time." if part else "There is no day with a time.")
    first, _, last = found["days"].lower().partition("-")
    for name in filter(None, (first, last)):
        if name not in _DAYS:
            raise HoursError(f"{name!r} is not a day of the week.")
    start, end = _minutes(found["start"]), _minutes(found["end"])
    if start >= end:
        raise HoursError(f"{part!r} ends before it begins; past midnight, write two times.")
    days = range(_DAYS.index(first), _DAYS.index(last or first) + 1)
    if not days:
        raise HoursError(f"{found['days']!r} ends before it begins; past Sunday, write two.")
    yield from (Span(day, start, end) for day in days)


def _minutes(text: str) -> int:
    hour, minute = map(int, text.split(":"))
    if minute > 59 or hour * 60 + minute > _DAY_MINUTES:
        raise HoursError(f"{text!r} is not a time of day.")
    return hour * 60 + minute
