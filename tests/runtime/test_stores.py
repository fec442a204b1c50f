"""Conversations are kept on one machine, one message at a time."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.runtime.stores import AsyncioLockStore, EmbeddedTrackerStore


async def test_the_next_message_of_a_conversation_waits_for_the_one_before() -> None:
    store = AsyncioLockStore()
    order: list[str] = []
    first_is_in = asyncio.Event()
    may_go_on = asyncio.Event()

    async def first() -> None:
        async with store.lock("a"):
            first_is_in.set()
            await may_go_on.wait()
            order.append("first")

    async def second() -> None:
        await first_is_in.wait()
        async with store.lock("a"):
            order.append("second")

    async def other_conversation() -> None:
        await first_is_in.wait()
        async with store.lock("b"):
            order.append("other")
        may_go_on.set()

    await asyncio.gather(first(), second(), other_conversation())
    assert order == ["other", "first", "second"]


async def test_a_conversation_is_free_again_after_a_failure() -> None:
    store = AsyncioLockStore()
    with pytest.raises(ValueError, match="broken"):
        async with store.lock("a"):
            raise ValueError("broken")
    lock = store.lock("a")
    await asyncio.wait_for(lock.__aenter__(), timeout=1)
    await lock.__aexit__(None, None, None)


async def test_a_conversation_that_nobody_holds_takes_no_memory() -> None:
    store = AsyncioLockStore()
    async with store.lock("a"):
        pass
    assert vars(store) == {"_locks": {}, "_users": {}}


async def test_a_conversation_survives_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDGUIDE_STATE", str(tmp_path / "state"))
    store = EmbeddedTrackerStore(Domain.empty())
    await store.save(DialogueStateTracker.from_events("someone", [UserUttered("hello")]))
    again = EmbeddedTrackerStore(Domain.load("domain.yml"))
    tracker = await again.retrieve("someone")
    assert tracker is not None
    assert tracker.latest_message is not None
    assert tracker.latest_message.text == "hello"


def test_the_database_is_in_write_ahead_mode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDGUIDE_STATE", str(tmp_path))
    with EmbeddedTrackerStore(Domain.empty()).engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
