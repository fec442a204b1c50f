"""What becomes of conversations that are stored: erased, kept without their words, or deleted when they are old.

Rasa's tracker stores only ever add. These functions know the stores that an installation of ours may have.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from rasa.core.tracker_store import (
    AwaitableTrackerStore,
    FailSafeTrackerStore,
    InMemoryTrackerStore,
    RedisTrackerStore,
    SQLTrackerStore,
    TrackerStore,
)
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import func
from sqlalchemy.orm import Session

from bot.knowledge.database import leave_no_trace

_SESSION_START = "action_session_start"


class CannotEraseError(Exception):
    """Conversations are in a store from which nothing can be erased here."""


async def erase(store: TrackerStore, conversation: str) -> None:
    """Deletes a conversation, every word and every session of it.

    Args:
        store: Where conversations are.
        conversation: Its id.

    Raises:
        CannotEraseError: The store is of a kind that is not known here.
    """
    for each in _stores(store):
        if isinstance(each, SQLTrackerStore):
            with each.session_scope() as session:
                _delete(each, session, [conversation])
                session.commit()
            leave_no_trace(each.engine)
        elif isinstance(each, InMemoryTrackerStore):
            each.store.pop(conversation, None)
        elif isinstance(each, RedisTrackerStore):
            each.red.delete(f"{each.key_prefix}{conversation}")
        else:
            raise CannotEraseError(f"conversations in a {type(each).__name__} cannot be erased")


async def keep_without_words(store: TrackerStore, tracker: DialogueStateTracker) -> None:
    """Replaces a conversation by what its follow-ups need, the slots: no message, no reply.

    Args:
        store: Where conversations are.
        tracker: The conversation.

    Raises:
        CannotEraseError: The store is of a kind that is not known here.
    """
    await erase(store, tracker.sender_id)
    await store.save(_of_slots(tracker))


async def purge(store: TrackerStore, before: float) -> int:
    """Deletes the conversations in which nothing was said since a time.

    Args:
        store: Where conversations are.
        before: In seconds since 1970.

    Returns:
        How many there were.

    Raises:
        CannotEraseError: The store is of a kind that is not known here.
    """
    count = 0
    for each in _stores(store):
        if isinstance(each, SQLTrackerStore):
            count += _purge(each, before)
        elif isinstance(each, InMemoryTrackerStore):
            continue  # gone with the process
        elif isinstance(each, RedisTrackerStore):
            continue  # its `record_exp` does that
        else:
            raise CannotEraseError(f"conversations in a {type(each).__name__} cannot be deleted")
    return count


def _stores(store: TrackerStore) -> Iterator[TrackerStore]:
    """The stores behind Rasa's wrappers, also the one that takes over while another fails."""
    if isinstance(store, FailSafeTrackerStore):
        yield from _stores(store._tracker_store)  # noqa: SLF001 - Rasa gives no other way to it
        if store._fallback_tracker_store is not None:  # noqa: SLF001
            yield from _stores(store._fallback_tracker_store)  # noqa: SLF001
    elif isinstance(store, AwaitableTrackerStore):
        yield from _stores(store._tracker_store)  # noqa: SLF001
    else:
        yield store


def _purge(store: SQLTrackerStore, before: float) -> int:
    event = store.SQLEvent
    with store.session_scope() as session:
        old = session.query(event.sender_id).group_by(event.sender_id).having(func.max(event.timestamp) < before).all()
        _delete(store, session, [sender for (sender,) in old])
        session.commit()
    if old:
        leave_no_trace(store.engine)
    return len(old)


def _delete(store: SQLTrackerStore, session: Session, conversations: Iterable[str]) -> None:
    for conversation in conversations:
        session.query(store.SQLEvent).filter(store.SQLEvent.sender_id == conversation).delete()


def _of_slots(tracker: DialogueStateTracker) -> DialogueStateTracker:
    now = time.time()
    events: list[Event] = [ActionExecuted(_SESSION_START, timestamp=now), SessionStarted(timestamp=now)]
    events += [
        SlotSet(name, value, timestamp=now)
        for name, value in tracker.current_slot_values().items()
        if value is not None
    ]
    events.append(ActionExecuted("action_listen", timestamp=now))
    return DialogueStateTracker.from_events(tracker.sender_id, events, tracker.slots.values())
