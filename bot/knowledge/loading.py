"""A snapshot into the database, whole or not at all, and out of it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone

from pydantic import ValidationError
from sqlalchemy import Table, delete, insert, inspect, select
from sqlalchemy.engine import Connection, Engine

from bot.knowledge.database import DatabaseProblem, reading, writing
from bot.knowledge.difference import Difference, diff
from bot.knowledge.rows import CONTENT_TABLES, Row, read_snapshot, rows_of
from bot.knowledge.snapshot import Snapshot
from bot.knowledge.tables import knowledge_load


@dataclass(frozen=True)
class LoadReport:
    """What a load did."""

    version: str
    """The version that is loaded now."""
    previous: str | None
    """The version that was loaded before; `None` for the first."""
    difference: Difference

    @property
    def loaded(self) -> bool:
        """Whether anything was loaded: not where the version was there already."""
        return self.version != self.previous


def load(snapshot: Snapshot, engine: Engine) -> LoadReport:
    """Replace the loaded knowledge by a snapshot, in one transaction.

    Loading the version that is loaded changes nothing. Before the transaction is kept, the rows are read back: they
    have to be the same content.

    Args:
        snapshot: Checked content.
        engine: A database with its tables (`migrate`).

    Raises:
        DatabaseProblem: The database failed; what was loaded before still is.
    """
    with writing(engine) as connection:
        previous = _loaded_version(connection)
        if previous == snapshot.version:
            return LoadReport(snapshot.version, previous, Difference())
        difference = diff(_content(connection), snapshot)
        for table in reversed(CONTENT_TABLES):
            connection.execute(delete(table))
        try:
            for table, rows in _in_insertion_order(snapshot):
                connection.execute(insert(table), rows)
        except ValueError as error:
            raise DatabaseProblem(f"the content cannot be stored: {error}") from error
        now = datetime.now(timezone.utc)
        connection.execute(insert(knowledge_load), {"version": snapshot.version, "loaded_at": now})
        _checked(read_snapshot(connection), snapshot.version)
    return LoadReport(snapshot.version, previous, difference)


def _in_insertion_order(snapshot: Snapshot) -> Iterator[tuple[Table, list[Row]]]:
    rows = rows_of(snapshot)
    return ((table, rows[table]) for table in CONTENT_TABLES if rows[table])


def _loaded_version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(knowledge_load.name):
        raise DatabaseProblem("the knowledge base has no tables yet: run `bot kb load`")
    newest = select(knowledge_load.c.version).order_by(knowledge_load.c.id.desc()).limit(1)
    return connection.execute(newest).scalar_one_or_none()


def _content(connection: Connection) -> Snapshot:
    """What is loaded; nothing where an older program stored it in a way that this one does not read."""
    try:
        return read_snapshot(connection)
    except ValidationError:
        return Snapshot.of()


def _checked(snapshot: Snapshot, version: str) -> Snapshot:
    if snapshot.version != version:
        message = f"the rows are not version {version}, which was loaded: run `bot kb load` to load it again"
        raise DatabaseProblem(message)
    return snapshot


def read_database(engine: Engine) -> Snapshot:
    """Read what was loaded: equal to the snapshot that was loaded last.

    Args:
        engine: A database with its tables.

    Raises:
        DatabaseProblem: The database failed, nothing is loaded, or the rows are not what was loaded.
    """
    with reading(engine) as connection:
        version = _loaded_version(connection)
        if version is None:
            raise DatabaseProblem("the knowledge base is empty: run `bot kb load`")
        try:
            return _checked(read_snapshot(connection), version)
        except ValidationError as error:
            raise DatabaseProblem("the loaded knowledge is from another program version: run `bot kb load`") from error
