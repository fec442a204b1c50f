"""Keeps what was not understood, where that is switched on: later, and without anybody waiting for it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import date, datetime, timedelta, timezone
from threading import BoundedSemaphore

from bot.privacy.failures import report
from bot.privacy.kept_lines import KeptLines
from bot.privacy.redaction import is_telling, redact
from bot.privacy.settings import KeepingSettings

_log = logging.getLogger(__name__)

MOST_READINGS = 3
"""Readings that are kept with a line, to choose from."""
MOST_WAITING = 100
"""Lines that wait to be written; where the database is that slow, more are dropped."""


def today() -> date:
    """The day, the same everywhere: a line must not say where its writer lives."""
    return datetime.now(timezone.utc).date()


class Keeper:
    """Writes lines behind the back of the conversation. What fails is reported, without people's words.

    Args:
        lines: Where to; read when first needed.
        settings: Whether, and for how long.
        executor: Does the writing; by default one thread.
        today: Tells the day.
    """

    def __init__(
        self,
        lines: Callable[[], KeptLines],
        settings: KeepingSettings,
        executor: Executor | None = None,
        today: Callable[[], date] = today,
    ) -> None:
        self._lines = lines
        self._settings = settings
        self._executor = executor or ThreadPoolExecutor(1, thread_name_prefix="not-understood")
        self._today = today
        self._waiting = BoundedSemaphore(MOST_WAITING)
        self._tidied: date | None = None

    @property
    def is_on(self) -> bool:
        """Whether anything is kept."""
        return self._settings.keep_not_understood

    def keep(self, text: str, known: Iterable[str], readings: Iterable[str]) -> None:
        """Has a message redacted and written, where that is switched on and enough is left of it. Returns at once.

        Args:
            text: As it was typed.
            known: Names of medicines and terms in it.
            readings: The likeliest intents, best first.
        """
        if not self.is_on:
            return
        known, likeliest = tuple(known), tuple(readings)[:MOST_READINGS]

        def write() -> None:
            redacted = redact(text, known)
            if is_telling(redacted):
                self._lines().add(redacted, likeliest, self._today())

        self._later(write)

    def tidy(self) -> None:
        """Has lines deleted that are too old, once a day, also where keeping is switched off. Returns at once."""
        day = self._today()
        if self._tidied != day:
            self._tidied = day
            self._later(lambda: remove_old(self._lines(), self._settings, day))

    def _later(self, task: Callable[[], None]) -> None:
        if self._waiting.acquire(blocking=False):
            self._executor.submit(self._do, task)

    def _do(self, task: Callable[[], None]) -> None:
        try:
            task()
        except Exception as error:  # noqa: BLE001 - nobody waits for it
            report(_log, "The list of what was not understood was not written", error)
        finally:
            self._waiting.release()


def remove_old(lines: KeptLines, settings: KeepingSettings, day: date) -> None:
    """Deletes the lines that have been kept for long enough.

    Args:
        lines: The list.
        settings: For how many days a line is kept.
        day: Today.

    Raises:
        DatabaseProblem: The database failed.
    """
    lines.remove_before(day - timedelta(days=settings.keep_not_understood_days))
