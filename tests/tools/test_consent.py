"""Nothing is kept before a yes; and the yes does what was asked for."""

from __future__ import annotations

import pytest

from bot.answers.text import render
from bot.model.conversation import Outcome
from bot.model.record import DoctorQuestion, Record
from tests.tools.conftest import Person

ADD = "add to my questions: may I drive"
INTENT = "questions_for_doctor"


@pytest.mark.parametrize("said", ["yes", "yes please", "ok", "sure"])
def test_a_yes_does_what_was_asked_for(person: Person, said: str) -> None:
    assert person.say(ADD, INTENT).outcome is Outcome.ASKED
    assert person.record == Record()

    person.say(said, "affirm")

    assert [each.text for each in person.record.of(DoctorQuestion)] == ["may I drive"]


@pytest.mark.parametrize(
    ("said", "intent"), [("no", "deny"), ("no thanks", "deny"), ("never mind", "deny"), ("forget it", "forget_me")]
)
def test_a_no_keeps_nothing_and_asks_no_more(person: Person, said: str, intent: str) -> None:
    person.say(ADD, INTENT)
    person.say(said, intent)
    person.say("yes", "affirm")

    assert person.record == Record()


def test_it_is_asked_once(person: Person) -> None:
    person.say(ADD, INTENT)
    person.say("yes", "affirm")

    assert person.say("add to my questions: how long do I take it", INTENT).outcome is Outcome.ANSWERED


def test_a_yes_to_something_else_is_no_consent(person: Person) -> None:
    person.say(ADD, INTENT)
    person.say("can I drink on it", "ask_alcohol", ["baclofen"])
    person.say("yes", "affirm")

    assert person.record == Record()


def test_after_another_question_a_button_leads_back(person: Person) -> None:
    person.say(ADD, INTENT)
    person.say("can I drink on it", "ask_alcohol", ["baclofen"])
    person.press("Go on with my questions")
    person.say("yes", "affirm")

    assert [each.text for each in person.record.of(DoctorQuestion)] == ["may I drive"]


def test_that_means_what_was_asked_before_also_after_the_yes(person: Person) -> None:
    person.say("can I drink on it", "ask_alcohol", ["baclofen"])
    person.say("put that on my list", INTENT)
    person.say("yes", "affirm")

    assert [each.text for each in person.record.of(DoctorQuestion)] == ["Can I drink alcohol with baclofen?"]


def test_the_question_says_what_is_kept_where_and_how_to_get_rid_of_it(person: Person) -> None:
    person.say(ADD, INTENT)

    said = "\n".join(message.text for message in render(person.answer))
    assert all(words in said for words in ("on the computer that runs this program", "forget me", "what do you know"))


def test_incognito_keeps_nothing_though_the_person_agreed_before(person: Person) -> None:
    person.agrees()
    person.say("go incognito", "go_incognito")
    person.say(ADD, INTENT)
    person.say("yes", "affirm")
    assert person.record.items == ()

    person.say("leave incognito", "go_incognito")
    person.say(ADD, INTENT)
    assert len(person.record.items) == 1


def test_a_full_list_is_told_and_nothing_is_lost(person: Person) -> None:
    person.agrees()
    for number in range(DoctorQuestion.most):
        person.say(f"add to my questions: number {number} of many", INTENT)

    answer = person.say("add to my questions: one more", INTENT)

    assert "can't keep any more" in answer.sections[0].headline
    assert len(person.record.items) == DoctorQuestion.most
