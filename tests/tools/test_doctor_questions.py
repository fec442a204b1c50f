"""Questions for the doctor, in a person's own words."""

from __future__ import annotations

import pytest

from bot.answers.text import render
from bot.model.conversation import Outcome
from bot.model.record import LONGEST_WORDS, DoctorQuestion
from tests.tools.conftest import Person

INTENT = "questions_for_doctor"


def kept(person: Person) -> list[str]:
    return [each.text for each in person.record.of(DoctorQuestion)]


@pytest.fixture
def person(person: Person) -> Person:
    person.agrees()
    return person


@pytest.mark.parametrize(
    ("said", "text"),
    [
        pytest.param("add to my doctor questions: can I drive", "can I drive", id="after a colon"),
        pytest.param("i want to ask my doctor if i can drive", "if i can drive", id="as a sentence"),
        pytest.param("Note for my doctor - my mouth is dry", "my mouth is dry", id="after a dash"),
        pytest.param('add a question: what is "spasticity"?', 'what is "spasticity"?', id="with quotation marks"),
        pytest.param("add a question: \u201cis 20 mg a lot\u201d", '"is 20 mg a lot"', id="curly marks"),
        pytest.param("add to my questions: can i stop it at once", "can i stop it at once", id="is no advice of ours"),
    ],
)
def test_a_question_is_kept_as_it_was_said(person: Person, said: str, text: str) -> None:
    answer = person.say(said, INTENT)

    assert kept(person) == [text]
    assert f"\u201c{text}\u201d" in answer.sections[0].headline


@pytest.mark.parametrize("said", ["add: should she have both", "ok, and add - should she have both"])
def test_right_after_the_list_a_question_is_added_in_one_word(person: Person, said: str) -> None:
    assert not kept(person)
    person.say("what should i ask her gp", INTENT)
    person.say(said, "ask_comparison")

    assert kept(person) == ["should she have both"]


def test_what_is_missing_is_asked_for_and_taken_whatever_it_reads_as(person: Person) -> None:
    assert person.say("add a question", INTENT).outcome is Outcome.ASKED
    person.say("is it bad for my kidneys", "ask_contraindications", terms=("kidney_disease",))

    assert kept(person) == ["is it bad for my kidneys"]


def test_a_long_question_is_cut_and_the_same_is_kept_once(person: Person) -> None:
    for _ in range(2):
        person.say(f"add to my questions: {'why ' * 200}", INTENT)

    (only,) = kept(person)
    assert len(only) <= LONGEST_WORDS
    assert only.endswith("\u2026")


@pytest.mark.parametrize(
    ("said", "left"),
    [
        pytest.param("remove the one about kidneys", ["may I drive", "how long"], id="by a word"),
        pytest.param("delete the second", ["may I drive", "how long"], id="by place"),
        pytest.param("delete 1 and 3", ["bad for kidneys"], id="by numbers"),
        pytest.param("remove the last question", ["may I drive", "bad for kidneys"], id="the last"),
        pytest.param("clear all my questions", [], id="all"),
        pytest.param("delete number 9", ["may I drive", "bad for kidneys", "how long"], id="no such number"),
    ],
)
def test_questions_are_taken_off(person: Person, said: str, left: list[str]) -> None:
    for text in ("may I drive", "bad for kidneys", "how long"):
        person.say(f"add to my questions: {text}", INTENT)

    person.say(said, INTENT)

    assert kept(person) == left


def test_which_one_is_asked_for_and_said_next(person: Person) -> None:
    for text in ("may I drive", "how long"):
        person.say(f"add to my questions: {text}", INTENT)

    assert person.say("delete a question", INTENT).outcome is Outcome.ASKED
    person.say("the first one", "inform")

    assert kept(person) == ["how long"]


def test_all_are_shown_numbered_and_can_be_printed(person: Person) -> None:
    for text in ("may I drive", "how long"):
        person.say(f"add to my questions: {text}", INTENT)

    answer = person.say("show my questions", INTENT)

    assert answer.documents == ("questions.pdf",)
    assert "1. \u201cmay I drive\u201d\n2. \u201chow long\u201d" in render(answer)[0].text


def test_without_any_some_are_suggested(person: Person) -> None:
    assert len(person.say("what should i ask my doctor", INTENT).sections[0].points) == 5
