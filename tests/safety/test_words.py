"""How a message is read before the rules see it: one spelling for what is the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.everyday import everyday_words
from bot.safety.amounts import ANY_NUMBER, MANY, NUMBER, counted, value_of
from bot.safety.rules import default_rules
from bot.safety.words import WordReader, typed_words

READER = WordReader(default_rules(), everyday_words())

SAME = [
    pytest.param("he can't breathe", "HE CANNOT BREATHE", id="case and contraction"),
    pytest.param("he can't breathe", "he could not breathe", id="tense of a negation"),
    pytest.param("he can't breathe", "she cant breathe", id="he or she"),
    pytest.param("his lips", "their lips", id="his or their"),
    pytest.param("he is not breathing", "hes just not really breathing", id="fillers"),
    pytest.param("cant breathe", "cantbreathe", id="two words typed as one"),
    pytest.param("convulsing", "convulsnig", id="a typo"),
    pytest.param("hit my forehead", "hit my forhead", id="a typo that is no two words"),
    pytest.param("yellow", "yelow", id="a typo that stands as near to another word"),
    pytest.param("breathing", "breeeaaathing", id="repeated letters"),
    pytest.param("took 10 mg", "took 10mg", id="a number and its unit"),
]  # fmt: skip


def _read(text: str) -> list[str]:
    return [word.text for word in READER.read(text)]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_words_are_read_the_same(one: str, other: str) -> None:
    assert _read(one) == _read(other)


@pytest.mark.parametrize("word", ["fewer", "owing", "wine", "sheet", "fitness"])
def test_an_everyday_word_is_never_taken_for_a_typo(word: str) -> None:
    assert _read(word) == [word]


@pytest.mark.parametrize(
    ("text", "numbers"), [("b12", []), ("12x10mg", ["12", "10"]), ("x2", ["2"]), ("2.5ml", ["2.5"])]
)
def test_digits_stand_apart_unless_they_belong_to_a_name(text: str, numbers: list[str]) -> None:
    assert [word.text for word in typed_words(text) if value_of(word.text) is not None] == numbers


@given(st.text(max_size=200))
def test_every_word_lies_within_what_was_typed(text: str) -> None:
    for word in READER.read(text):
        assert 0 <= word.start < word.end <= len(text)


def test_counting_says_what_is_many() -> None:
    found = counted(["one", "2", "five", "12", "tablets"])
    assert found == {ANY_NUMBER: [0, 1, 2, 3], NUMBER: [1, 2, 3], MANY: [2, 3]}
