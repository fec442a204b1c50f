from __future__ import annotations

import os
import shutil
import uuid
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from bot.knowledge import Snapshot, engine_for, migrate, read_files
from bot.knowledge.tables import metadata

EXAMPLE = Path(__file__).parent / "example"
SERVER = os.environ.get("MEDGUIDE_TEST_POSTGRESQL", "postgresql://root@127.0.0.1:5432/postgres")


@pytest.fixture
def content(tmp_path):
    """A small valid knowledge folder about an invented medicine, to change at will."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "knowledge"))


@pytest.fixture(scope="session")
def example() -> Snapshot:
    return read_files(EXAMPLE)


def pytest_collection_modifyitems(items):
    """Without a server, skip what needs one with a single line, or fail where a server is required."""
    concerned = [item for item in items if item.get_closest_marker("postgresql")]
    required = os.environ.get("CI") or os.environ.get("MEDGUIDE_REQUIRE_POSTGRESQL")
    if not concerned or required:
        return
    try:
        _server().connect().close()
    except OperationalError as error:
        reason = f"no PostgreSQL server for tests: {str(error.orig).splitlines()[0]}"
        for item in concerned:
            item.add_marker(pytest.mark.skip(reason=reason))


def _server():
    return create_engine(SERVER, future=True, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 5})


@pytest.fixture(scope="session")
def postgresql_url():
    """A PostgreSQL database of this session's own."""
    server = _server()
    name = f"medguide_test_{uuid.uuid4().hex}"
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.url.set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


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
