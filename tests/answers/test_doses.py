"""Doses are the label's, millilitres need a strength, and some figures are never given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.cues import concentrations, has_any, milligrams, millilitres
from bot.model.conversation import Answer, Outcome
from bot.model.safety import Verdict
from evaluation.answers import words_of

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    ("text", "fields", "says"),
    [
        ("how many ml is 10 mg", {"strength": "5 mg/mL", "form": "liquid"}, "10 mg at 5 mg/mL is 2 mL"),
        ("15mg of the 2 mg/ml in ml", {"form": "liquid"}, "15 mg at 2 mg/mL is 7.5 mL"),
        ("20 mg of 1mg/ml, how many mls", {}, "20 mg at 1 mg/mL is 20 mL"),
        ("how many ml for 25mg/5ml", {}, "5 mg at 5 mg/mL is 1 mL"),
    ],
)
def test_millilitres_of_a_label_dose_with_the_strength(ask: Ask, text: str, fields: dict[str, Any], says: str) -> None:
    answer = ask("ask_dosage", text=text, **fields)

    assert says.lower() in answer.sections[0].headline.lower()
    assert ("form", "liquid") in answer.sets


@pytest.mark.parametrize(
    "text",
    ["how many ml is 10 mg", "how much is 10 mg in mL", "how many mls do i take", "10mg how many teaspoons"],
)
def test_without_the_strength_it_asks(ask: Ask, text: str) -> None:
    answer = ask("ask_dosage", text=text)

    assert answer.outcome is Outcome.ASKED
    assert [button.title for button in answer.buttons] == ["1 mg/mL", "2 mg/mL", "5 mg/mL"]
    assert "is 2 mL" not in words_of(answer)
    assert "5 mg is" not in words_of(answer)


def test_the_amount_goes_with_the_strength_that_is_pressed(ask: Ask) -> None:
    button = ask("ask_dosage", text="how many ml is 10 mg").buttons[-1]
    answer = ask(button.intent, strength=dict(button.entities)["strength"], form="liquid")

    assert "10 mg at 5 mg/mL is 2 mL" in answer.sections[0].headline
    assert "Your own label wins" in words_of(answer)
    assert ("strength", "5 mg/mL") in answer.sets


def test_a_remembered_strength_does_not_turn_a_question_into_one_of_volume(ask: Ask) -> None:
    assert "mL" not in ask("ask_max_dose", strength="5 mg/mL", form="liquid").sections[0].headline


@pytest.mark.parametrize(
    "text",
    [
        "i take 5 ml of the 1mg/ml, how much of the 5 mg/ml",
        "my new bottle is 5 mg/ml, do i still take 10 ml",
        "5ml of ozobax is how many ml of fleqsuvy",
    ],
)
def test_millilitres_are_never_carried_to_another_bottle(ask: Ask, text: str) -> None:
    answer = ask("ask_dosage", text=text, form="liquid")

    assert "never carry a ml amount over" in answer.sections[0].headline.lower()


def test_an_amount_that_no_label_prints_is_not_turned_into_millilitres(ask: Ask) -> None:
    said = words_of(ask("ask_dosage", text="how many ml is 37 mg of the 5 mg/ml", form="liquid"))

    assert "Ask your pharmacist" in said
    assert "37" not in said
    assert "7.4" not in said


@pytest.mark.parametrize(
    ("intent", "fields", "says"),
    [
        pytest.param("ask_dosage", {"form": "pump"}, "can't give doses for a baclofen pump", id="pump"),
        pytest.param("ask_max_dose", {"form": "pump"}, "can't give doses for a baclofen pump", id="pump maximum"),
        pytest.param(
            "ask_dosage", {"text": "dose for a 6 year old"}, "can't give a dose of baclofen for a child", id="child"
        ),
        pytest.param(
            "ask_max_dose", {"text": "max for my daughter"}, "can't give a dose of baclofen for a child", id="daughter"
        ),
        pytest.param("ask_stopping", {"text": "taper schedule please"}, "can't give you a plan", id="taper"),
        pytest.param(
            "ask_contraindications", {"text": "can I take an extra one for spasms"}, "to take an extra dose", id="extra"
        ),
        pytest.param(
            "ask_missed_dose", {"text": "i forgot if i took it"}, "whether to take another dose", id="not sure if taken"
        ),
        pytest.param(
            "ask_overdose",
            {"text": "what is the lethal dose", "verdict": Verdict()},
            "never say which amount",
            id="lethal",
        ),
        pytest.param(
            "ask_max_dose",
            {"text": "is there a deadly dose", "verdict": Verdict()},
            "never say which amount",
            id="deadly",
        ),
    ],
)
def test_refused_plainly_with_who_to_ask(ask: Ask, intent: str, fields: dict[str, Any], says: str) -> None:
    answer = ask(intent, **fields)
    section = answer.sections[0]

    assert says in section.headline
    assert section.points
    assert section.get_help
    assert answer.sources
    assert " mg" not in words_of(answer)


def test_an_animal_is_for_a_vet(ask: Ask) -> None:
    answer = ask("ask_warnings", text="can I give baclofen to my cat")

    assert answer.outcome is Outcome.NO_FACT
    assert "Ask a vet" in words_of(answer)


def test_a_missed_refill_of_a_pump_is_answered(ask: Ask) -> None:
    answer = ask("ask_missed_dose", form="pump")

    assert "call your pump team" in answer.sections[0].headline


def test_a_pump_product_is_refused_by_its_form(ask: Ask) -> None:
    assert "can't give doses for a Gablofen" in ask("ask_dosage", ["gablofen"]).sections[0].headline


@given(st.text(max_size=200))
def test_reading_amounts_never_fails(text: str) -> None:
    for read in (milligrams, millilitres, concentrations):
        assert all(amount >= 0 for amount in read(text))
    assert not has_any(text, [])


@given(st.integers(1, 999), st.sampled_from(["mg", " mg", " milligrams"]))
def test_an_amount_is_read_back(amount: int, unit: str) -> None:
    assert milligrams(f"take {amount}{unit} now") == (amount,)
    assert milligrams(f"the {amount}{unit}/ml bottle") == ()
    assert concentrations(f"the {amount}{unit}/ml bottle") == (amount,)


def test_the_amount_is_kept_until_the_strength_is_said(ask: Ask) -> None:
    assert ("strength", "15 mg") in ask("ask_dosage", text="how many ml is 15 mg").sets
    answer = ask("ask_dosage", strength="5 mg/mL, 15 mg", form="liquid", text="it is the 5 mg/ml")

    assert "15 mg at 5 mg/mL is 3 mL" in answer.sections[0].headline


def test_without_an_amount_all_doses_of_the_label_are_shown_and_none_stands_out(ask: Ask) -> None:
    said = words_of(ask("ask_dosage", strength="1 mg/mL", form="liquid", text="how many ml is my dose"))

    for dose in (5, 10, 15, 20):
        assert f"{dose} mg at 1 mg/mL is {dose} mL" in said
