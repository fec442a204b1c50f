"""The log as a table: what a spreadsheet reads, and nothing that it would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents import LOG_CSV
from bot.documents.sheet import as_cell
from tests.documents.conftest import entry


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_an_entry_is_a_row_under_its_columns(made: Callable[..., bytes]) -> None:
    details = {"effect": "dizziness", "severity": "moderate", "severity_words": "pretty bad", "medicine": "baclofen"}
    head, row = rows(made(LOG_CSV, entry(time="after lunch", **details)))
    assert dict(zip(head, row, strict=True)) == {
        "Day": "2026-11-29",
        "Time, as said": "after lunch",
        "Effect": "dizziness",
        "How bad": "moderate",
        "How bad, as said": "pretty bad",
        "Medicine": "baclofen",
        "In my own words": "felt dizzy after lunch, pretty bad",
        "Written down (UTC)": "2026-11-30T12:30:00+00:00",
    }


def test_lines_end_as_the_standard_says_and_odd_signs_stay(made: Callable[..., bytes]) -> None:
    text = 'said "ow", then\nslept \u5934\u6655'
    content = made(LOG_CSV, entry(text))
    assert content.endswith(b"\r\n")
    assert rows(content)[1][6] == text


def test_an_empty_log_has_its_columns_and_no_row(made: Callable[..., bytes]) -> None:
    assert len(rows(made(LOG_CSV))) == 1


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "\uff1d1", "\u200b=1"], ids=ascii
)
def test_a_cell_is_never_a_formula(text: str) -> None:
    assert as_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["dizzy", "8/10", "a - b", "", "'=1"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert as_cell(text) == text


@given(st.text(max_size=50))
def test_no_cell_begins_with_a_sign_of_a_formula(text: str) -> None:
    assert as_cell(text).lstrip()[:1] not in tuple("=+-@")
    assert as_cell(text).endswith(text)
