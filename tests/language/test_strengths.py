from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.strengths import find_strengths


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("10mg", ["10 mg"], id="no space"),
        pytest.param("10 milligrams", ["10 mg"], id="unit written out"),
        pytest.param("5 mg/ml", ["5 mg/mL"], id="per millilitre"),
        pytest.param("25mg/5ml", ["5 mg/mL"], id="per five millilitres"),
        pytest.param("10 mg per 5 mL", ["2 mg/mL"], id="per in words"),
        pytest.param("50 mcg/mL", ["50 mcg/mL"], id="micrograms"),
        pytest.param("50 \u03bcg", ["50 mcg"], id="micro sign"),
        pytest.param("0.5mg and 1,000 mg", ["0.5 mg", "1000 mg"], id="decimal point and thousands comma"),
        pytest.param("2,5 mg", ["2.5 mg"], id="decimal comma"),
        pytest.param("10mg/0ml", ["10 mg"], id="no volume is no concentration"),
        pytest.param("5ml", [], id="a volume alone is no strength"),
        pytest.param("20 pills in 2010", [], id="other numbers"),
    ],
)
def test_reads_strengths(text: str, values: list[str]) -> None:
    assert [strength.value for strength in find_strengths(text)] == values


@given(st.text(alphabet="0123456789.,/ mglcperunits", max_size=60))
def test_takes_any_text(text: str) -> None:
    for strength in find_strengths(text):
        assert 0 <= strength.start < strength.end <= len(text)
        assert strength.value[0].isdigit()
