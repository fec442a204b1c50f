"""Which readings of a message are answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.answers.readings import NEVER_SECOND, to_answer
from bot.model.conversation import Answer, Outcome, Reading
from evaluation.answers import words_of

Ask = Callable[..., Answer]


def readings(*pairs: tuple[str, float]) -> list[Reading]:
    return [Reading(intent, confidence) for intent, confidence in pairs]


@pytest.mark.parametrize(
    ("topics", "ranking", "answered"),
    [
        pytest.param([("ask_alcohol", 0.9), ("ask_driving", 0.5)], [], ["ask_alcohol", "ask_driving"], id="two topics"),
        pytest.param([("ask_max_dose", 0.9), ("ask_source", 0.6)], [], ["ask_max_dose"], id="is that true"),
        pytest.param([("greet", 0.9), ("ask_alcohol", 0.6)], [], ["ask_alcohol"], id="hello and a question"),
        pytest.param(
            [("ask_source", 0.9), ("ask_alcohol", 0.6)], [], ["ask_source", "ask_alcohol"], id="why, and more"
        ),
        pytest.param([("greet", 0.9), ("thank", 0.6)], [], ["greet"], id="small talk alone"),
        pytest.param(
            [("emergency_overdose", 0.5)],
            [("emergency_overdose", 0.5), ("report_side_effect", 0.3), ("ask_uses", 0.01)],
            ["emergency_overdose", "report_side_effect"],
            id="emergency, and what else it may be",
        ),
        pytest.param(
            [("emergency_overdose", 0.9)],
            [("emergency_overdose", 0.9), ("report_side_effect", 0.09)],
            ["emergency_overdose"],
            id="a sure emergency leaves only noise",
        ),
        pytest.param(
            [("emergency_overdose", 0.999)],
            [("emergency_overdose", 0.999), ("ran_out", 0.00008)],
            ["emergency_overdose"],
            id="emergency, and nothing else stands out",
        ),
        pytest.param(
            [("ask_alcohol", 0.6), ("emergency_symptoms", 0.3)],
            [],
            ["emergency_symptoms", "ask_alcohol"],
            id="emergency before all else",
        ),
        pytest.param(
            [("emergency_symptoms", 0.4)],
            [("emergency_symptoms", 0.4), ("inform", 0.3), ("emergency_overdose", 0.2)],
            ["emergency_symptoms"],
            id="small talk is no question",
        ),
    ],
)
def test_what_is_answered(
    topics: list[tuple[str, float]], ranking: list[tuple[str, float]], answered: list[str]
) -> None:
    assert [reading.intent for reading in to_answer(readings(*topics), readings(*ranking))] == answered


@pytest.mark.parametrize("intent", sorted(NEVER_SECOND))
def test_never_second(intent: str) -> None:
    assert to_answer(readings(("ask_alcohol", 0.9), (intent, 0.8)), []) == (Reading("ask_alcohol", 0.9),)


def test_a_question_read_as_an_emergency_gets_one_line_and_its_answer(ask: Ask) -> None:
    answer = ask(["emergency_overdose", "report_side_effect"], terms=("rash",), text="i took baclofen and have a rash")
    emergency, asked = answer.sections

    assert answer.outcome is Outcome.ANSWERED
    assert "Poison Help" in emergency.headline
    assert not emergency.points
    assert not emergency.get_help
    assert "rash" in asked.headline
    assert answer.question is None


def test_thoughts_of_suicide_read_without_a_finding_get_nothing_besides(ask: Ask) -> None:
    answer = ask(["crisis_self_harm", "ask_overdose"], text="hm")

    assert [section.intent for section in answer.sections] == ["crisis_self_harm"]
    assert answer.sections[0].get_help


@pytest.mark.parametrize(
    ("one", "other", "medicine"),
    [
        ("ask_alcohol", "ask_driving", "tizanidine"),
        ("ask_alcohol", "ask_interactions", "dantrolene"),
        ("ask_alternatives", "ask_overview", "baclofen"),
    ],
)
def test_when_to_get_help_is_said_once(ask: Ask, one: str, other: str, medicine: str) -> None:
    first, second = (ask(intent, [medicine]).sections[0].get_help for intent in (one, other))

    both = ask([one, other], [medicine])

    assert set(first) & set(second), "each says it by itself"
    assert [line for section in both.sections for line in section.get_help] == list(dict.fromkeys(first + second))


def test_an_animal_needs_a_vet(ask: Ask) -> None:
    for intent in ("emergency_overdose", "ask_overdose"):
        assert "call a vet" in words_of(ask(intent, text="my dog ate my baclofen"))
        assert "call a vet" not in words_of(ask(intent, text="my son ate my baclofen"))
