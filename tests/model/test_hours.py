"""Opening hours: read, refused with a reason, and reckoned with across nights, weekends and changes of the clock."""

from __future__ import annotations

import contextlib
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.hours import EXAMPLE, HoursError, OpeningHours

UTC = timezone.utc
WEEK = "Mon-Fri 09:00-17:00 Europe/London"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "moment", "is_open", "opens"),
    [
        (WEEK, "2026-03-04T09:00", True, "2026-03-04T09:00"),
        (WEEK, "2026-03-04T16:59", True, "2026-03-04T16:59"),
        (WEEK, "2026-03-04T17:00", False, "2026-03-05T09:00"),
        (WEEK, "2026-03-06T20:00", False, "2026-03-09T09:00"),
        (WEEK, "2026-07-01T08:00", True, "2026-07-01T08:00"),  # summer time: nine in London
        (WEEK, "2026-03-28T12:00", False, "2026-03-30T08:00"),  # the clock changes on the Sunday between
        ("Mon 22:00-24:00, Tue 00:00-06:00 UTC", "2026-03-03T00:00", True, "2026-03-03T00:00"),
        ("Sun 10:00-11:00 Pacific/Auckland", "2026-03-07T21:30", True, "2026-03-07T21:30"),
        ("mon-sun 0:00-24:00 UTC", "2026-03-07T03:00", True, "2026-03-07T03:00"),
    ],
)
def test_when_somebody_answers(hours: str, moment: str, is_open: bool, opens: str) -> None:
    read = OpeningHours.parse(hours)
    assert read.is_open(at(moment)) is is_open
    assert read.opens(at(moment)) == at(opens)


@pytest.mark.parametrize(
    ("hours", "moment", "closes"),
    [
        (WEEK, "2026-03-04T10:00", "2026-03-04T17:00"),
        (WEEK, "2026-03-06T18:00", "2026-03-09T17:00"),
        ("Mon 22:00-24:00, Tue 00:00-06:00 UTC", "2026-03-02T23:00", "2026-03-03T06:00"),
    ],
)
def test_until_when(hours: str, moment: str, closes: str) -> None:
    assert OpeningHours.parse(hours).closes(at(moment)) == at(closes)


@pytest.mark.parametrize(
    ("moment", "minutes", "then"),
    [
        ("2026-03-04T10:00", 60, "2026-03-04T11:00"),
        ("2026-03-04T16:30", 60, "2026-03-05T09:30"),
        ("2026-03-04T16:00", 60, "2026-03-04T17:00"),
        ("2026-03-06T22:00", 60, "2026-03-09T10:00"),
        ("2026-03-06T16:59", 8 * 60 + 2, "2026-03-10T09:01"),
    ],
)
def test_a_wait_counts_only_while_somebody_is_there(moment: str, minutes: int, then: str) -> None:
    assert OpeningHours.parse(WEEK).after(at(moment), minutes) == at(then)


@pytest.mark.parametrize(
    ("hours", "says"),
    [
        ("", "'' is not the name of a time zone"),
        ("Europe/London", "no day with a time"),
        ("Mon-Fri 09:00-17:00", "'09:00-17:00' is not the name of a time zone"),
        ("Mon-Fri 9-17 Europe/London", "'Mon-Fri 9-17' is not a day"),
        ("Mon-Fri 09:00-17:00 Europe/Londn", "'Europe/Londn' is not the name"),
        ("Mon-Fri 09:00-17:00 ../../etc/passwd", "not the name of a time zone"),
        ("Mno 09:00-17:00 UTC", "'mno' is not a day of the week"),
        ("Mon 17:00-09:00 UTC", "ends before it begins; past midnight"),
        ("Fri-Mon 09:00-17:00 UTC", "ends before it begins; past Sunday"),
        ("Mon 09:00-25:00 UTC", "'25:00' is not a time of day"),
        ("Mon 09:61-10:00 UTC", "'09:61' is not a time of day"),
        ("Mon-Fri 09:00-17:00, Wed 16:00-18:00 UTC", "Two times on Wednesday overlap"),
        ("Mon 09:00-17:00,, UTC", "no day"),
    ],
)
def test_what_cannot_be_read_says_why_and_how(hours: str, says: str) -> None:
    with pytest.raises(HoursError) as refused:
        OpeningHours.parse(hours)
    assert says in str(refused.value)
    assert EXAMPLE in str(refused.value)


def test_the_place_is_said_as_people_say_it() -> None:
    assert OpeningHours.parse("Mon 09:00-10:00 America/New_York").place == "New York time"
    assert OpeningHours.parse("Mon 09:00-10:00 UTC").place == "UTC"


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
HOURS = st.sampled_from([WEEK, EXAMPLE, "Sat 23:00-24:00 America/New_York", "Mon-Sun 00:00-24:00 Australia/Sydney"])


@given(HOURS, MOMENTS)
def test_it_is_open_when_it_opens_and_no_longer_when_it_closes(hours: str, moment: datetime) -> None:
    read = OpeningHours.parse(hours)
    opens = read.opens(moment)
    assert opens >= moment
    assert read.is_open(opens)
    assert read.is_open(moment) is (opens == moment)
    if "Mon-Sun" not in hours:
        assert not read.is_open(read.closes(moment))


@given(HOURS, MOMENTS, st.integers(1, 300), st.integers(1, 300))
def test_waits_add_up(hours: str, moment: datetime, first: int, second: int) -> None:
    read = OpeningHours.parse(hours)
    then = read.after(moment, first)
    assert then >= moment + timedelta(minutes=first)
    assert read.after(then, second) == read.after(moment, first + second)


@given(st.text(max_size=60))
def test_nothing_but_the_one_error(text: str) -> None:
    with contextlib.suppress(HoursError):
        OpeningHours.parse(text)
