"""The day and the time at which something was felt."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.days import day_in, time_in, without_day_and_time
from bot.language.moments import day_name

TODAY = date(2026, 11, 30)
"""A Monday."""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("dizzy today", "2026-11-30"),
        ("this morning", "2026-11-30"),
        ("yesterday evening", "2026-11-29"),
        ("Last night", "2026-11-29"),
        ("the day before yesterday", "2026-11-28"),
        ("two days ago", "2026-11-28"),
        ("a week ago", "2026-11-23"),
        ("on monday", "2026-11-23"),
        ("since tuesday", "2026-11-24"),
        ("last Sunday", "2026-11-29"),
        ("on sat", "2026-11-28"),
        ("3 May", "2026-05-03"),
        ("May 3rd", "2026-05-03"),
        ("3rd of december", "2025-12-03"),
        ("3 may 2025", "2025-05-03"),
        ("2026-11-02", "2026-11-02"),
        ("on the 3rd", "2026-11-03"),
    ],
)
def test_days_are_read(text: str, day: str) -> None:
    assert day_in(text, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    ["dizzy", "tomorrow", "sat in the sun", "i may 3 times", "3 may 2027", "31 feb", "99999 days ago", "12/13", "5/10"],
)
def test_where_no_day_is_named_none_is_read(text: str) -> None:
    assert day_in(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("dizzy after lunch", "after lunch"),
        ("at 3pm i felt sick", "at 3pm"),
        ("around noon", "around noon"),
        ("2 hours after the dose", "2 hours after the dose"),
        ("yesterday morning", "morning"),
        ("last night", "night"),
        ("in the evening", "in the evening"),
        ("dizzy all day", "all day"),
        ("when I stood up", "when I stood up"),
        ("right after my second pill", "right after my second pill"),
        ("before bed", "before bed"),
    ],
)
def test_times_are_kept_as_they_were_said(text: str, time: str) -> None:
    assert time_in(text) == time


@pytest.mark.parametrize("text", ["dizzy", "took 3 tablets", "after all", "at home"])
def test_where_no_time_is_named_none_is_read(text: str) -> None:
    assert time_in(text) is None


@given(st.text(max_size=120), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_any_text_is_read_and_no_day_is_ahead(text: str, today: date) -> None:
    day, time = day_in(text, today), time_in(text)
    assert day is None or day <= today
    assert time is None or time in text
    without_day_and_time(text, today)


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)), st.integers(0, 300))
def test_a_day_that_is_written_out_is_read_back(today: date, back: int) -> None:
    day = today - timedelta(days=back)
    assert day_in(f"dizzy on {day_name(day, year=True)}", today) == day
    assert day_in(day.isoformat(), today) == day
    assert day_in(f"{back} days ago", today) == day


def test_what_is_left_says_nothing_of_when() -> None:
    assert without_day_and_time("dizzy yesterday after lunch", TODAY).split() == ["dizzy"]
    assert without_day_and_time("sat in the sun", TODAY) == "sat in the sun"
