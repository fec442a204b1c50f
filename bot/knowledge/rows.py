"""A snapshot as rows of the tables, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import Date, Table, select
from sqlalchemy.engine import Connection

from bot.knowledge import tables
from bot.knowledge.identifiers import full_id
from bot.knowledge.snapshot import Snapshot
from bot.model.knowledge import (
    Citation,
    Combination,
    ComparisonCard,
    ConditionCaution,
    Content,
    Discrepancy,
    DrugClass,
    Fact,
    Gap,
    Identity,
    Interaction,
    MarketStatus,
    MedicineContent,
    Product,
    Regimen,
    SideEffect,
    Source,
    Term,
    Topic,
)

Row = dict[str, Any]
Rows = dict[Table, list[Row]]

_LISTS: dict[str, tuple[type[Content], Table]] = {
    "products": (Product, tables.product),
    "facts": (Fact, tables.fact),
    "regimens": (Regimen, tables.regimen),
    "side_effects": (SideEffect, tables.side_effect),
    "interactions": (Interaction, tables.interaction),
    "conditions": (ConditionCaution, tables.condition_caution),
    "comparison": (ComparisonCard, tables.comparison),
    "discrepancies": (Discrepancy, tables.discrepancy),
}
"""The lists of a medicine whose entries are cited: what they are made of, and their table."""

_PARTS = {
    "quantities": (tables.quantity, "statement_id"),
    "strengths": (tables.quantity, "statement_id"),
    "steps": (tables.regimen_step, "statement_id"),
    "members": (tables.class_member, "drug_class"),
    "names": (tables.name, "medicine"),
}
"""Lists within an entry that have a table of their own, and the column that names the entry."""

CONTENT_TABLES = [table for table in tables.metadata.sorted_tables if table is not tables.knowledge_load]
"""What a load replaces, each table after those that it refers to."""


def rows_of(snapshot: Snapshot) -> Rows:
    """All rows of a snapshot, by table."""
    rows: Rows = defaultdict(list)
    for table, entries in ((tables.source, snapshot.sources), (tables.topic, snapshot.topics)):
        rows[table] = [_columns(table, entry) for entry in entries.values()]
    for table, cited in (
        (tables.term, snapshot.terms),
        (tables.drug_class, snapshot.classes),
        (tables.combination, snapshot.combinations),
    ):
        for entry in cited.values():
            rows[table].append({"statement_id": _state(rows, table, entry.id, entry), **_columns(table, entry)})
    for drug_class in snapshot.classes.values():
        _add_parts(rows, "members", drug_class.id, drug_class.members)
    for medicine in snapshot.medicines.values():
        _add_medicine(rows, medicine)
    return rows


def _add_medicine(rows: Rows, medicine: MedicineContent) -> None:
    owner = medicine.medicine
    rows[tables.substance].append({"id": owner, **_columns(tables.substance, medicine.identity)})
    _add_parts(rows, "names", owner, medicine.identity.names if medicine.identity else ())
    for listed, (_, table) in _LISTS.items():
        for entry in getattr(medicine, listed):
            statement_id = _state(rows, table, full_id(owner, entry.id), entry)
            rows[table].append({"statement_id": statement_id, "medicine": owner, **_columns(table, entry)})
            for part in ("quantities", "strengths", "steps"):
                _add_parts(rows, part, statement_id, getattr(entry, part, ()))
    for product in medicine.products:
        for position, status in enumerate(product.market):
            name = f"{full_id(owner, product.id)}/{position}"
            key = {"medicine": owner, "product": product.id, "position": position}
            statement_id = _state(rows, tables.market_status, name, status)
            columns = _columns(tables.market_status, status)
            rows[tables.market_status].append({**key, "statement_id": statement_id, **columns})
    for position, gap in enumerate(medicine.gaps):
        rows[tables.gap].append({"medicine": owner, "position": position, **_columns(tables.gap, gap)})


def _state(rows: Rows, table: Table, name: str, entry: Any) -> str:
    """Add the rows of what is cited, and name it."""
    statement_id = f"{table.name}:{name}"
    # A market status has a `status` of its own, which is no review.
    review = {} if table is tables.market_status else _columns(tables.statement, entry)
    own = {"id": statement_id, "kind": table.name}
    evidence = {"jurisdiction": getattr(entry, "jurisdiction", None), "evidence": _plain(entry.evidence)}
    empty = dict.fromkeys(tables.statement.columns.keys())
    rows[tables.statement].append({**empty, **review, **evidence, **own})
    for position, citation in enumerate(entry.citations):
        key = {"statement_id": statement_id, "position": position}
        rows[tables.citation].append({**key, **_columns(tables.citation, citation)})
    return statement_id


def _add_parts(rows: Rows, part: str, owner: str, entries: Iterable[Content]) -> None:
    table, key = _PARTS[part]
    rows[table].extend({key: owner, "position": at, **_columns(table, entry)} for at, entry in enumerate(entries))


def _columns(table: Table, entry: Any) -> Row:
    """The columns of a table that an entry has fields for."""
    return {
        column.name: _plain(getattr(entry, column.name), dated=isinstance(column.type, Date))
        for column in table.columns
        if column.name in type(entry).__fields__
    }


def _plain(value: Any, *, dated: bool = False) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) and not dated else value


def read_snapshot(connection: Connection) -> Snapshot:
    """Make a snapshot of all rows.

    Args:
        connection: An open connection, in a transaction.
    """
    read = _Reader(connection)
    return Snapshot.of(
        medicines=read.medicines(),
        sources=read.plain(tables.source, Source),
        terms=read.cited(tables.term, Term),
        classes=read.cited(tables.drug_class, DrugClass),
        topics=read.plain(tables.topic, Topic),
        combinations=read.cited(tables.combination, Combination),
    )


class _Reader:
    """All rows of the database, put together again."""

    def __init__(self, connection: Connection) -> None:
        self._rows: Rows = {
            table: [dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]
            for table in CONTENT_TABLES
        }
        self._statements = {row["id"]: row for row in self._rows[tables.statement]}
        self._citations = _grouped(self._rows[tables.citation], "statement_id")
        self._parts = {part: _grouped(self._rows[table], key) for part, (table, key) in _PARTS.items()}
        self._market = _grouped(self._rows[tables.market_status], "medicine", "product")
        self._gaps = _grouped(self._rows[tables.gap], "medicine")

    def plain(self, table: Table, model: type[Any]) -> Iterator[Any]:
        """Entries that cite nothing."""
        return (_made(model, row) for row in self._rows[table])

    def cited(self, table: Table, model: type[Any], medicine: str | None = None) -> Iterator[Any]:
        """Entries that are cited; those of one medicine, where one is named."""
        return (self._cited(model, row) for row in self._rows[table] if medicine in (None, row.get("medicine")))

    def medicines(self) -> Iterator[MedicineContent]:
        """Every medicine, with all that belongs to it."""
        for row in self._rows[tables.substance]:
            medicine = row["id"]
            yield MedicineContent.parse_obj(
                {
                    "medicine": medicine,
                    "identity": _made(Identity, row, names=self._part(Identity, "names", medicine)),
                    "gaps": [_made(Gap, gap) for gap in self._gaps[medicine,]],
                    **{listed: list(self.cited(table, model, medicine)) for listed, (model, table) in _LISTS.items()},
                }
            )

    def _cited(self, model: type[Any], row: Row) -> Any:
        statement_id = row["statement_id"]
        stated = {column: value for column, value in self._statements[statement_id].items() if value is not None}
        fields: Row = {"citations": [_made(Citation, citation) for citation in self._citations[statement_id,]]}
        for part in ("quantities", "strengths", "steps"):
            fields[part] = self._part(model, part, statement_id)
        fields["members"] = self._part(model, "members", row.get("id"))
        fields["market"] = [
            self._cited(MarketStatus, status) for status in self._market[row.get("medicine"), row.get("id")]
        ]
        return _made(model, {**stated, **row}, **fields)

    def _part(self, model: type[Any], part: str, owner: str | None) -> list[Any]:
        shape = model.__fields__.get(part)
        return [_made(shape.type_, row) for row in self._parts[part][owner,]] if shape else []


def _grouped(rows: Iterable[Row], *columns: str) -> defaultdict[tuple[Any, ...], list[Row]]:
    groups: defaultdict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[tuple(row[column] for column in columns)].append(row)
    return groups


def _made(model: type[Any], row: Row, **fields: Any) -> Any:
    """A model of those columns and fields that it has."""
    return model(**{name: value for name, value in {**row, **fields}.items() if name in model.__fields__})
