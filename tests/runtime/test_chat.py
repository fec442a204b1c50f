"""Buttons in the terminal are numbers."""

from __future__ import annotations

import pytest

from bot.cli.chat import chosen, payloads_of

PAYLOADS = ["first", "second"]


@pytest.mark.parametrize(
    ("typed", "means"),
    [("1", "first"), ("2", "second"), ("3", "3"), ("0", "0"), ("-1", "-1"), ("20 mg", "20 mg"), ("²", "²")],
)
def test_a_number_is_a_button_where_there_is_one(typed: str, means: str) -> None:
    assert chosen(typed, PAYLOADS) == means


def test_buttons_are_numbered_through_all_messages() -> None:
    messages = (
        {"text": "a", "buttons": [{"title": "A", "payload": "first"}]},
        {"text": "b"},
        {"text": "c", "buttons": [{"title": "C", "payload": "second"}]},
    )
    assert payloads_of(messages) == PAYLOADS
