"""Where conversations are kept on one machine: SQLite for what was said, a lock in memory for whose turn it is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.runtime.settings import Settings
from bot.runtime.stock import embed_in_running_app


class EmbeddedTrackerStore(SQLTrackerStore):
    """Rasa's SQL tracker store on a SQLite file in the state folder, in WAL mode.

    Rasa's own commands find it in `endpoints.yml`, and load nothing else of ours before they answer; so it is here that
    they get the in-process actions and the error boundary (`bot.runtime.stock`).

    Args:
        domain: Rasa's domain.
        event_broker: Where events are published, if anywhere.
        **ignored: What Rasa passes to every store, and this one does not need.
    """

    def __init__(self, domain: Domain | None = None, event_broker: Any = None, **ignored: Any) -> None:  # noqa: ARG002
        settings = Settings()
        path = settings.make_state() / "conversations.db"
        super().__init__(domain, "sqlite", db=str(path), event_broker=event_broker)
        use_write_ahead_log(self.engine)
        embed_in_running_app(settings)


def use_write_ahead_log(engine: Engine) -> None:
    """Lets readers and one writer work at the same time, and overwrites what is deleted, on every connection made."""

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _: Any) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA secure_delete=ON")

    engine.dispose()


class AsyncioLockStore(LockStore):
    """One message of a conversation at a time, in one process.

    Rasa's own store looks once a second whether the conversation is free; this one wakes the next message at once.

    Args:
        endpoint_config: What Rasa passes to every store; not needed.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:  # noqa: ARG002
        self._locks: dict[str, asyncio.Lock] = {}
        self._users: dict[str, int] = {}

    @asynccontextmanager
    async def lock(self, conversation_id: str, *_: Any, **__: Any) -> AsyncIterator[TicketLock]:
        """Waits for the conversation, and holds it inside the `async with`."""
        lock = self._locks.setdefault(conversation_id, asyncio.Lock())
        self._users[conversation_id] = self._users.get(conversation_id, 0) + 1
        try:
            async with lock:
                yield TicketLock(conversation_id)
        finally:
            self._users[conversation_id] -= 1
            if not self._users[conversation_id]:
                del self._users[conversation_id], self._locks[conversation_id]
