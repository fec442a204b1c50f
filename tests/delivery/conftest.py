"""Records on both databases, and something that has to be delivered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from bot.knowledge import engine_for
from bot.records import Records
from bot.records.tables import metadata

NOW = datetime(2026, 3, 4, 10, 30, tzinfo=timezone.utc)
"""A Wednesday."""


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_minutes(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people_on_postgresql(postgresql_url: str) -> Iterator[Engine]:
    """A PostgreSQL database without tables."""
    engine = engine_for(postgresql_url)
    yield engine
    with engine.begin() as connection:
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE IF EXISTS record_version"))
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def records(request: pytest.FixtureRequest, tmp_path: Path) -> Records:
    """A store with nothing in it: each test that takes it runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return Records(engine_for(f"sqlite:///{tmp_path / 'people.db'}"))
    return Records(request.getfixturevalue("people_on_postgresql"))
