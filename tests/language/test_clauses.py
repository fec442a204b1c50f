from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.clauses import split_clauses


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        pytest.param("can i drink and drive on it?", ["can i drink", "drive on it"], id="and"),
        pytest.param("side effects? dosage?", ["side effects", "dosage"], id="two questions"),
        pytest.param("uses, dosage and cost", ["uses", "dosage", "cost"], id="a list"),
        pytest.param("can i take drug and drug together", [], id="two medicines are one question"),
        pytest.param("drug, drug and driving", ["drug with drug", "driving"], id="a pair and a topic"),
        pytest.param("hello, what are the side effects", [], id="a greeting asks nothing"),
        pytest.param("what is drug and who makes it", ["what is drug", "who makes it"], id="a question in small words"),
        pytest.param("is 2.5 mg enough", [], id="a decimal point ends no sentence"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_splits_what_asks_something_of_its_own(text: str, clauses: list[str]) -> None:
    assert split_clauses(text) == clauses


@given(st.text(max_size=300))
def test_takes_any_text_and_never_gives_a_single_clause(text: str) -> None:
    assert len(split_clauses(text)) != 1
