"""Concepts: what is found in the words of a message."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.safety.concepts import ConceptFinder, Span
from bot.safety.rules import Concept, default_rules
from bot.safety.words import WordReader

READER = WordReader(default_rules(), ())
FINDER = ConceptFinder(
    [
        Concept(id="low_pressure", phrases=("rock bottom",), between=(Decimal(50), Decimal(89))),
        Concept(id="old", between=(Decimal(65), Decimal(110))),
    ],
    READER,
)


def _found(text: str, concept: str) -> list[Span]:
    return FINDER.find([word.text for word in READER.read(text)]).get(concept, [])


@pytest.mark.parametrize(
    ("text", "concept", "places"),
    [
        pytest.param("bp 78 over 40", "low_pressure", [1], id="a number within"),
        pytest.param("bp 118 over 89.5", "low_pressure", [], id="numbers above"),
        pytest.param("bp fifty", "low_pressure", [1], id="in words, the lowest"),
        pytest.param("bp 89", "low_pressure", [1], id="the highest"),
        pytest.param("rock bottom at 70", "low_pressure", [0, 3], id="a phrase as well"),
        pytest.param("he is 84", "old", [2], id="a concept of numbers only"),
    ],
)
def test_a_concept_may_be_a_range_of_numbers(text: str, concept: str, places: list[int]) -> None:
    assert [span.start for span in _found(text, concept)] == places
