from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.amounts import amounts_in, unit_of


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        pytest.param("5 mg 3 times a day", ["5 mg", "3 times"], id="dose-and-how-often"),
        pytest.param("10mg", ["10 mg"], id="glued"),
        pytest.param("5, 10, 15 and 20 mg tablets", ["5 mg", "10 mg", "15 mg", "20 mg"], id="one-unit-for-a-list"),
        pytest.param("2 to 4 mg, 4\u20138 hours", ["2 mg", "4 mg", "4 hour", "8 hour"], id="one-unit-for-a-range"),
        pytest.param("4 in 12 people", ["4 None", "12 None"], id="nothing-measured"),
        pytest.param("5 mg/mL, 25mg/5mL", ["5 mg/mL", "5 mg/mL"], id="strengths"),
        pytest.param("0.3 mg/kg, 2 milligrams per kilo", ["0.3 mg/kg", "2 mg/kg"], id="by-weight"),
        pytest.param("90 \u00b5g, 50 micrograms, 50 mcg", ["90 mcg", "50 mcg", "50 mcg"], id="micrograms"),
        pytest.param("half a tablet", ["0.5 tablet"], id="part-of-a-thing"),
        pytest.param("half a 10 mg tablet", ["0.5 None", "10 mg"], id="part-of-a-strength"),
        pytest.param("30 June 2025", ["30 date", "2025 date"], id="date"),
        pytest.param("once a day, twice", ["1 times", "2 times"], id="how-often-in-a-word"),
        pytest.param("two teaspoons, 5 cc", ["2 spoon", "5 mL"], id="measures"),
        pytest.param("63%, 63 percent, 20 \u00b0C", ["63 percent", "63 percent", "20 C"], id="no-doses"),
    ],
)
def test_numbers_have_their_unit(text, amounts):
    assert [f"{amount.value.normalize():f} {amount.unit}" for amount in amounts_in(text)] == amounts


@pytest.mark.parametrize(
    ("words", "unit"),
    [("mg a day", "mg"), ("mg/mL", "mg/mL"), ("times a day", "times"), ("days", "day"), ("people", None)],
)
def test_units_of_the_content_are_the_same_units(words, unit):
    assert unit_of(words) == unit


@given(st.integers(1, 10**5), st.sampled_from(["mg", "mcg", "mL", "mg/mL", "mg/kg"]), st.sampled_from(["", " ", "-"]))
def test_any_amount_is_read(value, unit, gap):
    (amount,) = amounts_in(f"about {value}{gap}{unit} of it")

    assert (amount.value, amount.unit) == (Decimal(value), unit)


@given(st.text(max_size=80))
def test_any_text_can_be_read(text):
    assert all(0 <= amount.start < amount.end <= len(text) for amount in amounts_in(text))
