"""What may be said: the numbers and sentences of the content that a section states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from bot.knowledge import Snapshot
from bot.language.amounts import amounts_in, unit_of
from bot.language.numbers import numbers_in
from bot.model.conversation import Section
from bot.model.knowledge import Content, Product, Quantity
from bot.safety.contacts import contacts
from bot.safety.guards.inspected import Inspected

Known = tuple[Decimal, str | None]
"""A number and its unit, as `Amount` has them."""

_NOT_SHOWN = frozenset(
    {"id", "topic", "also", "about", "citations", "forms", "products", "jurisdiction", "evidence", "status", "rank"}
    | {"reviewed_by", "reviewed_on", "review_due", "audience", "severity", "term", "means", "level", "group", "role"}
)
"""Fields that nobody reads: a number in the name of a section or in a date of review backs nothing."""

_UNIT_OF_FIELD = {
    "dose_mg": "mg",
    "maximum_mg_per_day": "mg",
    "times_per_day": "times",
    "days": "day",
    "percent_low": "percent",
    "percent_high": "percent",
}
"""Fields that hold a number alone."""


def numbers_of(inspected: Inspected, section: Section | None) -> set[Known]:
    """Every number that a section may say, with its unit.

    Args:
        inspected: The answer.
        section: The section; `None` for what stands outside of all.
    """
    known: set[Known] = set()
    for item in (*inspected.stated(section), *products_of(inspected)):
        known |= set(_numbers(item))
    return known


def conversions_of(inspected: Inspected) -> dict[Decimal, set[tuple[Decimal, Decimal]]]:
    """The doses that a label prints, each with its millilitres, by strength in mg/mL: all that is ever computed."""
    found: dict[Decimal, set[tuple[Decimal, Decimal]]] = {}
    for medicine in _medicines(inspected):
        content = inspected.snapshot.medicines[medicine]
        doses = {step.dose_mg for regimen in content.regimens for step in regimen.steps}
        for strength in {product.milligrams_per_millilitre for product in content.products} - {None}:
            if strength:
                found.setdefault(strength, set()).update((dose, dose / strength) for dose in doses)
    return found


def texts_of(inspected: Inspected, section: Section | None) -> Iterator[str]:
    """Every text of the content that a section may say, the region's numbers filled in."""
    lines = contacts(inspected.question.region)
    items: list[Content] = [*inspected.stated(section), *products_of(inspected)]
    for medicine in _medicines(inspected):
        items += inspected.snapshot.medicines[medicine].gaps
    terms = inspected.snapshot.terms
    items += [terms[term] for term in inspected.question.terms if term in terms]
    for item in items:
        yield from map(lines.fill, _texts(item.dict()))
    sources = inspected.snapshot.sources
    yield from (sources[each].title for each in (section.source_ids if section else ()) if each in sources)


def products_of(inspected: Inspected) -> Iterator[Product]:
    """The products of the medicines that the answer is about: what is in the hand may always be named."""
    for medicine in _medicines(inspected):
        yield from inspected.snapshot.medicines[medicine].products


@dataclass(frozen=True)
class Names:
    """Names with a number in them ("vitamin B 12", "baclofen oral solution 1 mg/mL"), read once for each content."""

    version: str
    snapshot: Snapshot = field(compare=False, repr=False)


@lru_cache(maxsize=4)
def numbered_names(names: Names) -> tuple[str, ...]:
    """The names of the content that hold a number, longest first: the number is part of the name, and no claim."""
    snapshot = names.snapshot
    found: set[str] = set()
    for medicine in snapshot.medicines.values():
        found |= {product.name for product in medicine.products}
        found |= {row.substance for row in medicine.interactions if row.substance}
        found |= {name.text for name in medicine.identity.names} if medicine.identity else set()
    for drug_class in snapshot.classes.values():
        found |= {drug_class.name, *(name for each in drug_class.members for name in (each.name, *each.names))}
    found |= {name for each in snapshot.combinations.values() for name in (each.name, *each.names)}
    found |= {term.name for term in snapshot.terms.values()}
    found |= {text for source in snapshot.sources.values() for text in (source.publisher, source.title)}
    return tuple(sorted((name for name in found if numbers_in(name)), key=len, reverse=True))


def _medicines(inspected: Inspected) -> Iterator[str]:
    return (each for each in inspected.answer.medicines if each in inspected.snapshot.medicines)


def _numbers(value: Any, name: str = "") -> Iterator[Known]:
    """The numbers of a piece of content, or of its field of a name."""
    if isinstance(value, Quantity):
        yield value.value, unit_of(value.unit)
    elif isinstance(value, Content):
        for field_name, part in value:
            if field_name not in _NOT_SHOWN and part is not None:
                yield from _numbers(part, field_name)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _numbers(part)
    elif name in _UNIT_OF_FIELD:
        yield Decimal(value), _UNIT_OF_FIELD[name]
    elif isinstance(value, date):
        yield from ((Decimal(part), "date") for part in (value.year, value.month, value.day))
    elif isinstance(value, str):
        yield from ((amount.value, amount.unit) for amount in amounts_in(value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in _NOT_SHOWN:
                yield from _texts(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _texts(part)
