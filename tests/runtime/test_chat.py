"""Buttons in the terminal are numbers, and documents are written to files where that is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.chat import chosen, documents_of, payloads_of, saved, write_file
from bot.documents import Document

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


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("save log.pdf", "log.pdf"),
        (" Save LOG.PDF ", "log.pdf"),
        ("save log.csv", None),
        ("save ../secret", None),
        ("save my headache to the log", None),
        ("log.pdf", None),
    ],
)
def test_only_what_is_on_offer_is_written(typed: str, name: str | None) -> None:
    offered = documents_of(({"text": "a", "documents": [{"name": "log.pdf", "title": "My log"}]}, {"text": "b"}))
    assert saved(typed, offered) == name


def test_a_file_is_its_owners_and_replaces_no_other(tmp_path: Path) -> None:
    document = Document("log.fhir.json", "application/json", b"{}")
    paths = [write_file(tmp_path, document) for _ in range(3)]
    assert [path.name for path in paths] == ["log.fhir.json", "log-2.fhir.json", "log-3.fhir.json"]
    assert all(path.read_bytes() == b"{}" and path.stat().st_mode & 0o077 == 0 for path in paths)
