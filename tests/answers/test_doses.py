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
        ("how many ml is 5mg of the 25mg/5ml", {}, "5 mg at 5 mg/mL is 1 mL"),
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


@pytest.mark.parametrize("text", ["how many ml is my dose", "how many ml for the 1 mg/ml"])
def test_without_an_amount_none_is_shown_as_it_would_look_like_ones_own(ask: Ask, text: str) -> None:
    answer = ask("ask_dosage", strength="1 mg/mL", form="liquid", text=text)

    assert answer.outcome is Outcome.ASKED
    assert answer.question == "How many mg does your own label say?"
    assert " is 5 mL" not in words_of(answer)


def test_the_strength_that_was_pressed_is_kept_until_the_amount_is_said(ask: Ask) -> None:
    button = ask("ask_dosage", text="how many ml do i take").buttons[0]
    pressed = ask(button.intent, strength=dict(button.entities)["strength"], form="liquid", pending=True)

    assert pressed.outcome is Outcome.ASKED
    assert ("strength", "1 mg/mL") in pressed.sets


@pytest.mark.parametrize("strength", ["3 mg/ml", "0.5 mg/ml", "20mg/5ml", "50 mg/ml"])
def test_a_strength_that_no_bottle_here_has_is_flagged_and_nothing_is_computed(ask: Ask, strength: str) -> None:
    answer = ask("ask_dosage", text=f"how many ml is 10 mg of the {strength}", form="liquid")
    said = words_of(answer)

    assert "know no baclofen liquid with that strength" in said
    assert "pharmacist before you take any" in said
    assert "The sum" not in said


def test_the_sum_is_shown_for_what_is_named_and_nothing_else(ask: Ask) -> None:
    said = words_of(ask("ask_dosage", text="how many ml is 10 mg of the 5 mg/ml", form="liquid"))

    assert "The sum: 10 mg ÷ 5 mg/mL = 2 mL." in said
    assert "15 mg" not in said


@pytest.mark.parametrize(
    ("text", "named", "says"),
    [
        ("how many mg in 5 ml", "ozobax", "5 mL at 1 mg/mL holds 5 mg"),
        ("how much mg is 4 ml", "fleqsuvy", "4 mL at 5 mg/mL holds 20 mg"),
        ("what mg is 5 ml", "ozobax-ds", "5 mL at 2 mg/mL holds 10 mg"),
    ],
)
def test_how_much_is_in_it(ask: Ask, text: str, named: str, says: str) -> None:
    assert says in words_of(ask("ask_dosage", [named], text=text))


def test_how_much_is_in_more_than_a_label_prints_is_not_reckoned(ask: Ask) -> None:
    answer = ask("ask_dosage", ["fleqsuvy"], text="how many mg in 12 ml")

    assert "60" not in words_of(answer)
    assert any("wrong strength" in line for line in answer.sections[0].get_help)


def test_milligrams_taken_for_millilitres(ask: Ask) -> None:
    answer = ask("ask_comparison", text="is 10 mg the same as 10 ml")

    assert "They are not the same" in answer.sections[0].headline
    assert answer.question == "What strength is on the bottle?"


def test_the_only_liquid_is_meant_where_no_medicine_is_named(ask: Ask) -> None:
    answer = ask("ask_dosage", [], text="how many ml is 5 mg")

    assert answer.medicines == ("baclofen",)
    assert "I take it that you mean baclofen" in words_of(answer)
    assert ask("ask_dosage", [], text="how much do i take").outcome is Outcome.ASKED
