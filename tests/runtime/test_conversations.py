"""Stored conversations: erased, kept without words, purged; in every store that an installation may have."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rasa.core.tracker_store import (
    FailSafeTrackerStore,
    InMemoryTrackerStore,
    RedisTrackerStore,
    SQLTrackerStore,
    TrackerStore,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import make_url

from bot.runtime.conversations import CannotEraseError, erase, keep_without_words, purge
from bot.runtime.stores import use_write_ahead_log

WORD = "zanzibarrhoea"
DOMAIN = Domain.from_yaml("version: '3.1'\nslots:\n  medicine: {type: any, mappings: [{type: custom}]}\n")


@pytest.fixture
def sqlite(tmp_path: Path) -> SQLTrackerStore:
    store = SQLTrackerStore(DOMAIN, "sqlite", db=str(tmp_path / "conversations.db"))
    use_write_ahead_log(store.engine)
    return store


@pytest.fixture
def postgresql(postgresql_url: str) -> Iterator[SQLTrackerStore]:
    url = make_url(postgresql_url)
    store = SQLTrackerStore(
        DOMAIN, "postgresql", url.host or url.query.get("host"), url.port, url.database, url.username, url.password
    )
    yield store
    SQLTrackerStore.Base.metadata.drop_all(store.engine)
    store.engine.dispose()


@pytest.fixture
def memory() -> InMemoryTrackerStore:
    return InMemoryTrackerStore(DOMAIN)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql), "memory"])
def store(request: pytest.FixtureRequest) -> TrackerStore:
    """As the agent has it: within Rasa's wrapper."""
    return FailSafeTrackerStore(request.getfixturevalue(request.param))


def conversation(name: str, at: float) -> DialogueStateTracker:
    """Two sessions of a conversation."""
    events = []
    for _ in range(2):
        events += [
            ActionExecuted("action_session_start", timestamp=at),
            SessionStarted(timestamp=at),
            UserUttered(f"I have {WORD}", timestamp=at),
            SlotSet("medicine", {"id": "baclofen"}, timestamp=at),
        ]
    return DialogueStateTracker.from_events(name, events, DOMAIN.slots)


async def save(store: TrackerStore, *names: str, at: float | None = None) -> None:
    for name in names:
        await store.save(conversation(name, time.time() if at is None else at))


def is_in_a_file_of(folder: Path) -> bool:
    return any(WORD.encode() in path.read_bytes() for path in folder.iterdir())


async def words_of(store: TrackerStore, name: str) -> list[str]:
    tracker = await store.retrieve_full_tracker(name)
    return [event.text for event in tracker.events if isinstance(event, UserUttered)] if tracker else []


async def test_erasing_takes_one_conversation_and_no_other(store: TrackerStore) -> None:
    await save(store, "ann", "bob")

    await erase(store, "ann")

    assert await store.retrieve_full_tracker("ann") is None
    assert await words_of(store, "bob")


async def test_erasing_what_is_not_there_is_no_error(store: TrackerStore) -> None:
    await erase(store, "nobody")


async def test_without_words_only_what_follow_ups_need_is_left(store: TrackerStore) -> None:
    await save(store, "ann")
    tracker = await store.retrieve("ann")
    assert tracker is not None

    await keep_without_words(store, tracker)

    left = await store.retrieve("ann")
    assert left is not None
    assert left.get_slot("medicine") == {"id": "baclofen"}
    assert await words_of(store, "ann") == []


async def test_old_conversations_are_purged(store: TrackerStore) -> None:
    now = time.time()
    await save(store, "new", at=now)
    await save(store, "old", at=now - 1000)
    in_memory = isinstance(store._tracker_store, InMemoryTrackerStore)

    assert await purge(store, now - 500) == (0 if in_memory else 1)  # memory is gone with the process anyway
    assert await words_of(store, "new")


async def test_erased_words_are_in_no_file(sqlite: SQLTrackerStore, tmp_path: Path) -> None:
    for number in range(20):
        await save(sqlite, f"ann{number}")
    assert is_in_a_file_of(tmp_path)

    for number in range(20):
        await erase(sqlite, f"ann{number}")

    assert not is_in_a_file_of(tmp_path)


async def test_a_store_that_nothing_can_be_taken_from_is_told(memory: InMemoryTrackerStore) -> None:
    class Unheard(TrackerStore):
        pass

    for act in (erase(Unheard(DOMAIN), "ann"), purge(Unheard(DOMAIN), 0)):
        with pytest.raises(CannotEraseError, match="Unheard"):
            await act


async def test_redis_is_known() -> None:
    deleted: list[str] = []

    class Fake:
        def delete(self, key: str) -> None:
            deleted.append(key)

    store = RedisTrackerStore.__new__(RedisTrackerStore)
    store.red, store.key_prefix = Fake(), "tracker:"

    await erase(store, "ann")

    assert deleted == ["tracker:ann"]
