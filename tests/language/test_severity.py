"""How bad something was, in people's words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.severity import Said, severity_in


@pytest.mark.parametrize(
    ("text", "level", "words"),
    [
        ("felt dizzy after lunch, pretty bad", "moderate", "pretty bad"),
        ("bad headache", "moderate", "bad"),
        ("so-so", "moderate", "so-so"),
        ("a bit dizzy", "mild", "a bit"),
        ("Slightly sick", "mild", "Slightly"),
        ("it was not too bad", "mild", "not too bad"),
        ("not bad really", "mild", "not bad"),
        ("quite mild", "mild", "quite mild"),
        ("awful", "severe", "awful"),
        ("really bad cramps", "severe", "really bad"),
        ("the worst headache", "severe", "the worst"),
        ("so bad i went to bed", "severe", "so bad"),
        ("nausea 8/10", "severe", "8/10"),
        ("5 out of 10", "moderate", "5 out of 10"),
        ("0/10 today", "mild", "0/10"),
        ("nausea severity 6", "moderate", "severity 6"),
        ("severity 10", "severe", "severity 10"),
    ],
)
def test_words_are_read_and_kept_as_they_were_said(text: str, level: str, words: str) -> None:
    said = severity_in(text)
    assert said is not None
    assert (said.level, said.words) == (level, words)


@pytest.mark.parametrize(
    "text",
    [
        "dizzy",
        "it was not severe",
        "never awful",
        "dizzy a bit after lunch",
        "a little before bed",
        "took 5/10/2026",
        "badminton made me dizzy",
        "11/10",
        "took 5 of 10 tablets",
    ],
)
def test_where_it_is_not_said_nothing_is_read(text: str) -> None:
    assert severity_in(text) is None


@given(st.text(max_size=200))
def test_what_is_read_stands_in_the_text(text: str) -> None:
    said = severity_in(text)
    assert said is None or said.words in text


@given(st.integers(0, 10))
def test_a_higher_number_is_never_less_bad(number: int) -> None:
    order = ("mild", "moderate", "severe")
    here, next_one = severity_in(f"{number}/10"), severity_in(f"{min(number + 1, 10)}/10")
    assert isinstance(here, Said)
    assert isinstance(next_one, Said)
    assert order.index(here.level) <= order.index(next_one.level)
