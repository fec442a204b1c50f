"""The content as it is in `knowledge/`, read once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.knowledge import Snapshot, read_files
from bot.model.knowledge import Fact, Interaction

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"

FactsOf = Callable[..., list[Fact]]
RowsWith = Callable[[str, str], list[Interaction]]


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    return read_files(KNOWLEDGE)


@pytest.fixture(scope="session")
def facts_of(snapshot: Snapshot) -> FactsOf:
    """Facts of a medicine for a topic, in the order of the answer, of one role or of all."""

    def facts(medicine: str, topic: str, role: str | None = None) -> list[Fact]:
        return [fact for fact in snapshot.facts(medicine, topic) if role in (None, fact.role)]

    return facts


@pytest.fixture(scope="session")
def rows_with(snapshot: Snapshot) -> RowsWith:
    """What a medicine's file lists for another one by name: rows on it, and on any class that it is in."""

    def rows(medicine: str, other: str) -> list[Interaction]:
        classes = snapshot.class_ids_of(other)
        return [
            row
            for row in snapshot.medicines[medicine].interactions
            if row.substance == other or row.drug_class in classes
        ]

    return rows
