"""The time between two times that the person named is the one sum that goes out; anything near it does not."""

from __future__ import annotations

import pytest

from bot.knowledge import Snapshot
from bot.model.conversation import Answer, Outcome, Question, Section
from bot.model.times import DoseTimes, NamedTime, Role
from bot.safety.guards.inspected import Inspected
from bot.safety.guards.numbers import unsourced_numbers

SAID = "missed it at noon, it's 3 now, next at 8"


def passes(sentence: str, text: str = SAID, known: DoseTimes | None = None) -> bool:
    question = Question(text, (), dose_times=known)
    answer = Answer(Outcome.ANSWERED, (Section("ask_missed_dose", sentence),))
    return not list(unsourced_numbers(Inspected(answer, Snapshot.of(), question)))


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        pytest.param("From 3 pm to 8 pm is 5 hours.", SAID, id="the sum"),
        pytest.param("About baclofen: From 3 pm to 8 pm is 5 hours.", SAID, id="after a name"),
        pytest.param("From 3 am to 8 am is 5 hours.", SAID, id="the other half of the day, where it was not said"),
        pytest.param("From 11:30 pm to 6 am is 6 hours and 30 minutes.", "23:30 now, next 06:00", id="over midnight"),
        pytest.param("You say that your next dose is 2 hours away.", "next in 2 hours", id="their own"),
    ],
)
def test_what_the_person_named_is_reckoned_with(sentence: str, text: str) -> None:
    assert passes(sentence, text)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        pytest.param("From 3 pm to 8 pm is 6 hours.", SAID, id="wrong"),
        pytest.param("From 3 pm to 8 pm is 5 minutes.", SAID, id="another unit"),
        pytest.param("From 3 pm to 8 pm is 5 hours 10 mg.", SAID, id="with a dose"),
        pytest.param("From 3 pm to 8 pm is 5 tablets.", SAID, id="tablets"),
        pytest.param("From 8 pm to 3 pm is 5 hours.", SAID, id="the wrong way round"),
        pytest.param("From 3 pm to 9 pm is 6 hours.", SAID, id="a time that was not named"),
        pytest.param("From 4 pm to 8 pm is 4 hours.", SAID, id="another that was not named"),
        pytest.param("From 3 am to 8 am is 5 hours.", "its 3pm, next at 8pm", id="the other half, where it was said"),
        pytest.param("It is 5 hours.", SAID, id="the length without the times"),
        pytest.param("Wait 5 hours.", SAID, id="an order"),
        pytest.param("From 3 pm to 8 pm is 5 hours. Take 10 mg.", SAID, id="a dose beside it"),
        pytest.param("From 3 pm to 8 pm is 5 hours, so take 5.", SAID, id="a number beside it"),
        pytest.param("At 3 pm take it.", SAID, id="a time alone"),
        pytest.param("You say that your next dose is 3 hours away.", "next in 2 hours", id="another length"),
        pytest.param(
            "You say that your next dose is 2 hours away.", "i took 2 tablets", id="a number of something else"
        ),
        pytest.param("From 3 pm to 8 pm is 5 hours.", "i took 3 pills and then 8", id="numbers that are no times"),
    ],
)
def test_anything_else_is_a_number_of_no_source(sentence: str, text: str) -> None:
    assert not passes(sentence, text)


def test_times_of_an_earlier_message_count() -> None:
    known = DoseTimes("baclofen", times=(NamedTime(3 * 60, Role.NOW, sure=False),))

    assert passes("From 3 pm to 8 pm is 5 hours.", "next at 8pm", known)
    assert not passes("From 3 pm to 8 pm is 5 hours.", "next at 8pm")
