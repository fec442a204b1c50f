"""The PDFs: what can be read in them, on every page, whatever letters the person uses."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.documents import DOCUMENTS, LOG_PDF, QUESTIONS_PDF, UnknownDocumentError, make, title_of
from bot.model.record import LogEntry
from tests.documents.conftest import NOW, QUESTIONS, entry, record_with

OWN_NOTES = "These are the person's own notes. No doctor or pharmacist has reviewed them."


@pytest.fixture
def read(tmp_path: Path, require: Callable[[bool, str], None]) -> Callable[[bytes], str]:
    """The text of a PDF, its pages apart."""
    require(shutil.which("pdftotext") is not None, "no pdftotext on this machine (Debian: apt install poppler-utils)")

    def text_of(content: bytes) -> str:
        path = tmp_path / "document.pdf"
        path.write_bytes(content)
        return subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True).stdout.decode()

    return text_of


def test_the_log_has_a_timeline_and_every_entry(made: Callable[..., bytes], read: Callable[[bytes], str]) -> None:
    first = entry(effect="dizziness", severity="moderate", severity_words="pretty bad", medicine="baclofen")
    text = read(made(LOG_PDF, first, entry("legs like jelly", id=2, day=date(2026, 11, 20))))
    for part in (OWN_NOTES, "Timeline", "dizziness", "legs like jelly", "20 Nov 2026", "pretty bad", "Page 1 of 1"):
        assert part in text


def test_the_questions_are_numbered(made: Callable[..., bytes], read: Callable[[bytes], str]) -> None:
    text = read(made(QUESTIONS_PDF, *QUESTIONS))
    assert OWN_NOTES in text
    assert re.search(r"1\. Can I drive\?.*2\. Wie lange noch\?", text, re.DOTALL)


@pytest.mark.parametrize(("name", "said"), [(LOG_PDF, "Nothing is in this log yet"), (QUESTIONS_PDF, "No questions")])
def test_where_there_is_nothing_it_says_so(
    made: Callable[..., bytes], read: Callable[[bytes], str], name: str, said: str
) -> None:
    assert said in read(made(name))


def test_each_page_has_its_number(made: Callable[..., bytes], read: Callable[[bytes], str]) -> None:
    entries = [
        entry("so tired that I slept", id=number, day=date(2026, 1, 1) + timedelta(number)) for number in range(80)
    ]
    pages = read(made(LOG_PDF, *entries)).split("\f")[:-1]
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Own notes, not reviewed." in page


@pytest.mark.parametrize(
    "words",
    ["n\u00e1usea", "\u0396\u03ac\u03bb\u03b7", "\u0442\u043e\u0448\u043d\u0438\u0442", "\u0142\u00f3\u017cko"],
    ids=["Spanish", "Greek", "Russian", "Polish"],
)
def test_letters_that_are_not_english_can_be_read(
    made: Callable[..., bytes], read: Callable[[bytes], str], words: str
) -> None:
    assert words in read(made(LOG_PDF, entry(words)))


def test_a_letter_that_the_font_lacks_is_a_box_and_said(
    made: Callable[..., bytes], read: Callable[[bytes], str]
) -> None:
    text = read(made(LOG_PDF, entry("\u5934\u6655 dizzy")))
    assert "\u25af\u25af dizzy" in text
    assert "A box stands for a letter that could not be printed" in text
    assert "A box stands" not in read(made(LOG_PDF, entry("dizzy")))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=300))
def test_any_words_make_a_document(made: Callable[..., bytes], words: str) -> None:
    assert made(LOG_PDF, entry(words)).startswith(b"%PDF-")


def test_the_fullest_log_is_made(made: Callable[..., bytes]) -> None:
    days = (date(2020, 1, 1) + timedelta(4 * number) for number in range(LogEntry.most))
    effects = ("dizziness", "headache", None)
    entries = [
        entry("so tired that I slept all day " * 3, id=at, day=day, effect=effects[at % 3])
        for at, day in enumerate(days)
    ]
    assert made(LOG_PDF, *entries).startswith(b"%PDF-")


def test_the_same_record_gives_the_same_document(made: Callable[..., bytes]) -> None:
    for name in DOCUMENTS:
        assert made(name, entry(effect="dizziness"), *QUESTIONS) == made(name, entry(effect="dizziness"), *QUESTIONS)


def test_a_document_that_there_is_not_is_refused(snapshot: Any, wording: Any) -> None:
    with pytest.raises(UnknownDocumentError):
        make("secrets.txt", record_with(), snapshot, wording, NOW)
    with pytest.raises(UnknownDocumentError):
        title_of("secrets.txt", wording)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_has_a_title(wording: Any, name: str) -> None:
    assert title_of(name, wording)


def test_the_library_is_loaded_with_the_first_pdf_only() -> None:
    code = "import sys, bot.documents, actions.documents; print({'fpdf', 'matplotlib'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "set()"
