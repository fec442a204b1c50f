"""What a log says of a failure: what kind and where, never what the person wrote."""

from __future__ import annotations

import logging

import pytest

from bot.privacy.failures import describe, report

WORDS = "my dad wont wake up"


def fail() -> None:
    raise ValueError(WORDS)


def test_a_failure_is_named_by_kind_and_place() -> None:
    with pytest.raises(ValueError, match="dad") as caught:
        fail()
    assert describe(caught.value).startswith("ValueError at test_failures.py:")


def test_a_report_holds_no_words_of_the_person(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ValueError, match="dad") as caught:
        fail()

    report(logging.getLogger("here"), "A message was not answered", caught.value)

    assert "A message was not answered" in caplog.text
    assert WORDS not in caplog.text
