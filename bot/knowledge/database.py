"""Where the knowledge base is stored, and how its tables come to be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

_PROJECT = Path(__file__).parents[2]
_MIGRATIONS = Path(__file__).parent / "migrations"
# Any number that nothing else in the same PostgreSQL database uses for an advisory lock.
_ADVISORY_LOCK = 6_334_833


class DatabaseProblem(Exception):  # noqa: N818 - it is told to people as a problem, with what to do
    """The database cannot be used; the message says what to do about it."""


def default_url() -> str:
    """`MEDGUIDE_DATABASE_URL`, or SQLite in the state folder (`MEDGUIDE_STATE`, or `.state` in the project)."""
    state = Path(os.environ.get("MEDGUIDE_STATE") or _PROJECT / ".state")
    return os.environ.get("MEDGUIDE_DATABASE_URL") or f"sqlite:///{state / 'knowledge.db'}"


def engine_for(url: str | None = None) -> Engine:
    """Make an engine for SQLite or PostgreSQL.

    Args:
        url: As SQLAlchemy writes it (`postgresql://user@host/name`); `default_url()` unless given.

    Raises:
        DatabaseProblem: It is not the address of a database that can be used here.
    """
    try:
        address = make_url(url or default_url())
        if address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:"):
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(address, future=True)
    except (ArgumentError, NoSuchModuleError) as error:
        message = "MEDGUIDE_DATABASE_URL is not an address such as postgresql://user@host/name or sqlite:///file"
        raise DatabaseProblem(message) from error
    except OSError as error:
        raise DatabaseProblem(f"the folder of the database cannot be made: {error}") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver starts transactions at moments of its own; without this, a failed migration could not be undone.
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "busy_timeout = 10000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the knowledge base.

    Raises:
        DatabaseProblem: The database failed.
    """
    with _told(engine), engine.execution_options(**_one_state(engine)).begin() as connection:
        yield connection


def _one_state(engine: Engine) -> dict[str, str]:
    return {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that nobody else writes beside; undone whole when anything in it fails.

    Raises:
        DatabaseProblem: The database failed.
    """
    with _told(engine), engine.execution_options(writes=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        yield connection


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        # The address is shown without its password.
        raise DatabaseProblem(f"the database {engine.url!r} failed: {reason}") from error


def migrate(engine: Engine, versions: Path = _MIGRATIONS) -> None:
    """Bring the tables to the newest version; does nothing where they are.

    Args:
        engine: The database.
        versions: Alembic's folder of the tables: those of the knowledge base unless given.

    Raises:
        DatabaseProblem: The database failed.
    """
    config = Config()
    config.set_main_option("script_location", str(versions).replace("%", "%%"))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def overwrite_what_is_deleted(connection: Any, _record: Any) -> None:
    """Has SQLite leave no trace of a deleted row in the file; listens to an engine's `connect`."""
    connection.execute("PRAGMA secure_delete = ON")


def leave_no_trace(engine: Engine) -> None:
    """Empties the log that SQLite keeps beside its file, in which deleted rows may still stand; nothing elsewhere.

    Args:
        engine: The database.
    """
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
