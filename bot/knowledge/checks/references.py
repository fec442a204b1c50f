"""Entries are named once, and what they refer to exists."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator

from bot.knowledge.errors import ContentError
from bot.knowledge.files import Draft, Entry
from bot.knowledge.snapshot import STATEMENT_LISTS
from bot.model.knowledge import Citation

_IDENTIFIER = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
_DISCREPANCY = re.compile(r"D[0-9]+[a-z]?")
_JURISDICTION = re.compile(r"any|[A-Z]{2}")


def ids_are_well_formed(draft: Draft) -> Iterator[ContentError]:
    """Lower-case words joined by hyphens or underscores; `D12` for what the article got wrong."""
    for entry in draft.entries:
        name, field = _identifier(entry)
        if name is None:
            continue
        if entry.kind == "discrepancies":
            if not _DISCREPANCY.fullmatch(name):
                yield entry.error(f"`{name}` is not an id such as D12", *field)
        elif not _IDENTIFIER.fullmatch(name):
            yield entry.error(f"`{name}` is not lower-case words joined by hyphens or underscores", *field)


def _identifier(entry: Entry) -> tuple[str | None, tuple[str, ...]]:
    return (entry.item, ()) if entry.kind == "medicine" else (getattr(entry.item, "id", None), ("id",))


def ids_are_unique(draft: Draft) -> Iterator[ContentError]:
    """What serves all medicines: across all files. A medicine's statements, and its products: within it."""
    first: dict[tuple[str, str | None, str], Entry] = {}
    for entry in draft.entries:
        if not hasattr(entry.item, "id"):
            continue
        of_medicine = entry.kind in STATEMENT_LISTS or entry.kind == "products"
        family = "statements" if entry.kind in STATEMENT_LISTS else entry.kind
        key = (family, entry.medicine if of_medicine else None, entry.item.id)
        known = first.setdefault(key, entry)
        if known is not entry:
            where = f"{known.place} ({known.kind})"
            yield entry.error(f"`{entry.item.id}` is taken by {where}", "id")


def each_medicine_has_one_identity(draft: Draft) -> Iterator[ContentError]:
    """Exactly one of a medicine's files says what the medicine is."""
    identities: dict[str | None, Entry] = {}
    for entry in draft.of("identity"):
        known = identities.setdefault(entry.medicine, entry)
        if known is not entry:
            yield entry.error(f"{entry.medicine} has its identity in {known.place} already")
    reported: set[str] = set()
    for entry in draft.of("medicine"):
        if entry.item not in identities and entry.item not in reported and draft.complete:
            reported.add(entry.item)
            yield entry.error(f"no file of {entry.item} has an `identity:`; give it in one of them")


def jurisdictions_are_known_codes(draft: Draft) -> Iterator[ContentError]:
    """Two capital letters, or `any`."""
    for entry in draft.entries:
        jurisdiction = getattr(entry.item, "jurisdiction", None)
        if jurisdiction is not None and not _JURISDICTION.fullmatch(jurisdiction):
            yield entry.error(f"`{jurisdiction}` is not a code such as US or UK, nor `any`", "jurisdiction")
        for index, status in enumerate(getattr(entry.item, "market", ())):
            if not _JURISDICTION.fullmatch(status.jurisdiction):
                message = f"`{status.jurisdiction}` is not a code such as US or UK, nor `any`"
                yield entry.error(message, "market", index, "jurisdiction")


def references_exist(draft: Draft) -> Iterator[ContentError]:
    """Sources cited, terms, topics, classes and products named: all of them are in the knowledge base."""
    if not draft.complete:
        # What is missed here may be in an entry that could not be read.
        return
    known = {kind: {entry.item.id for entry in draft.of(kind)} for kind in _PLURALS}
    of_medicine: dict[str | None, set[str]] = {}
    for entry in draft.of("products"):
        of_medicine.setdefault(entry.medicine, set()).add(entry.item.id)
    for entry in draft.entries:
        for kind, name, field in _references(entry):
            names = of_medicine.get(entry.medicine, set()) if kind == "products" else known[kind]
            if name not in names:
                yield entry.error(f"there is no {_PLURALS[kind]} `{name}`{_nearest(name, names)}", *field)


_PLURALS = {"sources": "source", "terms": "term", "topics": "topic", "classes": "class", "products": "product"}

_REFERRING_FIELDS = {
    "topic": "topics",
    "also": "topics",
    "follow_ups": "topics",
    "borrow": "topics",
    "about": "terms",
    "term": "terms",
    "drug_class": "classes",
    "classes": "classes",
    "parents": "classes",
    "products": "products",
}


def _references(entry: Entry) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    """Kind, id and field of everything that an entry refers to."""
    for citation_field, citations in _citations(entry):
        for index, citation in enumerate(citations):
            yield "sources", citation.source, (*citation_field, index, "source")
    for field, kind in _REFERRING_FIELDS.items():
        value = getattr(entry.item, field, None)
        if isinstance(value, str):
            yield kind, value, (field,)
        elif isinstance(value, tuple):
            for index, name in enumerate(value):
                yield kind, name, (field, index)
    if entry.kind == "identity":
        for index, name in enumerate(entry.item.names):
            if name.product:
                yield "products", name.product, ("names", index, "product")


def _citations(entry: Entry) -> Iterator[tuple[tuple[str | int, ...], tuple[Citation, ...]]]:
    yield ("citations",), getattr(entry.item, "citations", ())
    for index, status in enumerate(getattr(entry.item, "market", ())):
        yield ("market", index, "citations"), status.citations


def _nearest(name: str, names: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, sorted(names), n=1)
    return f"; did you mean `{near[0]}`?" if near else ""


def an_interaction_has_one_partner(draft: Draft) -> Iterator[ContentError]:
    """Another medicine or a class of them: one of the two."""
    for entry in draft.of("interactions"):
        if (entry.item.substance is None) == (entry.item.drug_class is None):
            yield entry.error("needs either `substance` or `drug_class`, and not both")


RULES: tuple[Callable[[Draft], Iterator[ContentError]], ...] = (
    ids_are_well_formed,
    ids_are_unique,
    each_medicine_has_one_identity,
    jurisdictions_are_known_codes,
    references_exist,
    an_interaction_has_one_partner,
)
