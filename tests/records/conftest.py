from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from bot.knowledge import engine_for
from bot.records import Records


@pytest.fixture
def postgresql(postgresql_url: str) -> Iterator[Engine]:
    """A PostgreSQL database without tables of persons."""
    engine = engine_for(postgresql_url)
    yield engine
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS person_item, person, record_version"))
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """A database without tables: each test that takes it runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return engine_for(f"sqlite:///{tmp_path / 'people.db'}")
    return request.getfixturevalue("postgresql")


@pytest.fixture
def records(engine: Engine) -> Records:
    return Records(engine)
