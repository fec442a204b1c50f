"""The list of what was not understood: one table of redacted lines, each with how often it was said.

It is kept beside the knowledge base and not in it: in PostgreSQL in the same database, so that all processes of an
installation write one list; otherwise in an SQLite file of its own, because `knowledge.db` is made anew and copied
about, and people's words must not be. The table is made where it is first written to: nothing in it is old enough to
be worth a migration.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Column, Date, Integer, MetaData, Table, Text, delete, event, func, inspect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine

from bot.knowledge.database import engine_for, overwrite_what_is_deleted, reading, writing

FILE = "not_understood.db"

_metadata = MetaData()
_table = Table(
    "not_understood",
    _metadata,
    Column("text", Text, primary_key=True),
    Column("readings", JSON, nullable=False),
    Column("times", Integer, nullable=False),
    Column("day", Date, nullable=False, index=True),
)
_INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True)
class KeptLine:
    """A redacted message that was not understood."""

    text: str
    readings: tuple[str, ...]
    """The likeliest intents, best first; at least one."""
    times: int
    """How often it was said."""
    day: date
    """When it was last said."""

    @property
    def topic(self) -> str:
        """What it was most likely about."""
        return self.readings[0]


class KeptLines:
    """The list. Safe to use from several threads and processes.

    Args:
        engine: The database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._made = False
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", overwrite_what_is_deleted)

    @classmethod
    def of_installation(cls, state: Path) -> KeptLines:
        """The list of this installation: in PostgreSQL where the knowledge base is there, else in the state folder.

        Args:
            state: The state folder.

        Raises:
            DatabaseProblem: `MEDGUIDE_DATABASE_URL` is not the address of a database.
        """
        engine = engine_for()
        return cls(engine_for(f"sqlite:///{state / FILE}") if engine.dialect.name == "sqlite" else engine)

    def add(self, text: str, readings: Iterable[str], day: date) -> None:
        """Writes a line, or counts one more where it is there.

        Args:
            text: Redacted.
            readings: The likeliest intents, best first.
            day: Today.

        Raises:
            DatabaseProblem: The database failed.
        """
        insert = _INSERT[self._engine.dialect.name](_table)
        newest = {"readings": list(readings), "day": day}
        line = insert.values(text=text, times=1, **newest)
        with writing(self._engine) as connection:
            self._make(connection)
            connection.execute(
                line.on_conflict_do_update(index_elements=["text"], set_={"times": _table.c.times + 1, **newest})
            )
        self._made = True

    def all(self) -> list[KeptLine]:
        """Every line, those said most often first.

        Raises:
            DatabaseProblem: The database failed.
        """
        if not self._is_there():
            return []
        with reading(self._engine) as connection:
            rows = connection.execute(select(_table).order_by(_table.c.times.desc(), _table.c.text)).all()
        return [KeptLine(row.text, tuple(row.readings), row.times, row.day) for row in rows]

    def remove(self, text: str) -> None:
        """Deletes a line.

        Args:
            text: The line's.

        Raises:
            DatabaseProblem: The database failed.
        """
        self._delete(_table.c.text == text)

    def remove_before(self, day: date) -> None:
        """Deletes every line that was last said before a day.

        Args:
            day: The first day that stays.

        Raises:
            DatabaseProblem: The database failed.
        """
        self._delete(_table.c.day < day)

    def clear(self) -> int:
        """Deletes every line.

        Returns:
            How many there were.

        Raises:
            DatabaseProblem: The database failed.
        """
        return self._delete()

    def _delete(self, *which: Any) -> int:
        if not self._is_there():
            return 0
        with writing(self._engine) as connection:
            count = connection.execute(select(func.count()).select_from(_table).where(*which)).scalar_one()
            connection.execute(delete(_table).where(*which))
        return int(count)

    def _make(self, connection: Connection) -> None:
        if not self._made:
            _metadata.create_all(connection)

    def _is_there(self) -> bool:
        """Whether anything was ever written; looks without making a file."""
        if self._engine.dialect.name == "sqlite" and not Path(self._engine.url.database).exists():
            return False
        with reading(self._engine) as connection:
            return bool(inspect(connection).has_table(_table.name))
