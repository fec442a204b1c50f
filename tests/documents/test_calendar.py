"""The calendar file: what a calendar reads of it is what was asked for, whatever the clocks do; and no name unasked."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.wording import Wording
from bot.documents.calendar import escaped, folded_line, reminders_as_ics
from bot.knowledge import CONTENT
from bot.model.record import Record, Reminder
from bot.model.schedule import Schedule, local, next_after

WORDING = Wording.read(CONTENT / "phrases.yml")
NOW = datetime(2026, 11, 30, 12, 0, tzinfo=timezone.utc)

times = st.lists(st.integers(0, 1439), min_size=1, max_size=6).map(tuple)
zones = st.sampled_from(["Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"])
schedules = st.one_of(
    st.builds(Schedule, times=times, days=st.lists(st.integers(0, 6), max_size=7).map(tuple), zone=zones),
    st.builds(Schedule, times=times, of_month=st.integers(1, 31), zone=zones),
    st.builds(
        Schedule,
        times=times,
        every=st.integers(2, 90),
        on=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
        zone=zones,
    ),
)


def reminder(schedule: Schedule, medicine: str | None = None, number: int = 1) -> Reminder:
    return Reminder(
        id=number,
        at=NOW,
        about="dose",
        schedule=schedule,
        medicine=medicine,
        channel="",
        next_at=next_after(schedule, NOW),
    )


def made(*reminders: Reminder, now: datetime = NOW) -> bytes:
    return reminders_as_ics(Record(agreed_at=NOW, items=reminders), WORDING, now)


def lines_of(content: bytes) -> list[str]:
    """The content lines, unfolded as a calendar does it."""
    return content.decode().replace("\r\n ", "").split("\r\n")[:-1]


def events_of(content: bytes) -> list[dict[str, str]]:
    events: list[dict[str, str]] = []
    inside = False
    for line in lines_of(content):
        name, _, value = line.partition(":")
        if line in ("BEGIN:VEVENT", "END:VEVENT"):
            inside = line == "BEGIN:VEVENT"
            events += [{}] if inside else []
        elif inside:
            key, _, parameter = name.partition(";")
            events[-1].setdefault(key, value)
            if parameter:
                events[-1][f"{key} {parameter.split('=')[0]}"] = parameter.split("=")[1]
    return events


def offset_by_file(content: bytes, zone: str, there: datetime) -> timedelta:
    """What is ahead of UTC at a time of the clock there, by the time zone that the file describes."""
    text = "\n".join(lines_of(content))
    described = re.search(rf"BEGIN:VTIMEZONE\nTZID:{re.escape(zone)}\n(.*?)END:VTIMEZONE", text, re.DOTALL)
    assert described
    rules = re.findall(r"DTSTART:(\S+)\nTZOFFSETFROM:\S+\nTZOFFSETTO:([+-])(\d\d)(\d\d)", described[1])
    held = [(datetime.strptime(start, "%Y%m%dT%H%M%S"), sign, h, m) for start, sign, h, m in rules]  # noqa: DTZ007
    _, sign, hours, minutes = max(rule for rule in held if rule[0] <= there)
    return (-1 if sign == "-" else 1) * timedelta(hours=int(hours), minutes=int(minutes))


@given(schedules)
@settings(max_examples=60, deadline=None)
def test_a_calendar_rings_when_the_reminder_is_due(schedule: Schedule) -> None:
    content = made(reminder(schedule))
    rings = set()
    for event in events_of(content):
        start = datetime.strptime(event["DTSTART"], "%Y%m%dT%H%M%S")  # noqa: DTZ007
        assert event["DTSTART TZID"] == schedule.zone
        for there in rrulestr(event["RRULE"], dtstart=start)[:200]:
            rings.add((there - offset_by_file(content, schedule.zone, there)).replace(tzinfo=timezone.utc))

    due, now = [], NOW
    while len(due) < 150 and now < NOW + timedelta(days=4 * 366):  # the file tells the changes of the clocks of 5 years
        now = next_after(schedule, now) or now
        due.append(now)
    usual = [each for each in due if not _clocks_change(each, schedule.zone)]
    assert set(usual) <= rings
    assert not [
        each for each in rings if NOW < each < due[-1] and each not in due and not _clocks_change(each, schedule.zone)
    ]


def _clocks_change(moment: datetime, zone: str) -> bool:
    """Whether the clocks change around a moment: there calendars differ by an hour."""
    before, after = (local(moment + timedelta(hours=hours), zone).utcoffset() for hours in (-3, 3))
    return before != after


@given(schedules, st.none() | st.text(max_size=120))
@settings(max_examples=100, deadline=None)
def test_every_line_is_short_and_ends_as_it_should(schedule: Schedule, medicine: str | None) -> None:
    content = made(reminder(schedule, medicine))

    assert content.endswith(b"\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(re.match(r"[A-Z-]+[;:]", line) for line in lines_of(content))
    assert content.count(b"BEGIN:VEVENT") == content.count(b"BEGIN:VALARM") == len(schedule.times)


@given(st.text(max_size=300))
def test_a_folded_line_is_the_same_line_again(text: str) -> None:
    line = "".join(sign for sign in text if sign not in "\r\n")
    folded = folded_line(line)

    assert folded.replace("\r\n ", "") == line
    assert max(len(piece.encode()) for piece in folded.split("\r\n")) <= 75


@given(st.text(alphabet=st.characters(min_codepoint=32, exclude_categories=["Cc", "Cs"]) | st.just("\n"), max_size=80))
def test_an_escaped_text_reads_as_it_was(text: str) -> None:
    value = escaped(text)

    assert not set(value) & {"\n", "\r"}
    assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", value)
    assert re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], value) == text


def test_a_name_cannot_add_a_line_of_its_own() -> None:
    content = made(reminder(Schedule(times=(480,), zone="Europe/London"), "x\r\nATTACH:file:///etc/passwd\nEND:VEVENT"))

    assert not [line for line in lines_of(content) if line.startswith("ATTACH")]
    assert content.count(b"\r\nEND:VEVENT") == 1


def test_a_date_comes_once_and_what_is_over_is_left_out() -> None:
    coming = reminder(Schedule(times=(480, 720), on=date(2026, 12, 1), zone="Europe/London"))
    over = reminder(Schedule(times=(480,), on=date(2026, 11, 1), zone="Asia/Kolkata"), number=2)
    events = events_of(made(coming, over))

    assert [event["DTSTART"] for event in events] == ["20261201T080000", "20261201T120000"]
    assert not [event for event in events if "RRULE" in event]
    assert b"Kolkata" not in made(over)


@pytest.mark.parametrize(
    ("medicine", "summary"),
    [
        pytest.param(None, "It's time for your reminder.", id="no name"),
        pytest.param("baclofen", "It's time for your reminder: baclofen.", id="the name that was asked for"),
    ],
)
def test_a_name_only_where_it_was_asked_for(medicine: str | None, summary: str) -> None:
    content = made(reminder(Schedule(times=(480,), zone="Europe/London"), medicine))

    assert {event["SUMMARY"] for event in events_of(content)} == {summary}
    assert (b"baclofen" in content) == bool(medicine)


def test_the_same_reminder_is_the_same_event_each_time_and_no_two_are() -> None:
    schedule = Schedule(times=(480, 720), zone="Europe/London")
    moved = schedule.copy(update={"times": (540, 720)})
    first = [event["UID"] for event in events_of(made(reminder(schedule)))]
    later = [event["UID"] for event in events_of(made(reminder(moved), now=NOW + timedelta(days=40)))]
    other = [event["UID"] for event in events_of(made(reminder(schedule, number=2)))]

    assert first == later
    assert len({*first, *other}) == 4
