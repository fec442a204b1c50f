"""Deleting what has been kept for long enough, and all of one person, wherever it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from rasa.core.tracker_store import TrackerStore

from bot.privacy.keeping import remove_old
from bot.privacy.kept_lines import KeptLines
from bot.privacy.settings import KeepingSettings
from bot.records import Records
from bot.runtime import conversations


@dataclass(frozen=True)
class Purged:
    """How much was deleted."""

    persons: int
    conversations: int


@dataclass(frozen=True)
class Retention:
    """Everything in which something of a person may be kept."""

    records: Records
    lines: KeptLines
    store: TrackerStore
    settings: KeepingSettings

    async def purge(self, now: datetime) -> Purged:
        """Deletes what is older than the settings say.

        Args:
            now: The time, in UTC.

        Raises:
            DatabaseProblem: A database failed.
            CannotEraseError: Conversations are where nothing can be deleted.
        """
        remove_old(self.lines, self.settings, now.date())
        persons = self.records.purge(now - timedelta(days=self.settings.keep_people_days))
        oldest = now - timedelta(days=self.settings.keep_conversations_days)
        return Purged(persons, await conversations.purge(self.store, oldest.timestamp()))

    async def erase(self, person: str) -> None:
        """Deletes everything of one person.

        Args:
            person: The id of the conversation.

        Raises:
            DatabaseProblem: A database failed.
            CannotEraseError: Conversations are where nothing can be deleted.
        """
        self.records.forget(person)
        await conversations.erase(self.store, person)
