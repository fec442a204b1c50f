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
        pytest.param("one hundred and fifty mg, a hundred and five", ["150", "105"], id="hundreds-in-one"),
        pytest.param("five thousand two hundred, 5 thousand", ["5200", "5000"], id="thousands-in-words"),
        pytest.param("two and a half hours, one and a half, 5 and a half", ["2.5", "1.5", "5.5"], id="and-a-half"),
        pytest.param("a tablet and a half, two tablets and a half", ["1.5", "2.5"], id="a-thing-and-a-half"),
        pytest.param("1 1/2 or 1 \u00bd, 1/10", ["1.5", "1.5", "0.1"], id="whole-and-fraction"),
        pytest.param("half a dozen, a dozen, two dozen, a couple of pills", ["6.0", "12", "24", "2"], id="groups"),
        pytest.param("two point five, 2,5 mg, 1\u00b75 mg", ["2.5", "2.5", "1.5"], id="other-decimal-points"),
        pytest.param("1.000 mg", ["1.000", "1000"], id="a-point-that-may-part-thousands"),
        pytest.param("tenfold, five-fold", ["10", "5"], id="so-many-fold"),
        pytest.param("the third dose, a third dose, a third of it", ["0.3333333333333333333333333333"], id="thirds"),
        pytest.param("one or two tablets, from one to two", ["1", "2", "1", "2"], id="one-in-a-range"),
        pytest.param("take5mg, 5mg-10mg, approx.5mg", ["5", "5", "10", "5"], id="glued"),
        pytest.param("\uff11\uff10 mg, \u2464, \u2164", ["10", "5.0", "5.0"], id="other-signs"),
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
