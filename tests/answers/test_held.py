"""While a level is held: what stays, what folds it, and what is never said meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.model.conversation import Answer, Outcome, Previous
from bot.model.safety import Level
from bot.safety import screen
from evaluation.answers import words_of

Ask = Callable[..., Answer]

UNCONSCIOUS = screen("my wife is unconscious and not breathing").findings
CRISIS = screen("i want to end it all").findings
FOUND = {Level.EMERGENCY: UNCONSCIOUS, Level.CRISIS: CRISIS}


def held(ask: Ask, intent: str, text: str, level: Level = Level.EMERGENCY, **fields: object) -> Answer:
    return ask(intent, [], text=text, held_level=level, held_findings=FOUND[level], **fields)


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("out_of_scope", "shes in the kitchen"),
        ("out_of_scope", "what do i do"),
        ("deny", "no"),
        ("affirm", "yes"),
        ("emergency_symptoms", "she looks odd"),
        ("ask_time_to_effect", "how long does it take"),
        ("inform", "she is 40"),
    ],
)
def test_the_opening_stays_and_nothing_else_is_asked(ask: Ask, intent: str, text: str) -> None:
    answer = held(ask, intent, text)

    assert answer.card is not None
    assert len(answer.card.lines) == 2
    assert "Call 911 now" in answer.card.lines[0]
    assert "I'm still here" in words_of(answer)
    assert answer.outcome is Outcome.ASKED
    assert "only answer questions" not in words_of(answer)
    assert "Which medicine" not in (answer.question or "")


@pytest.mark.parametrize(
    ("level", "intent", "text"),
    [
        (Level.EMERGENCY, "deny", "no i'm fine"),
        (Level.EMERGENCY, "emergency_symptoms", "hes fine he just woke up"),
        (Level.EMERGENCY, "deny", "false alarm"),
        (Level.CRISIS, "deny", "no"),
        (Level.CRISIS, "feedback", "you misunderstood me"),
    ],
)
def test_a_clear_denial_folds_the_card(ask: Ask, level: Level, intent: str, text: str) -> None:
    answer = held(ask, intent, text, level)

    assert answer.card is not None
    assert len(answer.card.lines) == 1
    assert answer.card.level is level


def test_it_stays_folded(ask: Ask) -> None:
    answer = held(ask, "out_of_scope", "what is the weather", denied=True)

    assert answer.card is not None
    assert len(answer.card.lines) == 1
    assert answer.outcome is Outcome.OUT_OF_SCOPE


def test_a_denial_beside_a_red_flag_is_none(ask: Ask) -> None:
    answer = held(ask, "emergency_symptoms", "false alarm, wait, she is not breathing")

    assert answer.card is not None
    assert len(answer.card.lines) > 2


def test_a_question_with_an_answer_is_answered_below_the_card(ask: Ask) -> None:
    answer = ask("ask_storage", held_level=Level.EMERGENCY, held_findings=UNCONSCIOUS)

    assert answer.outcome is Outcome.ANSWERED
    assert answer.sources


def test_a_question_left_open_is_asked_again_with_its_buttons(ask: Ask) -> None:
    before = Previous(intents=("ask_storage",), medicines=("baclofen",))
    answer = ask("out_of_scope", [], text="lol", remembered_medicine="baclofen", previous=before, pending=True)

    assert answer.outcome is Outcome.OUT_OF_SCOPE
    assert answer.question == "Which form do you have? I can then be more exact."
    assert {button.intent for button in answer.buttons} == {"ask_storage"}


def test_which_medicine_is_asked_again(ask: Ask) -> None:
    before = Previous(intents=("ask_driving",))
    answer = ask("out_of_scope", [], text="lol", previous=before, pending=True)

    assert answer.question == "Which medicine do you mean?"
    assert {button.intent for button in answer.buttons} == {"ask_driving"}
