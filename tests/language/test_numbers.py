from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.numbers import numbers_in


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("Take 5 mg three times a day.", ["5", "3"], id="digits-and-words"),
        pytest.param("at 20 to 25 C (68 to 77 F)", ["20", "25", "68", "77"], id="ranges"),
        pytest.param("10-20mg/5mL", ["10", "20", "5"], id="no-spaces"),
        pytest.param("1,000 people, 2.5 mL, .5 mL", ["1000", "2.5", "0.5"], id="thousands-and-decimals"),
        pytest.param("1/2 a tablet, 1\u00bd tablets, \u00be of it", ["0.5", "1.5", "0.75"], id="fractions"),
        pytest.param("24/7", ["24", "7"], id="slash-that-is-no-fraction"),
        pytest.param("\u0662 mg", ["2"], id="digits-of-another-script"),
        pytest.param("twenty-four hours, thirty days, a hundred times", ["24", "30", "100"], id="long-words"),
        pytest.param("twice a day, half a tablet, three quarters", ["2", "0.5", "0.75"], id="twice-half-quarters"),
        pytest.param("once a day; once you feel well", ["1"], id="once-as-amount-and-as-when"),
        pytest.param("Take one tablet. Take one small dose in one day.", ["1", "1", "1"], id="one-as-amount"),
        pytest.param("One source says no one takes the other one.", [], id="one-as-pronoun"),
        pytest.param("Do not take one dose after another one", ["1"], id="one-as-both"),
        pytest.param("1 in 14 people, one in ten, 1 out of 20", ["14", "10", "20"], id="one-in-many"),
        pytest.param("vitamin B12, GABA-B, the 1st and 2nd time, first, third", [], id="names-and-ordinals"),
        pytest.param("the half-life is short", [], id="half-life"),
        pytest.param("It ends with 80.", ["80"], id="full-stop-is-no-decimal-point"),
        pytest.param("someone often weighs", [], id="letters-within-words"),
    ],
)
def test_numbers_are_found(text, values):
    assert [str(number.value) for number in numbers_in(text)] == values


def test_numbers_know_where_they_are():
    text = "Take 1,000 mg twice, then 2."

    assert [text[number.start : number.end] for number in numbers_in(text)] == ["1,000", "twice", "2"]


@given(st.integers(0, 10**6))
def test_any_whole_number_is_found(value):
    assert [number.value for number in numbers_in(f"about {value} of them, {value:,} in all")] == [value, value]


@given(st.decimals(min_value=0, max_value=1000, places=2))
def test_any_decimal_is_found(value):
    assert [number.value for number in numbers_in(f"It is {value} mL.")] == [Decimal(value)]


@given(st.text(max_size=100))
def test_spans_of_any_text_are_in_order_and_inside(text):
    numbers = numbers_in(text)

    assert all(0 <= number.start < number.end <= len(text) for number in numbers)
    assert list(numbers) == sorted(numbers, key=lambda number: number.start)
