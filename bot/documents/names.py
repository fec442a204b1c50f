"""The entries of a log with the names of the knowledge base, in the order in which things were felt."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answers.context import display_name
from bot.knowledge import Snapshot
from bot.model.knowledge import Identity
from bot.model.record import LogEntry, Record


@dataclass(frozen=True)
class Names:
    """What effects and medicines are called.

    Args:
        snapshot: The knowledge base.
    """

    snapshot: Snapshot

    def effect(self, entry: LogEntry) -> str | None:
        """The plain name of what was felt; `None` where it is none that is known."""
        term = self.snapshot.terms.get(entry.effect or "")
        return term.name if term else None

    def medicine(self, name: str | None) -> str | None:
        """What a medicine is called, by its id; a name stays as it is."""
        content = self.snapshot.medicines.get(name or "")
        return display_name(content) if content else name

    def identity(self, name: str | None) -> Identity | None:
        """The identity of a medicine of the knowledge base, its codes included."""
        content = self.snapshot.medicines.get(name or "")
        return content.identity if content else None


def in_order(record: Record) -> list[LogEntry]:
    """The entries of a log, that which was felt first at the beginning.

    Args:
        record: What is kept of the person.
    """
    return sorted(record.of(LogEntry), key=lambda entry: (entry.day, entry.id))
