from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.knowledge import Snapshot, engine_for, migrate, read_files
from bot.knowledge.tables import metadata

EXAMPLE = Path(__file__).parent / "example"


@pytest.fixture
def content(tmp_path):
    """A small valid knowledge folder about an invented medicine, to change at will."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "knowledge"))


@pytest.fixture(scope="session")
def example() -> Snapshot:
    return read_files(EXAMPLE)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_url(request, tmp_path):
    """Address of a database without tables: each test that takes it runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'state' / 'knowledge.db'}"
        return
    url = request.getfixturevalue("postgresql_url")
    yield url
    engine = engine_for(url)
    with engine.begin() as connection:
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
    engine.dispose()


@pytest.fixture
def empty_engine(empty_url):
    engine = engine_for(empty_url)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(empty_engine):
    """A database with its tables and nothing in them."""
    migrate(empty_engine)
    return empty_engine
