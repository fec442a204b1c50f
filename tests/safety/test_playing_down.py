"""Words that play a message down are taken out, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.playing_down import less_played_down
from evaluation.safety.played_down import phrases

EMERGENCY = "dad took his pills and he does not wake up"


@pytest.mark.parametrize("phrase", phrases())
@pytest.mark.parametrize("form", ["{phrase}, {text}", "{phrase}. {text}", "{phrase} but {text}", "{text}, {phrase}"])
def test_what_is_put_around_a_message_is_taken_out(phrase: str, form: str) -> None:
    assert less_played_down(form.format(phrase=phrase, text=EMERGENCY))[0] == EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("can I take it with food?", id="an ordinary question"),
        pytest.param("my wife says she can't breathe", id="somebody else says that it is serious"),
        pytest.param("the doctor said I have six months", id="no word of its being small"),
    ],
)
def test_other_words_stay(text: str) -> None:
    assert less_played_down(text) == []


@pytest.mark.parametrize("phrase", phrases())
@pytest.mark.parametrize("form", ["{phrase}, {text}", "{phrase}. {text}", "{text}. {phrase}", "{text} but {phrase}"])
def test_a_message_that_plays_itself_down_is_among_what_is_left_where_more_is_added(phrase: str, form: str) -> None:
    text = f"it's probably nothing, {EMERGENCY}"

    assert text in [left.rstrip(".") for left in less_played_down(form.format(phrase=phrase, text=text))]


@given(st.text(max_size=200))
def test_any_text_keeps_something(text: str) -> None:
    assert all(less_played_down(text))
