"""Days and times of day as they are said to a person: "30 November", "4:30 pm"."""

from __future__ import annotations

import calendar
import re
from datetime import date

_MONTHS = tuple(calendar.month_name)[1:]
_DAY = re.compile(rf"(?:(?:{'|'.join(calendar.day_name)}),? )?\d{{1,2}} (?:{'|'.join(_MONTHS)})(?: \d{{4}})?")
_CLOCK = re.compile(r"(?:1[0-2]|[1-9])(?::[0-5]\d)? (?:am|pm)")
_NOON, _HOURS = 12, 12


def day_name(day: date, *, year: bool = False) -> str:
    """A day as it is written out.

    Args:
        day: The day.
        year: Whether its year is said.
    """
    return f"{day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


def clock_name(minutes: int) -> str:
    """A time of day as it is said.

    Args:
        minutes: After midnight, 0 to 1439.
    """
    hour, minute = divmod(minutes, 60)
    shown = f"{hour % _HOURS or _HOURS}" + (f":{minute:02}" if minute else "")
    return f"{shown} {'pm' if hour >= _NOON else 'am'}"


def is_moment(text: str) -> bool:
    """Whether a text is nothing but a day or a time of day.

    Args:
        text: Any text.
    """
    return bool(_DAY.fullmatch(text) or _CLOCK.fullmatch(text))
