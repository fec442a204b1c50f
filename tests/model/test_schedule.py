"""When a reminder is due next: at its times on the clock of its zone, whatever the clocks do; never twice."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.model.schedule import MOST_TIMES, Schedule, city, instant, local, next_after, zones

UTC = timezone.utc
CHANGING = (
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "America/Santiago",
    "Asia/Tehran",
)
LONDON, NEW_YORK = "Europe/London", "America/New_York"

times = st.lists(st.integers(0, 1439), min_size=1, max_size=MOST_TIMES).map(tuple)
days = st.lists(st.integers(0, 6), max_size=7).map(tuple)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
schedules = st.builds(Schedule, times=times, days=days, zone=st.sampled_from(CHANGING))


def at(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "minutes", "zone", "expected"),
    [
        pytest.param("2026-06-01T06:59", 480, LONDON, "2026-06-01T07:00", id="summer: 8 is 7 in UTC"),
        pytest.param("2026-12-01T06:59", 480, LONDON, "2026-12-01T08:00", id="winter: 8 is 8 in UTC"),
        pytest.param("2026-06-01T07:00", 480, LONDON, "2026-06-02T07:00", id="the moment itself is over"),
        pytest.param("2026-03-28T08:00", 480, LONDON, "2026-03-29T07:00", id="the night before summer time is short"),
        pytest.param("2026-10-24T07:00", 480, LONDON, "2026-10-25T08:00", id="the night before winter time is long"),
        pytest.param("2026-03-29T00:00", 90, LONDON, "2026-03-29T01:30", id="1:30 that is skipped, by the old clock"),
        pytest.param("2026-10-25T00:00", 90, LONDON, "2026-10-25T00:30", id="1:30 that comes twice: the first"),
        pytest.param("2026-10-25T00:31", 90, LONDON, "2026-10-26T01:30", id="and not the second"),
        pytest.param("2026-03-08T06:00", 150, NEW_YORK, "2026-03-08T07:30", id="2:30 that New York skips"),
    ],
)
def test_the_clock_of_the_zone_counts(now: str, minutes: int, zone: str, expected: str) -> None:
    assert next_after(Schedule(times=(minutes,), zone=zone), at(now)) == at(expected)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("2026-11-30T11:59", "2026-11-30T12:00", id="monday, before"),
        pytest.param("2026-11-30T12:00", "2026-12-03T12:00", id="monday, at it: thursday"),
        pytest.param("2026-12-03T12:01", "2026-12-07T12:00", id="thursday, after: next monday"),
    ],
)
def test_days_of_the_week(now: str, expected: str) -> None:
    assert next_after(Schedule(times=(720,), days=(0, 3), zone=LONDON), at(now)) == at(expected)


@pytest.mark.parametrize(
    ("every", "now", "expected"),
    [
        pytest.param(14, "2026-11-20T00:00", "2026-12-01T12:00", id="before the first"),
        pytest.param(14, "2026-12-01T12:00", "2026-12-15T12:00", id="after the first"),
        pytest.param(2, "2027-03-01T13:00", "2027-03-03T12:00", id="counted over the months"),
        pytest.param(28, "2026-12-29T11:59", "2026-12-29T12:00", id="every four weeks"),
    ],
)
def test_days_are_counted_from_the_first_one(every: int, now: str, expected: str) -> None:
    schedule = Schedule(times=(720,), on=date(2026, 12, 1), every=every, zone=LONDON)

    assert next_after(schedule, at(now)) == at(expected)


@pytest.mark.parametrize(
    ("of_month", "now", "expected"),
    [
        pytest.param(5, "2026-12-05T11:00", "2026-12-05T12:00", id="on the day"),
        pytest.param(5, "2026-12-05T12:00", "2027-01-05T12:00", id="the next month, over the year"),
        pytest.param(31, "2027-02-01T00:00", "2027-02-28T12:00", id="the last day of a short month"),
        pytest.param(30, "2028-02-01T00:00", "2028-02-29T12:00", id="the last day of a leap february"),
        pytest.param(31, "2027-02-28T12:00", "2027-03-31T11:00", id="and the 31st again where there is one"),
    ],
)
def test_a_day_of_each_month(of_month: int, now: str, expected: str) -> None:
    assert next_after(Schedule(times=(720,), of_month=of_month, zone=LONDON), at(now)) == at(expected)


def test_one_date_comes_once() -> None:
    schedule = Schedule(times=(480, 720), on=date(2026, 12, 1), zone=LONDON)

    assert next_after(schedule, at("2026-11-01T00:00")) == at("2026-12-01T08:00")
    assert next_after(schedule, at("2026-12-01T08:00")) == at("2026-12-01T12:00")
    assert next_after(schedule, at("2026-12-01T12:00")) is None


@given(schedules, moments)
@settings(max_examples=300)
def test_the_next_moment_is_later_on_a_day_of_the_schedule_and_there_is_none_between(
    schedule: Schedule, moment: datetime
) -> None:
    found = next_after(schedule, moment)

    assert found is not None
    assert moment < found <= moment + timedelta(days=8, hours=3)
    first = local(moment, schedule.zone).date() - timedelta(days=2)
    every = (first + timedelta(days=ahead) for ahead in range(13))
    all_of_them = {
        instant(day, minutes, schedule.zone)
        for day in every
        if not schedule.days or day.weekday() in schedule.days
        for minutes in schedule.times
    }
    assert found in all_of_them
    assert not [each for each in all_of_them if moment < each < found]


@given(schedules, moments)
@settings(max_examples=300)
def test_the_clock_there_shows_a_time_of_the_schedule_unless_that_is_skipped(
    schedule: Schedule, moment: datetime
) -> None:
    found = next_after(schedule, moment)
    assert found is not None
    there = local(found, schedule.zone)
    shown = there.hour * 60 + there.minute
    before = local(found - timedelta(hours=3), schedule.zone)

    clocks_went_forward = there.utcoffset() > before.utcoffset()  # type: ignore[operator]
    assert shown in schedule.times or clocks_went_forward


@given(times, st.sampled_from(CHANGING), moments)
@settings(max_examples=100)
def test_every_day_has_each_of_its_times_once(times: tuple[int, ...], zone: str, moment: datetime) -> None:
    schedule = Schedule(times=times, zone=zone)
    day = local(moment, zone).date() + timedelta(days=1)
    expected = {instant(day + timedelta(days=ahead), minutes, zone) for ahead in range(3) for minutes in times}
    found, now = set(), min(expected) - timedelta(seconds=1)
    while (now := next_after(schedule, now) or now) <= max(expected):
        assert now not in found
        found.add(now)

    assert expected <= found


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"times": ()}, id="no time"),
        pytest.param({"times": (1440,)}, id="a time after midnight"),
        pytest.param({"times": tuple(range(MOST_TIMES + 1))}, id="too many times"),
        pytest.param({"days": (7,)}, id="an eighth day"),
        pytest.param({"zone": "Mars/Base"}, id="no such zone"),
        pytest.param({"zone": "../../etc/passwd"}, id="a path"),
        pytest.param({"days": (1,), "on": date(2026, 1, 1)}, id="a date and days of the week"),
        pytest.param({"every": 2}, id="counted from no day"),
        pytest.param({"every": 1, "on": date(2026, 1, 1)}, id="too often"),
        pytest.param({"every": 91, "on": date(2026, 1, 1)}, id="too seldom"),
        pytest.param({"of_month": 32}, id="no such day of a month"),
        pytest.param({"of_month": 3, "days": (1,)}, id="a day of the month and days of the week"),
        pytest.param({"weekly": True}, id="an unknown field"),
    ],
)
def test_what_is_no_schedule_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Schedule(**{"times": (480,), "zone": LONDON, **wrong})


def test_a_zone_is_called_by_its_place() -> None:
    assert city(NEW_YORK) == "New York"
    assert LONDON in zones()
    assert not [zone for zone in zones() if zone.startswith("Etc/")]
