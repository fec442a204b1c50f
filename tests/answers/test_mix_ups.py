"""One medicine twice, another strength, a dose that came up again: what could become two doses, or five times one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.model.conversation import Answer, Mention, Outcome
from evaluation.answers import words_of

Ask = Callable[..., Answer]

TABLETS = Mention("baclofen tablets", "baclofen", "baclofen", known=True)


@pytest.mark.parametrize("named", [["gablofen", "lioresal-tablets"], ["fleqsuvy", TABLETS]])
def test_the_same_medicine_twice_is_said_first(ask: Ask, named: list[str | Mention]) -> None:
    answer = ask("ask_interactions", named, text="can i take both together")

    assert answer.sections[0].headline.startswith("Taking 2 baclofen products at once can be too much")
    assert "Poison Help" in words_of(answer)


def test_one_name_is_not_the_same_medicine_twice(ask: Ask) -> None:
    assert "2 baclofen products" not in ask("ask_interactions", text="what does baclofen mix with").sections[0].headline


@pytest.mark.parametrize(
    ("intent", "named", "text"),
    [
        ("ask_comparison", ["baclofen"], "they swapped my baclofen from 1mg/ml to 5mg/ml, same spoon?"),
        ("ask_dosage", ["ozobax", "fleqsuvy"], "from ozobax 1mg/ml to fleqsuvy, how much do i take"),
        ("ask_how_to_take", ["fleqsuvy"], "i had the 1 mg/ml one and got fleqsuvy"),
        ("ask_brand_generic", ["fleqsuvy", "ozobax-ds"], "are they interchangeable"),
    ],
)
def test_a_dose_is_never_carried_to_another_strength(
    ask: Ask, intent: str, named: list[str | Mention], text: str
) -> None:
    answer = ask(intent, named, text=text)
    said = words_of(answer)

    assert answer.sections[0].headline == "Never carry a mL amount over from one baclofen bottle to another."
    assert "up to 5 times as much" in said
    assert "before the first dose" in said
    assert " mg is " not in said
    assert answer.outcome is Outcome.ANSWERED


def test_one_strength_is_still_turned_into_millilitres(ask: Ask) -> None:
    answer = ask("ask_dosage", ["fleqsuvy"], text="how many ml of 5 mg/ml is 10 mg", form="liquid")

    assert "10 mg at 5 mg/mL is 2 mL" in words_of(answer)


def test_a_dose_that_was_vomited_is_not_taken_again(ask: Ask) -> None:
    answer = ask("ask_missed_dose", text="i vomited right after my baclofen, what now", terms=("vomiting",))
    said = words_of(answer)

    assert "I don't know what to do when a dose was vomited up" in answer.sections[0].headline
    assert "Do not take another one without asking" in said
    assert "as soon as you" not in said


def test_zanaflex_is_tizanidine(ask: Ask) -> None:
    zanaflex = Mention("zanaflex", "tizanidine", "tizanidine", known=True)
    answer = ask("ask_comparison", [zanaflex, "tizanidine"], text="is zanaflex the same as tizanidine")

    assert answer.medicines == ("tizanidine",)
    assert answer.sections[0].table is None


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("ask_comparison", "is 500 mcg/ml the same as 0.5 mg/ml"),
        ("pump_problem", "my pump is 500 mcg/ml, how many ml is 10 mg"),
        ("set_profile", "i take 10 mcg tablets"),
        ("ask_forms_strengths", "is the liquid 50 mcg/ml"),
    ],
)
def test_micrograms_are_never_turned_into_milligrams(ask: Ask, intent: str, text: str) -> None:
    answer = ask(intent, text=text)

    assert "mcg and mg are not the same" in answer.sections[0].headline
    assert "micrograms" in words_of(answer)


def test_the_pump_in_its_own_unit_is_no_mix_up(ask: Ask) -> None:
    text = "is the pump 500 mcg/ml"

    assert "not the same" not in ask("ask_forms_strengths", text=text, form="pump").sections[0].headline


@pytest.mark.parametrize(
    ("named", "text", "flagged"),
    [
        ("baclofen", "do 30 mg tablets exist", True),
        ("baclofen", "do 10 mg tablets exist", False),
        ("dantrolene", "are there 75 mg capsules", True),
        ("tizanidine", "do 4 mg tablets exist", False),
    ],
    ids=["no such tablet", "a tablet", "no such capsule", "strengths are not known here"],
)
def test_a_tablet_that_no_product_is_gets_flagged(ask: Ask, named: str, text: str, flagged: bool) -> None:
    headline = ask("ask_forms_strengths", [named], text=text).sections[0].headline

    assert ("with that strength" in headline) is flagged
