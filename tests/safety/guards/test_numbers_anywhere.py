"""No number of no content goes out, wherever it stands in whichever answer, and however it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answers.wording import Wording
from bot.assistant import Assistant
from bot.knowledge import Snapshot
from bot.model.conversation import Answer, Button, Mention
from bot.model.safety import Level
from bot.safety.guards import Guard, check
from tests.safety.guards.breaking import Asked

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

TOPICS = (
    "dosage",
    "max_dose",
    "side_effects",
    "interactions",
    "stopping",
    "comparison",
    "overview",
    "children",
    "storage",
)
ASKED = [Asked(f"ask_{topic}", level=Level.NONE, region=region) for topic in TOPICS for region in ("US", "UK")]


def in_words(value: int) -> str:
    """301 to 999 in words."""
    hundreds, rest = divmod(value, 100)
    tens, unit = divmod(rest, 10)
    small = _UNITS[rest - 1] if rest < 10 else f"{_TENS[tens - 2]}-{_UNITS[unit - 1]}"
    return f"{_UNITS[hundreds - 1]} hundred and {small}"


WRITINGS: dict[str, Callable[[int], str]] = {
    "digits": str,
    "in brackets": lambda value: f"({value})",
    "full-width": lambda value: str(value).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)}),
    "arabic": lambda value: str(value).translate({ord("0") + digit: 0x0660 + digit for digit in range(10)}),
    "words": in_words,
    "and a half": lambda value: f"{value} and a half",
    "a sign for a half": lambda value: f"{value}\u00bd",
    "a fraction": lambda value: f"{value} 1/2",
    "decimals": lambda value: f"{value}.25",
    "thousands": lambda value: f"{value},000",
    "a range": lambda value: f"{value} to {value + 1}",
    "an invisible sign within": lambda value: f"{str(value)[0]}\u200b{str(value)[1:]}",
}
PLACES = ("headline", "point", "help", "cell", "column", "question", "button")


def put(answer: Answer, place: str, text: str) -> Answer:
    """The answer with a text in one place."""
    first, *rest = answer.sections
    table = first.table
    if place == "question":
        return replace(answer, question=text)
    if place == "button":
        return replace(answer, buttons=(*answer.buttons, Button(text, "ask_dosage")))
    if place == "headline":
        first = replace(first, headline=f"{first.headline} {text}")
    elif place == "point" or table is None:
        first = replace(first, points=(text, *first.points))
    elif place == "help":
        first = replace(first, get_help=(*first.get_help, text))
    elif place == "column":
        first = replace(first, table=replace(table, columns=(*table.columns[:-1], text)))
    else:
        (*cells, _), *rows = table.rows
        first = replace(first, table=replace(table, rows=((*cells, text), *rows)))
    return replace(answer, sections=(first, *rest))


Fired = Callable[[int, Callable[[Answer], Answer]], set[Guard]]


@pytest.fixture(scope="module")
def fired(snapshot: Snapshot, wording: Wording) -> Fired:
    """The guards that fire for one of the answers, broken."""
    assistant = Assistant(snapshot, wording)
    answers = [assistant.answer(asked.question()) for asked in ASKED]

    def look(which: int, broken: Callable[[Answer], Answer]) -> set[Guard]:
        question = ASKED[which].question()
        return {breach.guard for breach in check(broken(answers[which]), snapshot, question, wording.texts)}

    return look


# 21 to 99 within a hundred, as in_words writes them; every amount in mg above 300 that the content has is round.
ANY_NUMBER = st.integers(301, 999).filter(lambda value: value % 100 > 20 and value % 10)


ANY_TEXT = st.builds(
    lambda value, writing, unit: f"Some take {WRITINGS[writing](value)} {unit} of it.",
    ANY_NUMBER,
    st.sampled_from(sorted(WRITINGS)),
    st.sampled_from(["mg", "mL", "g", "tablets", "times a day"]),
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(which=st.sampled_from(range(len(ASKED))), place=st.sampled_from(PLACES), text=ANY_TEXT)
def test_a_number_of_no_content_is_caught_in_every_place_and_writing(
    fired: Fired, which: int, place: str, text: str
) -> None:
    assert Guard.UNSOURCED_NUMBER in fired(which, lambda answer: put(answer, place, text))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    which=st.sampled_from(range(len(ASKED))),
    number=st.sampled_from(["911", "999", "111", "2025", "5.1", "988"]),
    unit=st.sampled_from(["mg", "mcg", "g", "mg/kg", "tablets", "units"]),
)
def test_the_number_of_a_section_a_date_or_a_phone_is_no_dose(fired: Fired, which: int, number: str, unit: str) -> None:
    assert Guard.UNSOURCED_NUMBER in fired(which, lambda answer: put(answer, "point", f"Some take {number} {unit}."))


def test_unbroken_all_of_them_go_out(fired: Fired) -> None:
    assert [fired(which, lambda answer: answer) for which in range(len(ASKED))] == [set()] * len(ASKED)


def test_a_number_in_a_name_is_said_back_as_the_name_only(snapshot: Snapshot, wording: Wording) -> None:
    vitamin = Mention("vitamin b 12", "vitamin b 12", "vitamin b 12")
    question = Asked("ask_interactions", level=Level.NONE, others=(vitamin,)).question()
    answer = Assistant(snapshot, wording).answer(question)

    assert "vitamin b 12" in answer.sections[0].headline
    assert check(answer, snapshot, question, wording.texts) == []
    unmarked = replace(answer, sections=(replace(answer.sections[0], echoes=()),))
    assert {breach.guard for breach in check(unmarked, snapshot, question, wording.texts)} == {Guard.UNSOURCED_NUMBER}


def test_what_is_logged_of_a_breach_holds_nothing_of_the_answer(snapshot: Snapshot, wording: Wording) -> None:
    question = ASKED[0].question()
    answer = Assistant(snapshot, wording).answer(question)

    breaches = check(put(answer, "point", "Some take 777 mg of mysterium."), snapshot, question, wording.texts)

    assert breaches
    assert not any(word in breach.detail for breach in breaches for word in ("777", "mysterium"))
