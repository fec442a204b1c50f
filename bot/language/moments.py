"""Days, times of day and spans as they are said to a person: "30 November", "4:30 pm", "2 weeks", "the 5th"."""

from __future__ import annotations

import calendar
import re
from datetime import date

_MONTHS = tuple(calendar.month_name)[1:]
_DAY = re.compile(rf"(?:(?:{'|'.join(calendar.day_name)}),? )?\d{{1,2}} (?:{'|'.join(_MONTHS)})(?: \d{{4}})?")
_CLOCK = re.compile(r"(?:1[0-2]|[1-9])(?::[0-5]\d)? (?:am|pm)")
_SPAN = re.compile(r"\d{1,2} (?:days|weeks)")
_PLACE = re.compile(r"\d{1,2}(?:st|nd|rd|th)")
_NOON, _HOURS = 12, 12
_WEEK = 7
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_TEENS = range(11, 14)


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


def span_name(days: int) -> str:
    """A span of time as it is said: in weeks where it is so many weeks.

    Args:
        days: Two or more.
    """
    return f"{days // _WEEK} weeks" if days % _WEEK == 0 and days > _WEEK else f"{days} days"


def place_name(day: int) -> str:
    """A day of the month as it is said.

    Args:
        day: From 1 to 31.
    """
    return f"{day}{'th' if day in _TEENS else _ENDINGS.get(day % 10, 'th')}"


def is_moment(text: str) -> bool:
    """Whether a text is nothing but a day, a time of day, a span of days or weeks, or a day of the month.

    Args:
        text: Any text.
    """
    return any(pattern.fullmatch(text) for pattern in (_DAY, _CLOCK, _SPAN, _PLACE))
