"""When somebody wants to be reminded: times in lists, days, dates; and what is no time, or is unclear, is seen."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.reminding import Day, Wish, wish_in, without_when


def clock(wish: Wish) -> list[str]:
    """The times, with a question mark where morning or evening is not known."""
    return [f"{each.minutes // 60}:{each.minutes % 60:02}{'' if each.sure else '?'}" for each in wish.times]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("remind me to take my tablets at 8 and 2", ["8:00?", "2:00?"], id="a list with and"),
        pytest.param("8am, 1pm & 9 pm please", ["8:00", "13:00", "21:00"], id="a list with signs"),
        pytest.param("at 8, 1 and 9", ["8:00?", "1:00?", "9:00?"], id="one at stands for all"),
        pytest.param("7 in the morning and 7 in the evening", ["7:00", "19:00"], id="parts of the day"),
        pytest.param("half past 7 and noon", ["7:30?", "12:00"], id="in words"),
        pytest.param("at eight and two", ["8:00?", "2:00?"], id="numbers in words"),
        pytest.param("20:00", ["20:00"], id="on 24 hours"),
        pytest.param("8am and 8am", ["8:00"], id="the same once"),
        pytest.param("take 20 mg at 8", ["8:00?"], id="no amount is a time"),
        pytest.param("take 2 tablets at 9pm", ["21:00"], id="no count is a time"),
        pytest.param("3 march at 9am", ["9:00"], id="no date is a time"),
        pytest.param("every 8 hours", [], id="how often is no time"),
        pytest.param("three times a day", [], id="nor how many times"),
        pytest.param("the evening one", [], id="one is a thing"),
        pytest.param("at one", ["1:00?"], id="one is a time"),
        pytest.param("my tablets", [], id="nothing"),
    ],
)
def test_times(text: str, expected: list[str]) -> None:
    assert clock(wish_in(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("8", ["8:00?"], id="one"),
        pytest.param("8 2 10", ["8:00?", "2:00?", "10:00?"], id="several"),
        pytest.param("nine", ["9:00?"], id="in words"),
        pytest.param("12", ["0:00?"], id="twelve"),
        pytest.param("20 mg", [], id="an amount"),
    ],
)
def test_a_bare_number_is_a_time_only_where_one_was_asked_for(text: str, expected: list[str]) -> None:
    assert clock(wish_in(text, asked=True)) == expected
    assert clock(wish_in(text)) == []


@pytest.mark.parametrize("text", ["at 25 o'clock", "at 8:75", "at 99", "25:00", "at 0 am", "at 2570"])
def test_what_is_no_time_is_seen(text: str) -> None:
    assert wish_in(text).no_time
    assert not wish_in(text).times


@pytest.mark.parametrize("text", ["at 8", "8:30 am", "at 0830", "at 23:59", "midnight", "20 mg", "at 13pm"])
def test_what_is_one_is_not_seen_as_none(text: str) -> None:
    assert not wish_in(text).no_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("every monday", {"days": (0,)}, id="every"),
        pytest.param("mondays and thursdays", {"days": (0, 3)}, id="plural"),
        pytest.param("tue, thu and sat", {"days": (1, 3, 5)}, id="several are weekly"),
        pytest.param("on weekdays", {"days": (0, 1, 2, 3, 4)}, id="weekdays"),
        pytest.param("monday to friday", {"days": (0, 1, 2, 3, 4)}, id="monday to friday"),
        pytest.param("at the weekend", {"days": (5, 6)}, id="weekend"),
        pytest.param("on friday", {"day": Day(weekday=4)}, id="one day, once"),
        pytest.param("tomorrow", {"day": Day(ahead=1)}, id="tomorrow"),
        pytest.param("tonight", {"day": Day(ahead=0)}, id="tonight"),
        pytest.param("in 3 days", {"day": Day(ahead=3)}, id="in days"),
        pytest.param("in two weeks", {"day": Day(ahead=14)}, id="in weeks"),
        pytest.param("on 3 march", {"day": Day(day=3, month=3)}, id="day and month"),
        pytest.param("Dec. 24th, 2026", {"day": Day(day=24, month=12, year=2026)}, id="month first"),
        pytest.param("2026-12-24", {"day": Day(day=24, month=12, year=2026)}, id="iso"),
        pytest.param("on the 20th", {"day": Day(day=20)}, id="of the month"),
        pytest.param("12/3", {"unclear_date": True}, id="two ways to read it"),
        pytest.param("yesterday", {"past": True}, id="over"),
        pytest.param("daily", {"each_day": True}, id="daily"),
        pytest.param("every night", {"each_day": True}, id="every night"),
        pytest.param("just once", {"once": True}, id="once"),
        pytest.param("every other day", {"every": 2}, id="every other day"),
        pytest.param("every 3rd day", {"every": 3}, id="every third day"),
        pytest.param("alternate days", {"every": 2}, id="alternate days"),
        pytest.param("every 28 days", {"every": 28}, id="every 28 days"),
        pytest.param("every four weeks", {"every": 28}, id="every four weeks"),
        pytest.param("fortnightly", {"every": 14}, id="fortnightly"),
        pytest.param("every other monday", {"every": 14, "day": Day(weekday=0)}, id="every other monday"),
        pytest.param("every 2 weeks from friday", {"every": 14, "day": Day(weekday=4)}, id="from friday on"),
        pytest.param("monthly", {"monthly": True}, id="monthly"),
        pytest.param("on the 5th of every month", {"monthly": True, "day": Day(day=5)}, id="a day of each month"),
        pytest.param("last day of the month", {"monthly": True, "day": Day(day=31)}, id="the last of each month"),
        pytest.param("every 3 months", {"skips": True}, id="every 3 months"),
        pytest.param("on the last friday of the month", {"skips": True}, id="a weekday of each month"),
        pytest.param("biweekly", {"skips": True}, id="biweekly, which is twofold"),
        pytest.param("weekly", {"each_week": True}, id="weekly"),
    ],
)
def test_days(text: str, expected: dict[str, object]) -> None:
    wish = wish_in(text)

    assert {name: getattr(wish, name) for name in expected} == expected
    said = {"days": (), "day": None, "unclear_date": False, "past": False, "skips": False, "every": None}
    assert {name: getattr(wish, name) for name in said if name not in expected} == {
        name: value for name, value in said.items() if name not in expected
    }


TODAY = date(2026, 11, 30)
"""A Monday."""


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(Day(ahead=1), date(2026, 12, 1), id="tomorrow"),
        pytest.param(Day(weekday=0), TODAY, id="the weekday of today"),
        pytest.param(Day(weekday=6), date(2026, 12, 6), id="sunday"),
        pytest.param(Day(day=20), date(2026, 12, 20), id="the 20th to come"),
        pytest.param(Day(day=31), date(2026, 12, 31), id="the 31st: november has none"),
        pytest.param(Day(day=3, month=1), date(2027, 1, 3), id="next year"),
        pytest.param(Day(day=29, month=2), date(2028, 2, 29), id="a leap day"),
        pytest.param(Day(day=3, month=1, year=2026), date(2026, 1, 3), id="the year that was named, though over"),
        pytest.param(Day(day=31, month=2), None, id="no such day"),
    ],
)
def test_which_date_is_meant(day: Day, expected: date | None) -> None:
    assert day.after(TODAY) == expected


@pytest.mark.parametrize(
    "text",
    [
        "at 8 and 2",
        "every monday at noon",
        "on 3 march at 9am",
        "8am",
        "tomorrow at 7",
        "every 4 weeks",
        "monthly at 9",
    ],
)
def test_nothing_is_left_of_a_message_that_only_says_when(text: str) -> None:
    assert set(without_when(text).split()) <= {"and"}


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    wish = wish_in(text, asked=True)

    assert all(0 <= time.minutes < 1440 for time in wish.times if not time.from_now)


@given(st.lists(st.tuples(st.integers(1, 12), st.sampled_from([0, 15, 30]), st.booleans()), min_size=1, max_size=6))
def test_times_with_am_and_pm_are_read_as_they_are(said: list[tuple[int, int, bool]]) -> None:
    text = "remind me at " + " and ".join(f"{hour}:{minute:02} {'pm' if late else 'am'}" for hour, minute, late in said)
    expected = dict.fromkeys((hour % 12 + (12 if late else 0)) * 60 + minute for hour, minute, late in said)

    assert [time.minutes for time in wish_in(text).times] == list(expected)
    assert all(time.sure for time in wish_in(text).times)
