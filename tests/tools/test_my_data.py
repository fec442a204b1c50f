"""What is kept, in the person's hands."""

from __future__ import annotations

import pytest

from bot.answers.text import render
from bot.model.conversation import Outcome
from bot.model.record import Profile, Record
from tests.tools.conftest import Person


@pytest.fixture
def person(person: Person) -> Person:
    person.agrees()
    person.say("remember that i have epilepsy", "set_profile", terms=("epilepsy",))
    person.say("add to my questions: may I drive", "questions_for_doctor")
    return person


def test_forgetting_is_confirmed_first(person: Person) -> None:
    answer = person.say("forget me", "forget_me")

    assert answer.outcome is Outcome.ASKED
    assert person.record.items


@pytest.mark.parametrize("confirm", [lambda p: p.say("yes", "affirm"), lambda p: p.press("Yes, delete everything")])
def test_then_everything_is_gone_with_a_receipt(person: Person, confirm: object) -> None:
    person.say("delete all my data", "forget_me")
    answer = confirm(person)  # type: ignore[operator]

    (message,) = render(answer)
    assert person.record == Record()
    assert message.kind == "receipt"
    assert "30 November 2026 at 12:" in message.text
    assert all(words in message.text for words in ("conversation", "profile", "questions for your doctor", "agreed"))


@pytest.mark.parametrize(
    ("said", "intent"), [("no", "deny"), ("never mind", "deny"), ("can I drink on it", "ask_alcohol")]
)
def test_anything_but_a_yes_keeps_everything(person: Person, said: str, intent: str) -> None:
    person.say("forget me", "forget_me")
    person.say(said, intent, ["baclofen"] if intent.startswith("ask") else [])
    person.say("yes", "affirm")

    assert person.record.items
    assert person.record.profile != Profile()


def test_the_receipt_names_only_what_there_was(person: Person) -> None:
    person.say("forget me", "forget_me")
    person.say("yes", "affirm")
    person.say("forget me", "forget_me")
    answer = person.say("yes", "affirm")

    said = render(answer)[0].text
    assert "conversation" in said
    assert "profile" not in said
    assert "agreed" not in said


def test_the_export_shows_all_and_gives_the_file(person: Person) -> None:
    answer = person.say("export my data", "export_my_data")

    assert answer.documents == ("my-data.json",)
    assert "\u201cmay I drive\u201d" in render(answer)[0].text


def test_incognito_uses_nothing_that_was_kept(person: Person) -> None:
    person.say("go incognito", "go_incognito")
    answer = person.say("what are the side effects", "ask_side_effects", ["baclofen"])

    assert not any("You told me" in point for point in answer.sections[0].points)
    assert "keep nothing now" in person.say("what do you know about me", "set_profile").sections[0].headline
