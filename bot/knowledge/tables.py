"""The tables that hold the knowledge base, in the terms of `bot.model.knowledge`.

Whatever is cited is a row of `statement`, with its evidence, jurisdiction and review; `citation` and `quantity` hang
on it, and the table of its kind (`fact`, `side_effect`, ...) holds the rest. Short lists of words are JSON.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    Numeric,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

from bot.knowledge.snapshot import plain_decimal

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)

_FLOAT_DIGITS = 15


class ExactNumber(TypeDecorator):
    """A decimal number that comes back as it was, also from SQLite, which has floating point only."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Any) -> Any:
        """For SQLite, numbers pass the driver as floating point."""
        return dialect.type_descriptor(Numeric(asdecimal=dialect.name != "sqlite"))

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> Decimal | float | None:
        """Refuse what floating point would not hold."""
        if value is None:
            return None
        if len(value.as_tuple().digits) > _FLOAT_DIGITS:
            raise ValueError(f"{value} has more than {_FLOAT_DIGITS} digits")
        return float(value) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Any) -> Decimal | None:  # noqa: ARG002 - the interface names it
        """The number as it was written, without trailing zeros."""
        return None if value is None else plain_decimal(Decimal(str(value)))


def _statement_key() -> Column:
    return Column("statement_id", Text, ForeignKey("statement.id"), primary_key=True)


def _text(name: str) -> Column:
    return Column(name, Text, nullable=False)


def _list(name: str) -> Column:
    return Column(name, JSON, nullable=False)


def _position() -> Column:
    return Column("position", Integer, primary_key=True)


def _owner() -> tuple[Column, Column]:
    return Column("medicine", Text, ForeignKey("substance.id"), nullable=False, index=True), _text("id")


def _reference(name: str, column: str, *, nullable: bool = False, index: bool = False) -> Column:
    return Column(name, Text, ForeignKey(column), nullable=nullable, index=index)


knowledge_load = Table(
    "knowledge_load",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("version"),
    Column("loaded_at", DateTime(timezone=True), nullable=False),
)

source = Table(
    "source",
    metadata,
    Column("id", Text, primary_key=True),
    *(_text(name) for name in ("publisher", "title", "kind", "jurisdiction", "identifier", "version")),
    *(_text(name) for name in ("effective_date", "retrieved_date", "licence")),
)
topic = Table(
    "topic",
    metadata,
    Column("id", Text, primary_key=True),
    *(_text(name) for name in ("title", "asks", "noun")),
    _list("follow_ups"),
    Column("depends_on_form", Boolean, nullable=False),
    _list("borrow"),
)
statement = Table(
    "statement",
    metadata,
    Column("id", Text, primary_key=True),
    _text("kind"),
    Column("jurisdiction", Text),
    Column("evidence", Text),
    Column("status", Text),
    Column("reviewed_by", Text),
    Column("reviewed_on", Date),
    Column("review_due", Date),
)
citation = Table(
    "citation", metadata, _statement_key(), _position(), _reference("source", "source.id", index=True), _text("section")
)
quantity = Table(
    "quantity",
    metadata,
    _statement_key(),
    _position(),
    Column("value", ExactNumber, nullable=False),
    *(_text(name) for name in ("unit", "means")),
)
term = Table(
    "term",
    metadata,
    Column("id", Text, primary_key=True),
    _reference("statement_id", "statement.id"),
    *(_text(name) for name in ("kind", "name")),
    Column("medical_name", Text),
    _list("names"),
    Column("definition", Text),
)
drug_class = Table(
    "drug_class",
    metadata,
    Column("id", Text, primary_key=True),
    _reference("statement_id", "statement.id"),
    _text("name"),
    _list("names"),
    _list("parents"),
)
class_member = Table(
    "class_member",
    metadata,
    Column("drug_class", Text, ForeignKey("drug_class.id"), primary_key=True),
    _position(),
    _text("name"),
    _list("names"),
    Column("rxnorm", Text),
    Column("atc", Text),
)
combination = Table(
    "combination",
    metadata,
    Column("id", Text, primary_key=True),
    _reference("statement_id", "statement.id"),
    _text("name"),
    *(_list(column) for column in ("names", "ingredients")),
)
substance = Table(
    "substance",
    metadata,
    Column("id", Text, primary_key=True),
    _text("name"),
    *(Column(name, Text) for name in ("pronunciation", "rxnorm", "atc")),
    *(_list(name) for name in ("classes", "default_forms", "look_alikes")),
)
product = Table(
    "product",
    metadata,
    Column("medicine", Text, ForeignKey("substance.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    _reference("statement_id", "statement.id"),
    _text("name"),
    Column("brand", Boolean, nullable=False),
    *(_text(name) for name in ("route", "form")),
    Column("note", Text),
)
market_status = Table(
    "market_status",
    metadata,
    Column("medicine", Text, primary_key=True),
    Column("product", Text, primary_key=True),
    _position(),
    _reference("statement_id", "statement.id"),
    *(_text(name) for name in ("status", "since")),
    ForeignKeyConstraint(["medicine", "product"], ["product.medicine", "product.id"]),
)
name = Table(
    "name",
    metadata,
    Column("medicine", Text, ForeignKey("substance.id"), primary_key=True),
    _position(),
    *(_text(column) for column in ("text", "kind")),
    Column("product", Text),
    ForeignKeyConstraint(["medicine", "product"], ["product.medicine", "product.id"]),
)
fact = Table(
    "fact",
    metadata,
    _statement_key(),
    *_owner(),
    _reference("topic", "topic.id", index=True),
    _list("also"),
    _text("role"),
    Column("rank", Integer, nullable=False),
    _text("statement"),
    Column("simple", Text),
    *(_list(column) for column in ("about", "forms", "products")),
    *(_text(column) for column in ("audience", "severity")),
)
regimen = Table(
    "regimen",
    metadata,
    _statement_key(),
    *_owner(),
    _text("title"),
    _list("forms"),
    Column("maximum_mg_per_day", ExactNumber),
)
regimen_step = Table(
    "regimen_step",
    metadata,
    Column("statement_id", Text, ForeignKey("regimen.statement_id"), primary_key=True),
    _position(),
    Column("dose_mg", ExactNumber, nullable=False),
    Column("times_per_day", Integer, nullable=False),
    Column("days", Integer),
)
side_effect = Table(
    "side_effect",
    metadata,
    _statement_key(),
    *_owner(),
    _reference("term", "term.id"),
    Column("medical_name", Text),
    _text("group"),
    Column("percent_low", ExactNumber),
    Column("percent_high", ExactNumber),
    *(_text(column) for column in ("what_to_do", "level")),
    _list("forms"),
)
interaction = Table(
    "interaction",
    metadata,
    _statement_key(),
    *_owner(),
    Column("substance", Text),
    _reference("drug_class", "drug_class.id", nullable=True),
    *(_text(column) for column in ("severity", "effect", "advice")),
    _list("forms"),
)
condition_caution = Table(
    "condition_caution",
    metadata,
    _statement_key(),
    *_owner(),
    _reference("term", "term.id"),
    *(_text(column) for column in ("severity", "reason", "advice")),
    _list("forms"),
)
comparison = Table(
    "comparison",
    metadata,
    _statement_key(),
    *_owner(),
    _text("label"),
    _list("forms"),
    *(_text(column) for column in ("acts_on", "given", "area", "biggest_warning", "checks")),
)
discrepancy = Table(
    "discrepancy",
    metadata,
    _statement_key(),
    *_owner(),
    _reference("topic", "topic.id"),
    _list("about"),
    *(_text(column) for column in ("article_says", "sources_say")),
)
gap = Table(
    "gap",
    metadata,
    Column("medicine", Text, ForeignKey("substance.id"), primary_key=True),
    _position(),
    _reference("topic", "topic.id"),
    *(_text(column) for column in ("missing", "ask")),
    *(_list(column) for column in ("about", "products")),
)
