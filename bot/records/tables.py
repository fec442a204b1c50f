"""The tables of what is kept of persons. What is kept of somebody hangs on their row in `person`, and goes with it."""

from __future__ import annotations

from sqlalchemy import JSON, Column, DateTime, ForeignKey, Index, Integer, MetaData, Table, Text

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(column_0_label)s",
    }
)

person = Table(
    "person",
    metadata,
    Column("id", Text, primary_key=True),
    Column("agreed_at", DateTime(timezone=True), nullable=False),
    Column("profile", JSON, nullable=False),
    Column("seen_at", DateTime(timezone=True), nullable=False, index=True),
)
"""Somebody who agreed; the id is that of their conversation."""

item = Table(
    "person_item",
    metadata,
    # Never given twice: a button of an old message must not mean another item.
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person", Text, ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("content", JSON, nullable=False),
    Column("due_at", DateTime(timezone=True), nullable=True, index=True),
    Column("attempts", Integer, nullable=False, default=0),
    Index("ix_person_item_person_kind", "person", "kind"),
    sqlite_autoincrement=True,
)
"""One thing that is kept. `due_at`: when something has to be delivered because of it."""
