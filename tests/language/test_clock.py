"""Times of day, and how long it is until the next dose."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.language.clock import half_named, named_as, times_in, wait_until_next
from bot.model.times import DAY, NamedTime, Role, Wait

HOUR = 60


def spell(minutes: int) -> str:
    """ "noon", "3 pm", "8:30 am"."""
    if minutes in (0, DAY // 2):
        return "noon" if minutes else "midnight"
    hour, minute = divmod(minutes, HOUR)
    return f"{hour % 12 or 12}{f':{minute:02}' if minute else ''} {'pm' if hour >= 12 else 'am'}"


def shown(time: NamedTime) -> str:
    """ "due 8?": its role, when it is, and a question mark where it may be morning or evening."""
    at = f"{time.minutes:+}" if time.from_now else f"{time.minutes // HOUR}:{time.minutes % HOUR:02}"
    day = {-1: " yesterday", 0: "", 1: " tomorrow"}[time.day]
    return f"{time.role.value + ' ' if time.role else ''}{at}{'' if time.sure else '?'}{day}"


@pytest.mark.parametrize(
    ("text", "times"),
    [
        pytest.param("noon", ["12:00"], id="noon"),
        pytest.param("at midday", ["12:00"], id="midday"),
        pytest.param("12 midnight", ["0:00"], id="midnight"),
        pytest.param("at 3", ["3:00?"], id="bare after at"),
        pytest.param("3pm", ["15:00"], id="pm"),
        pytest.param("12 am", ["0:00"], id="twelve am"),
        pytest.param("12 p.m.", ["12:00"], id="twelve pm"),
        pytest.param("half past 8", ["8:30?"], id="half past"),
        pytest.param("half 8 pm", ["20:30"], id="half eight, as the British say"),
        pytest.param("quarter to nine", ["8:45?"], id="quarter to"),
        pytest.param("quarter to 1 pm", ["12:45"], id="quarter to one"),
        pytest.param("twenty five past six in the evening", ["18:25"], id="twenty-five past"),
        pytest.param("10 mins to 4", ["3:50?"], id="minutes to"),
        pytest.param("its 8.30", ["now 8:30?"], id="a point"),
        pytest.param("20:00", ["20:00"], id="24 hours"),
        pytest.param("due 1500 hrs", ["15:00"], id="24 hours in four digits"),
        pytest.param("830pm", ["20:30"], id="three digits and pm"),
        pytest.param("8 o'clock", ["8:00?"], id="o'clock"),
        pytest.param("eight tonight", ["20:00"], id="tonight"),
        pytest.param("tonight at 8", ["20:00"], id="tonight before"),
        pytest.param("1 at night", ["1:00"], id="after midnight"),
        pytest.param("at 10 last night", ["22:00 yesterday"], id="last night"),
        pytest.param("next is at 8 tomorrow morning", ["next 8:00 tomorrow"], id="tomorrow morning"),
        pytest.param("next in 2 hours", ["next +120"], id="in hours"),
        pytest.param("in an hour and a half", ["+90"], id="an hour and a half"),
        pytest.param("in half an hour", ["+30"], id="half an hour"),
        pytest.param("45 mins until my next one", ["next +45"], id="until the next"),
        pytest.param("an hour ago", ["due -60"], id="ago"),
        pytest.param("4 hrs late", ["due -240"], id="late"),
        pytest.param("it's 3 now", ["now 3:00?"], id="now"),
        pytest.param("next at 8", ["next 8:00?"], id="next"),
        pytest.param("due at 6", ["6:00?"], id="due: before or after, it does not say"),
        pytest.param(
            "supposed to take it at noon, it's 3 now, next at 8", ["due 12:00", "now 3:00?", "next 8:00?"], id="all"
        ),
        pytest.param("next at 8 now its 3", ["next 8:00?", "now 3:00?"], id="now belongs to what follows"),
        pytest.param("its 9am and the next one is due 14:00", ["now 9:00", "next 14:00"], id="the next one is no time"),
        pytest.param("its 3, no its 4 now", ["now 3:00?", "now 4:00?"], id="corrected"),
        pytest.param("3 pm now 8 pm next", ["now 15:00", "next 20:00"], id="what follows a time belongs to it"),
        pytest.param("next dose: 8pm, now: 3pm", ["next 20:00", "now 15:00"], id="colons"),
        pytest.param("it's a quarter to six", ["now 5:45?"], id="a quarter"),
        pytest.param("noon was the missed one, its 3pm", ["due 12:00", "now 15:00"], id="said after it"),
        pytest.param("3pm and 8pm", ["15:00", "20:00"], id="no roles"),
    ],
)
def test_reads_times(text: str, times: list[str]) -> None:
    assert [shown(time) for time in times_in(text)] == times


@pytest.mark.parametrize(
    "text",
    [
        "5 mg 3 times a day",
        "take it at 10 mg",
        "its 2 tablets",
        "next 3 doses",
        "2.5 mg/mL",
        "at 20% of people",
        "it's 3 days now",
        "1/2 a pill",
        "i take 3",
        "the next one",
        "5 to 10 tablets",
        "less than 2 hours until my next dose",
        "nearly 2 hours late",
        "2026-05-12",
        "call 999",
        "from 5 to 8",
    ],
)
def test_a_number_of_something_else_is_no_time(text: str) -> None:
    assert times_in(text) == ()


def wait(text: str) -> int | None:
    times = times_in(text)
    found = wait_until_next(*(named_as(times, role) for role in Role))
    return found and found.minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        pytest.param("missed it at noon, it's 3 now, next at 8", 300, id="one reading on one day"),
        pytest.param("its 3pm now, next at 8pm", 300, id="both said"),
        pytest.param("its 15:00 now, next at 20:00", 300, id="24 hours"),
        pytest.param("its 10:00 now, next at 17:00", 420, id="24 hours beside one that may be 12"),
        pytest.param("its 7pm, next at 8", 60, id="later the same day"),
        pytest.param("its 3 now, next at 8", None, id="5 hours or 17"),
        pytest.param("its 11pm now, next at 6am", 420, id="over midnight"),
        pytest.param("missed it at 10pm, its 1am now, next at 6am", 300, id="missed before midnight"),
        pytest.param("missed it at 10pm, its 1 now, next at 6", None, id="over midnight in two ways"),
        pytest.param("its 11pm, next at 12", None, id="midnight or noon"),
        pytest.param("missed it at 8pm, its 7pm now, next at 8am", None, id="not within a day"),
        pytest.param("its 3pm, next at 8pm tomorrow", None, id="more than a day"),
        pytest.param("its 3pm, next at 8am tomorrow", 17 * HOUR, id="tomorrow"),
        pytest.param("its 3pm, next at 8 tomorrow", None, id="tomorrow, morning or evening"),
        pytest.param("its 1am, next at 8am tomorrow", None, id="tomorrow, said after midnight"),
        pytest.param("missed the 8 o'clock one, its 11 now, next at 2", 180, id="over noon"),
        pytest.param("next in 90 minutes", 90, id="said by the person"),
        pytest.param("its 3pm", None, id="no next"),
        pytest.param("next at 8pm", None, id="no now"),
        pytest.param("its 8pm, next at 8pm", DAY, id="the same time is a day away"),
    ],
)
def test_the_wait_is_told_only_where_it_is_not_guessed(text: str, minutes: int | None) -> None:
    assert wait(text) == minutes


def test_what_was_said_last_holds_and_of_the_missed_dose_none_of_two() -> None:
    times = times_in("missed the 8am one and missed the 2pm one, its 3pm, no its 4pm")

    assert named_as(times, Role.NOW) == NamedTime(16 * HOUR, Role.NOW)
    assert named_as(times, Role.DUE) is None
    assert named_as(times, Role.NEXT) is None


@pytest.mark.parametrize(
    ("text", "late"),
    [("pm", True), ("both in the morning", False), ("am and pm", None), ("i am", None), ("evening", True)],
)
def test_a_half_of_the_day_alone(text: str, late: bool | None) -> None:
    assert half_named(text) is late


@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    for time in times_in(text):
        assert 0 <= time.start < time.end <= len(text)
        assert time.from_now or 0 <= time.minutes < DAY
    half_named(text)


@given(st.text(alphabet="0123456789:. apmhtonwixe'\n\u0663", max_size=60))
def test_text_that_looks_like_times_is_read(text: str) -> None:
    for time in times_in(text):
        assert time.from_now or all(0 <= reading < DAY for reading in time.readings)


@given(st.integers(0, DAY - 1))
def test_a_time_that_is_spelled_is_read_as_itself(minutes: int) -> None:
    assert times_in(f"it's {spell(minutes)} now") == (NamedTime(minutes, Role.NOW),)


@given(st.integers(0, DAY - 1), st.integers(0, DAY - 1), st.integers(0, DAY - 1))
def test_12_and_24_hours_give_the_same_answer(due: int, now: int, next_dose: int) -> None:
    def on_24(minutes: int) -> str:
        return f"{minutes // HOUR:02}:{minutes % HOUR:02}"

    one, other = (
        wait(f"it was due at {write(due)}, it's {write(now)} now, next at {write(next_dose)}")
        for write in (spell, on_24)
    )
    # 10:00 to 12:59 alone do not show which clock it is.
    assume(any(minutes // HOUR not in (10, 11, 12) for minutes in (due, now, next_dose)))
    assert one == other


@given(st.integers(0, DAY - 1), st.integers(0, DAY - 1), st.booleans(), st.booleans())
def test_no_half_of_the_day_that_is_left_out_makes_the_wait_longer(
    now: int, next_dose: int, now_sure: bool, next_sure: bool
) -> None:
    """Where it is told at all, it is the wait on that day: never the longer of two."""
    half = DAY // 2
    found = wait_until_next(
        None,
        NamedTime(now if now_sure else now % half, Role.NOW, sure=now_sure),
        NamedTime(next_dose if next_sure else next_dose % half, Role.NEXT, sure=next_sure),
    )

    if found and not (now_sure and next_sure):
        assert found.now is not None
        assert found.next_dose is not None
        assert found.minutes == found.next_dose - found.now
        assert found.minutes <= half or next_sure


@given(st.integers(1, DAY - 1))
def test_a_span_that_is_spelled_is_read_as_itself(minutes: int) -> None:
    hours, rest = divmod(minutes, HOUR)
    said = " and ".join([*([f"{hours} hours"] if hours else []), *([f"{rest} minutes"] if rest else [])])

    assert wait_until_next(None, None, times_in(f"next in {said}")[0]) == Wait(minutes)
