"""A region in a question: it leads for that answer, and stays where the person says that they are there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.answers.regions import is_there, region_asked_about
from bot.model.conversation import Answer, Outcome
from evaluation.answers import words_of

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("UK baclofen max", "UK"),
        ("what does the nhs say about baclofen", "UK"),
        ("is it sold in ireland", "IE"),
        ("what does the US label say", "US"),
        ("tell us about baclofen", None),
        ("put it in water", None),
        ("I AM IN PAIN, TELL US WHAT TO DO", None),
        ("2 oz or more", None),
        ("which other medicines", None),
    ],
)
def test_a_region_named_in_any_question(text: str, region: str | None) -> None:
    assert region_asked_about(text) == region


@pytest.mark.parametrize(
    ("text", "there"),
    [("im in canada, who do i call", True), ("we live in the uk", True), ("is it sold in canada", False)],
)
def test_whether_the_person_is_there(text: str, there: bool) -> None:
    assert is_there(text) is there


def test_it_leads_for_one_answer(ask: Ask) -> None:
    answer = ask("ask_missed_dose", text="whats the nhs advice on a missed dose of baclofen")

    assert "The NHS" in answer.sections[0].headline
    assert "region" not in dict(answer.sets)


def test_it_stays_where_the_person_is_there(ask: Ask) -> None:
    assert dict(ask("ask_missed_dose", text="i'm in ireland, missed my baclofen").sets)["region"] == "IE"


@pytest.mark.parametrize(
    ("intent", "text", "says"),
    [
        ("ask_overdose", "nhs number for poison", "NHS 111"),
        ("ask_overdose", "who do i call for an overdose in the uk", "NHS 111"),
        ("out_of_scope", "im in canada, what number do i call in an emergency", "911"),
        ("out_of_scope", "what number do i call", "911"),
    ],
)
def test_a_number_to_call_needs_no_medicine(ask: Ask, intent: str, text: str, says: str) -> None:
    answer = ask(intent, [], text=text)

    assert answer.outcome is Outcome.ANSWERED
    assert says in answer.sections[0].headline
    assert "Which medicine" not in words_of(answer)
