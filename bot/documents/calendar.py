"""The reminders as a calendar file (RFC 5545), which the calendar of a phone takes and rings by, also without us.

Times are those of the clock of the person's time zone, which the file describes, so that they stay the same when the
clocks change. A medicine is named only where its reminder shows it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime, time, timedelta, timezone

from bot.answers.reminder_text import text_of
from bot.answers.wording import Wording
from bot.model.record import Record, Reminder
from bot.model.schedule import SHORTEST_MONTH, Schedule, local, next_after

_LONGEST_LINE = 75
"""Octets of a line, its end left out."""
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_YEARS = 5
"""For how long the changes of the clocks are told; a calendar that knows the zone by its name goes on by itself."""
_STEP = timedelta(days=7)
_NAMESPACE = uuid.UUID("5b0a8d0e-6f3c-4c52-9a55-0d3f6d1f7c11")
"""Makes the same reminder the same event, each time that the file is made: a calendar then changes the one it has."""


def reminders_as_ics(record: Record, wording: Wording, made: datetime) -> bytes:
    """The reminders that are not over, each time of day an event.

    Args:
        record: What is kept of the person.
        wording: The assistant's own phrases.
        made: The time, in UTC.
    """
    reminders = [each for each in record.of(Reminder) if next_after(each.schedule, made)]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Medguide//Reminders//EN", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH"]
    for zone in sorted({each.schedule.zone for each in reminders}):
        lines += _zone(zone, made)
    for reminder in reminders:
        for place in range(len(reminder.schedule.times)):
            lines += _event(reminder, place, wording, made)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for folded in map(folded_line, lines)).encode()


def folded_line(line: str) -> str:
    """A content line in pieces of at most 75 octets, no character torn.

    Args:
        line: The line, without its end.
    """
    pieces, piece, size = [], "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _LONGEST_LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece += sign
        size += octets
    return "\r\n".join((*pieces, piece))


def escaped(text: str) -> str:
    """A text as the value of a property.

    Args:
        text: Any text.
    """
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(sign for sign in lines if sign == "\t" or (ord(sign) >= ord(" ") and sign != "\x7f"))


def _event(reminder: Reminder, place: int, wording: Wording, made: datetime) -> Iterator[str]:
    minutes = reminder.schedule.times[place]
    schedule = reminder.schedule.copy(update={"times": (minutes,)})
    first = next_after(schedule, made)
    if first is None:  # of several times of one date, this one is over
        return
    # The day there; the hour is that of the schedule, also on a day on which the clocks skip it.
    start = datetime.combine(local(first, schedule.zone).date(), time(*divmod(minutes, 60)))
    said = escaped(text_of(wording, reminder))
    yield from (
        "BEGIN:VEVENT",
        f"UID:{uuid.uuid5(_NAMESPACE, f'{reminder.id}/{reminder.at.isoformat()}/{place}')}",
        f"DTSTAMP:{_in_utc(made)}",
        f"DTSTART;TZID={schedule.zone}:{_on_clock(start)}",
        "DURATION:PT5M",
    )
    yield from (f"RRULE:{rule}" for rule in (_rule_of(schedule),) if rule)
    yield from (
        f"SUMMARY:{said}",
        f"DESCRIPTION:{escaped(wording.say('reminder_only'))}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:PT0S",
        f"DESCRIPTION:{said}",
        "END:VALARM",
        "END:VEVENT",
    )


def _rule_of(schedule: Schedule) -> str | None:
    """How it comes again; `None` where it does not."""
    if schedule.days:
        return f"FREQ=WEEKLY;BYDAY={','.join(_DAYS[day] for day in schedule.days)}"
    if schedule.of_month:
        # Of the days up to the one that is meant, the last that the month has.
        days = range(min(schedule.of_month, SHORTEST_MONTH), schedule.of_month + 1)
        return f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, days))}" + (";BYSETPOS=-1" if len(days) > 1 else "")
    if schedule.every:
        return f"FREQ=DAILY;INTERVAL={schedule.every}"
    return None if schedule.on else "FREQ=DAILY"


def _zone(zone: str, made: datetime) -> Iterator[str]:
    """A time zone as it is now, and each change of its clocks that is to come."""
    yield from ("BEGIN:VTIMEZONE", f"TZID:{zone}")
    since = made.replace(microsecond=0) - timedelta(days=366)
    yield from _rule(zone, since, since)
    for before, after in _changes(zone, since, made + timedelta(days=366 * _YEARS)):
        yield from _rule(zone, after, before)
    yield "END:VTIMEZONE"


def _rule(zone: str, moment: datetime, before: datetime) -> Iterator[str]:
    """What holds from a moment on; the start of it is told by the clock as it was before."""
    now, was = local(moment, zone), local(before, zone)
    kind = "DAYLIGHT" if now.dst() else "STANDARD"
    start = moment.replace(tzinfo=None) + _offset(was)
    yield from (
        f"BEGIN:{kind}",
        f"DTSTART:{_on_clock(start)}",
        f"TZOFFSETFROM:{_signed(_offset(was))}",
        f"TZOFFSETTO:{_signed(_offset(now))}",
        f"TZNAME:{now.tzname()}",
        f"END:{kind}",
    )


def _changes(zone: str, since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The last second before each change of the clocks, and the first after it."""
    while since < until:
        then = since + _STEP
        if _state(zone, since) != _state(zone, then):
            early, late = since, then
            while late - early > timedelta(seconds=1):
                middle = (early + (late - early) / 2).replace(microsecond=0)
                early, late = (middle, late) if _state(zone, middle) == _state(zone, since) else (early, middle)
            yield early, late
        since = then


def _state(zone: str, moment: datetime) -> tuple[timedelta, str | None]:
    there = local(moment, zone)
    return _offset(there), there.tzname()


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()


def _signed(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}{rest:02}"


def _in_utc(moment: datetime) -> str:
    return f"{_on_clock(moment.astimezone(timezone.utc).replace(tzinfo=None))}Z"


def _on_clock(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}"
