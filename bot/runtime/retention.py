"""Deleting what has been kept for long enough, and all of one person, wherever it is kept."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from rasa.core.tracker_store import TrackerStore

from bot.privacy.failures import report
from bot.privacy.keeping import remove_old
from bot.privacy.kept_lines import KeptLines
from bot.privacy.settings import KeepingSettings
from bot.records import Records
from bot.runtime import conversations

_log = logging.getLogger(__name__)

EVERY_SECONDS = 24 * 60 * 60
"""How often a server deletes what is too old."""


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

    @classmethod
    def of_installation(cls, store: TrackerStore, settings: KeepingSettings) -> Retention:
        """All of this installation.

        Args:
            store: Where its conversations are.
            settings: Where the rest is, and for how long things are kept.

        Raises:
            DatabaseProblem: A database failed.
        """
        state = settings.make_state()
        records = Records.of_installation(state, settings.people_url)
        return cls(records, KeptLines.of_installation(state), store, settings)

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


async def purge_again_and_again(make: Callable[[], Retention], every: float = EVERY_SECONDS) -> None:
    """Purges at once and then once a day, until it is cancelled. Never ends because of what fails.

    Args:
        make: Opens what is purged; done for each purge, so that a database that was away is found again.
        every: Seconds between two purges.
    """
    while True:
        try:
            done = await (await asyncio.to_thread(make)).purge(datetime.now(timezone.utc))
            _log.info("purged persons=%s conversations=%s", done.persons, done.conversations)
        except Exception as error:  # noqa: BLE001 - the server goes on, and so does this
            report(_log, "Nothing was purged", error)
        await asyncio.sleep(every)
