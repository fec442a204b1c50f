"""How long ago something is said to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.elapsed import elapsed_in

NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param("this morning", 0, id="this morning"),
        pytest.param("at 8am", 0, id="a time of day"),
        pytest.param("an hour ago", 0, id="an hour"),
        pytest.param("20 hours", 0, id="hours of less than a day"),
        pytest.param("yesterday", 1, id="yesterday"),
        pytest.param("took my last one yesterday", 1, id="in a sentence"),
        pytest.param("10pm last night", 1, id="last night may be a day ago"),
        pytest.param("36 hours", 1, id="hours of more than a day"),
        pytest.param("48h", 2, id="a short unit"),
        pytest.param("2d ago", 2, id="days in short"),
        pytest.param("its been a day", 1, id="a day"),
        pytest.param("a day and a half ago", 1, id="and a half"),
        pytest.param("a couple of days", 2, id="a couple"),
        pytest.param("a few days ago", 3, id="a few"),
        pytest.param("day before yesterday", 2, id="the day before yesterday"),
        pytest.param("day 3 without it", 3, id="counted days"),
        pytest.param("nearly two weeks", 14, id="weeks"),
        pytest.param("about 3 days, or since yesterday", 3, id="the longest of several"),
        pytest.param("since tuesday", None, id="a day of the week is asked for"),
        pytest.param("over the weekend", None, id="so is the weekend"),
        pytest.param("since monday, 4 days", 4, id="a day of the week, and how long"),
    ],
)
def test_how_long_ago_is_told(text: str, days: int | None) -> None:
    found = elapsed_in(text)

    assert found is not None
    assert found.days == days


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("i take it 3 times a day", id="how often"),
        pytest.param("one tablet every 8 hours", id="every few hours"),
        pytest.param("i have 3 days left", id="what is left"),
        pytest.param("a 10 day supply", id="a supply"),
        pytest.param("the next delivery is in 3 days", id="still to come"),
        pytest.param("closed until monday", id="until a day"),
        pytest.param("none of these", id="nothing"),
        pytest.param("", id="empty"),
    ],
)
def test_what_is_no_time_that_is_gone_by_is_none(text: str) -> None:
    assert elapsed_in(text) is None


@given(st.integers(1, 60), st.sampled_from(["{} days", "{} days ago", "its been {} days now", "for about {} days"]))
def test_days_in_digits_are_those_days(count: int, said: str) -> None:
    found = elapsed_in(said.format(count))

    assert found is not None
    assert found.days == count


@given(st.integers(1, 12))
def test_words_and_digits_are_the_same(count: int) -> None:
    word, digits = elapsed_in(f"{NUMBERS[count - 1]} days ago"), elapsed_in(f"{count} days ago")

    assert word is not None
    assert digits is not None
    assert word.days == digits.days


@given(st.integers(1, 500), st.integers(1, 500))
def test_more_hours_are_never_fewer_days(fewer: int, more: int) -> None:
    first, second = sorted((fewer, more))
    shorter, longer = elapsed_in(f"{first} hours"), elapsed_in(f"{second} hours")

    assert shorter is not None
    assert longer is not None
    assert (shorter.days or 0) <= (longer.days or 0)


@given(st.text(max_size=60))
def test_any_text_is_read_and_the_words_found_are_in_it(text: str) -> None:
    found = elapsed_in(text)

    assert found is None or 0 <= found.start < found.end <= len(text)
