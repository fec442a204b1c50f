"""What differs between two snapshots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.knowledge.identifiers import full_id
from bot.knowledge.snapshot import STATEMENT_LISTS, Snapshot
from bot.model.knowledge import Content

_SINGULAR = {
    "facts": "fact",
    "regimens": "regimen",
    "side_effects": "side effect",
    "interactions": "interaction",
    "conditions": "condition",
    "comparison": "comparison",
    "discrepancies": "discrepancy",
}


@dataclass(frozen=True)
class Change:
    """An entry that is in both and not the same."""

    name: str
    fields: tuple[str, ...]
    """The fields that differ."""


@dataclass(frozen=True)
class Difference:
    """Entries by name (`fact baclofen/stopping-lead`), in order."""

    added: tuple[str, ...] = ()
    changed: tuple[Change, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def diff(old: Snapshot, new: Snapshot) -> Difference:
    """What turns one snapshot into another.

    Args:
        old: What there was.
        new: What there is now.
    """
    before, after = dict(_named(old)), dict(_named(new))
    return Difference(
        added=tuple(name for name in after if name not in before),
        changed=tuple(
            Change(name, _fields_that_differ(before[name], entry))
            for name, entry in after.items()
            if name in before and before[name] != entry
        ),
        removed=tuple(name for name in before if name not in after),
    )


def _fields_that_differ(old: Content, new: Content) -> tuple[str, ...]:
    return tuple(name for name in type(new).__fields__ if getattr(old, name) != getattr(new, name))


def _named(snapshot: Snapshot) -> Iterator[tuple[str, Content]]:
    shared = {
        "source": snapshot.sources,
        "topic": snapshot.topics,
        "term": snapshot.terms,
        "class": snapshot.classes,
        "combination": snapshot.combinations,
    }
    for kind, entries in shared.items():
        for name, entry in entries.items():
            yield f"{kind} {name}", entry
    for medicine in snapshot.medicines.values():
        if medicine.identity:
            yield f"medicine {medicine.medicine}", medicine.identity
        for product in medicine.products:
            yield f"product {full_id(medicine.medicine, product.id)}", product
        for listed in STATEMENT_LISTS:
            for entry in getattr(medicine, listed):
                yield f"{_SINGULAR[listed]} {full_id(medicine.medicine, entry.id)}", entry
        for gap in medicine.gaps:
            yield f"gap {full_id(medicine.medicine, gap.topic)}: {gap.missing}", gap
