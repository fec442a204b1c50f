"""What is kept of persons, in SQLite or PostgreSQL. One person's rows are found by that person's id alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import delete, event, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine

from bot.knowledge.database import engine_for, leave_no_trace, migrate, overwrite_what_is_deleted, reading, writing
from bot.model.record import ITEMS, Agree, Change, Forget, Item, Keep, Profile, Record, Remove, SetProfile
from bot.records.tables import item as item_table
from bot.records.tables import person as person_table

FILE = "people.db"
_MIGRATIONS = Path(__file__).parent / "migrations"
_INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


T = TypeVar("T", bound=Item)


class TooManyError(Exception):
    """A person has as many items of a kind as one may have."""

    def __init__(self, kind: type[Item]) -> None:
        super().__init__(f"no more than {kind.most} of {kind.kind} are kept for one person")
        self.kind = kind


class NotAgreedError(Exception):
    """Something was to be kept of somebody who did not agree to it."""


@dataclass(frozen=True)
class Due:
    """An item that something has to be delivered for."""

    person: str
    item: Item
    attempts: int
    """How often that failed."""


class Records:
    """The store. Safe to use from several threads and processes.

    Args:
        engine: The database; its tables are brought to the newest version.

    Raises:
        DatabaseProblem: The database failed.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", overwrite_what_is_deleted)
        migrate(engine, _MIGRATIONS)

    @classmethod
    def of_installation(cls, state: Path, url: str | None = None) -> Records:
        """The store of this installation: in PostgreSQL where the knowledge base is there, else in the state folder.

        In SQLite it is a file of its own, because `knowledge.db` is made anew and copied about, and people's words must
        not be.

        Args:
            state: The state folder.
            url: Where it is instead, if anywhere.

        Raises:
            DatabaseProblem: What was named is not the address of a database, or it failed.
        """
        engine = engine_for(url)
        if url:
            return cls(engine)
        return cls(engine_for(f"sqlite:///{state / FILE}") if engine.dialect.name == "sqlite" else engine)

    def of(self, person: str) -> Record:
        """What is kept of one person.

        Args:
            person: The person's id.

        Raises:
            DatabaseProblem: The database failed.
        """
        with reading(self._engine) as connection:
            row = connection.execute(select(person_table).where(person_table.c.id == person)).one_or_none()
            if row is None:
                return Record()
            items = connection.execute(
                select(item_table).where(item_table.c.person == person).order_by(item_table.c.id)
            ).all()
        return Record(_in_utc(row.agreed_at), _profile(row.profile), tuple(map(_item, items)))

    def change(self, person: str, changes: Sequence[Change], now: datetime) -> None:
        """Writes what an answer says should become of what is kept: all of it, or nothing.

        Args:
            person: The person's id.
            changes: In order.
            now: The time, in UTC: when the person was last here.

        Raises:
            NotAgreedError: The person did not agree that anything is kept.
            TooManyError: The person has as many items of a kind as one may have.
            DatabaseProblem: The database failed.
        """
        with writing(self._engine) as connection:
            for change in changes:
                self._apply(connection, person, change, now)
            connection.execute(update(person_table).where(person_table.c.id == person).values(seen_at=now))
        if any(isinstance(change, (Forget, Remove)) for change in changes):
            leave_no_trace(self._engine)

    def forget(self, person: str) -> None:
        """Deletes everything of one person.

        Args:
            person: The person's id.

        Raises:
            DatabaseProblem: The database failed.
        """
        with writing(self._engine) as connection:
            _forget(connection, person)
        leave_no_trace(self._engine)

    def purge(self, before: datetime) -> int:
        """Deletes everything of those who were last here before a time.

        Args:
            before: In UTC.

        Returns:
            How many persons there were.

        Raises:
            DatabaseProblem: The database failed.
        """
        with writing(self._engine) as connection:
            gone = connection.execute(select(person_table.c.id).where(person_table.c.seen_at < before)).scalars().all()
            for person in gone:
                _forget(connection, person)
        if gone:
            leave_no_trace(self._engine)
        return len(gone)

    def due(self, kind: type[Item], now: datetime, most: int = 100) -> list[Due]:
        """Items that something has to be delivered for by now, those that wait longest first.

        Args:
            kind: Of which kind.
            now: The time, in UTC.
            most: How many at a time.

        Raises:
            DatabaseProblem: The database failed.
        """
        with reading(self._engine) as connection:
            rows = connection.execute(
                select(item_table)
                .where(item_table.c.kind == kind.kind, item_table.c.due_at <= now)
                .order_by(item_table.c.due_at, item_table.c.id)
                .limit(most)
            ).all()
        return [Due(row.person, _item(row), row.attempts) for row in rows]

    def claim(self, due: Due, until: datetime) -> bool:
        """Takes an item for delivery, so that no other process delivers it too.

        Args:
            due: The item, as `due` gave it.
            until: When another may try, should this process fail; in UTC.

        Returns:
            Whether it is ours; not where another process was first, or the person forgot it.

        Raises:
            DatabaseProblem: The database failed.
        """
        with writing(self._engine) as connection:
            taken = connection.execute(
                update(item_table)
                .where(
                    item_table.c.id == due.item.id,
                    item_table.c.person == due.person,
                    item_table.c.attempts == due.attempts,
                    item_table.c.due_at.is_not(None),
                )
                .values(attempts=due.attempts + 1, due_at=until)
            )
        return bool(taken.rowcount)

    def delivered(self, due: Due, item: Item) -> None:
        """Writes what became of an item that was delivered, or given up; it counts anew from its next time.

        What was changed meanwhile, or claimed by another process since, stays as it is.

        Args:
            due: The item, as `due` gave it, and as it was claimed.
            item: What it is now.

        Raises:
            DatabaseProblem: The database failed.
        """
        with writing(self._engine) as connection:
            _replace(connection, due.person, item, item_table.c.attempts == due.attempts + 1)

    def everyone(self, kind: type[Item], most: int = 100) -> list[Due]:
        """Items of all persons, the newest first, for the operator.

        Args:
            kind: Of which kind.
            most: How many.

        Raises:
            DatabaseProblem: The database failed.
        """
        with reading(self._engine) as connection:
            rows = connection.execute(
                select(item_table).where(item_table.c.kind == kind.kind).order_by(item_table.c.id.desc()).limit(most)
            ).all()
        return [Due(row.person, _item(row), row.attempts) for row in rows]

    def edit(self, kind: type[T], item_id: int, change: Callable[[T], T]) -> T:
        """Changes one item for the operator: the person was not here.

        Args:
            kind: Of which kind.
            item_id: Which.
            change: What it becomes. What it raises is raised, and nothing is changed.

        Returns:
            The item as it is now.

        Raises:
            LookupError: There is none.
            DatabaseProblem: The database failed.
        """
        with writing(self._engine) as connection:
            this = (item_table.c.kind == kind.kind, item_table.c.id == item_id)
            row = connection.execute(select(item_table).where(*this)).one_or_none()
            if row is None:
                raise LookupError(f"there is no {kind.kind} {item_id}")
            after = change(cast("T", _item(row)))
            _replace(connection, row.person, after)
        return after

    def leave(self, person: str, item: Item) -> None:
        """Leaves something for a person to find; that is not them being here. The oldest gives way where it is full.

        Args:
            person: The person's id; nothing is left for one who forgot everything meanwhile.
            item: What.

        Raises:
            DatabaseProblem: The database failed.
        """
        with writing(self._engine) as connection:
            if connection.execute(select(person_table.c.id).where(person_table.c.id == person)).one_or_none() is None:
                return
            mine = (item_table.c.person == person, item_table.c.kind == item.kind)
            ids = connection.execute(select(item_table.c.id).where(*mine).order_by(item_table.c.id)).scalars().all()
            connection.execute(delete(item_table).where(item_table.c.id.in_(ids[: max(0, len(ids) + 1 - item.most)])))
            _add(connection, person, item)

    def take(self, person: str, kind: type[T]) -> tuple[T, ...]:
        """Takes what was left for a person: it is there no more.

        Args:
            person: The person's id.
            kind: Of which kind.

        Returns:
            Oldest first.

        Raises:
            DatabaseProblem: The database failed.
        """
        mine = (item_table.c.person == person, item_table.c.kind == kind.kind)
        with reading(self._engine) as connection:
            if connection.execute(select(item_table.c.id).where(*mine).limit(1)).one_or_none() is None:
                return ()  # what is asked for again and again, and mostly in vain, locks nothing
        with writing(self._engine) as connection:
            rows = connection.execute(select(item_table).where(*mine).order_by(item_table.c.id)).all()
            connection.execute(delete(item_table).where(item_table.c.id.in_([row.id for row in rows])))
        return tuple(item for item in map(_item, rows) if isinstance(item, kind))

    def _apply(self, connection: Connection, person: str, change: Change, now: datetime) -> None:
        if isinstance(change, Agree):
            _agree(connection, self._engine.dialect.name, person, change, now)
        elif isinstance(change, Forget):
            _forget(connection, person)
        elif isinstance(change, Remove):
            mine = (item_table.c.person == person, item_table.c.id == change.item.id)
            connection.execute(delete(item_table).where(*mine))
        else:
            _must_have_agreed(connection, person)
            if isinstance(change, SetProfile):
                values = {"profile": asdict(change.profile)}
                connection.execute(update(person_table).where(person_table.c.id == person).values(**values))
            elif isinstance(change, Keep) and change.item.id:
                _replace(connection, person, change.item)
            elif isinstance(change, Keep):
                _add(connection, person, change.item)


def _agree(connection: Connection, dialect: str, person: str, change: Agree, now: datetime) -> None:
    row = _INSERT[dialect](person_table).values(id=person, agreed_at=change.at, profile=asdict(Profile()), seen_at=now)
    connection.execute(row.on_conflict_do_nothing(index_elements=["id"]))


def _must_have_agreed(connection: Connection, person: str) -> None:
    if connection.execute(select(person_table.c.id).where(person_table.c.id == person)).one_or_none() is None:
        raise NotAgreedError


def _add(connection: Connection, person: str, item: Item) -> None:
    mine = (item_table.c.person == person, item_table.c.kind == item.kind)
    if connection.execute(select(func.count()).select_from(item_table).where(*mine)).scalar_one() >= item.most:
        raise TooManyError(type(item))
    values = {"person": person, "kind": item.kind, "attempts": 0}
    connection.execute(item_table.insert().values(**values, **_columns(item)))


def _replace(connection: Connection, person: str, item: Item, *only: Any) -> None:
    """Puts an item in the place of the one with its id, where that is as said; its attempts count anew."""
    mine = (item_table.c.person == person, item_table.c.id == item.id)
    connection.execute(update(item_table).where(*mine, *only).values(**_columns(item), attempts=0))


def _forget(connection: Connection, person: str) -> None:
    connection.execute(delete(item_table).where(item_table.c.person == person))
    connection.execute(delete(person_table).where(person_table.c.id == person))


def _columns(item: Item) -> dict[str, Any]:
    return {"content": json.loads(item.json(exclude={"id"})), "due_at": item.due}


def _item(row: Any) -> Item:
    return ITEMS[row.kind].parse_obj({**row.content, "id": row.id})


def _profile(stored: dict[str, Any]) -> Profile:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()
    }
    return Profile(**values)


def _in_utc(moment: datetime) -> datetime:
    """As it was written: SQLite keeps no time zone."""
    return moment.replace(tzinfo=timezone.utc) if moment.tzinfo is None else moment.astimezone(timezone.utc)
