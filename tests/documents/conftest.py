"""A record with a log and questions, and documents made of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timezone
from typing import Any

import pytest

from bot.documents import make
from bot.model.record import DoctorQuestion, Item, LogEntry, Profile, Record
from tests.answers.conftest import snapshot, wording

__all__ = ["entry", "made", "record_with", "snapshot", "wording"]

NOW = datetime(2026, 11, 30, 12, 30, tzinfo=timezone.utc)


def entry(text: str = "felt dizzy after lunch, pretty bad", **fields: Any) -> LogEntry:
    """An entry of 29 November."""
    return LogEntry(**{"id": 1, "at": NOW, "text": text, "day": date(2026, 11, 29), **fields})


def record_with(*items: Item) -> Record:
    """A record that holds these."""
    return Record(NOW, Profile(medicines=("ibuprofen",)), items)


@pytest.fixture
def made(snapshot: Any, wording: Any) -> Callable[..., bytes]:
    """Makes a document of what is given."""

    def make_it(name: str, *items: Item) -> bytes:
        return make(name, record_with(*items), snapshot, wording, NOW).content

    return make_it


QUESTIONS = (DoctorQuestion(id=7, at=NOW, text="Can I drive?"), DoctorQuestion(id=8, at=NOW, text="Wie lange noch?"))
