"""What is too old goes by itself, and everything of one person on request."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.model.record import Agree, DoctorQuestion, Keep, Record
from bot.privacy.settings import KeepingSettings
from bot.runtime.retention import Purged, Retention, purge_again_and_again

NOW = datetime.now(timezone.utc)
LONG_AGO = NOW - timedelta(days=400)


@pytest.fixture
def retention(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Retention:
    """An installation of its own, with a person and a conversation of today, and those of long ago."""
    monkeypatch.delenv("MEDGUIDE_PEOPLE_URL")
    store = SQLTrackerStore(Domain.empty(), "sqlite", db=str(tmp_path / "conversations.db"))
    made = Retention.of_installation(store, KeepingSettings(state=tmp_path))
    for person, at in (("new", NOW), ("old", LONG_AGO)):
        made.records.change(person, [Agree(at), Keep(DoctorQuestion(at=at, text="may I drive"))], at)
        said = [UserUttered("hello", timestamp=at.timestamp())]
        asyncio.run(store.save(DialogueStateTracker.from_events(person, said, [])))
    made.lines.add("some line", ["inform"], LONG_AGO.date())
    return made


async def left(retention: Retention) -> tuple[list[str], list[str], int]:
    """Whose records, whose conversations, and how many lines there are."""
    persons = [name for name in ("new", "old") if retention.records.of(name) != Record()]
    return persons, sorted(await retention.store.keys()), len(retention.lines.all())


async def test_what_is_too_old_goes_and_the_rest_stays(retention: Retention) -> None:
    assert await retention.purge(NOW) == Purged(persons=1, conversations=1)
    assert await left(retention) == (["new"], ["new"], 0)


async def test_everything_of_one_person_goes_on_request(retention: Retention) -> None:
    await retention.erase("new")

    assert await left(retention) == (["old"], ["old"], 1)


async def test_a_server_purges_by_itself_and_goes_on_after_a_failure(retention: Retention) -> None:
    outcomes = iter(["the database is away", None])
    was_purged = asyncio.Event()
    loop = asyncio.get_running_loop()

    def opened() -> Retention:
        reason = next(outcomes, "done")
        if reason == "done":  # the one before has purged by then
            loop.call_soon_threadsafe(was_purged.set)
        if reason:
            raise OSError(reason)
        return retention

    task = asyncio.create_task(purge_again_and_again(opened, every=0))
    await was_purged.wait()
    task.cancel()

    assert (await left(retention))[:2] == (["new"], ["new"])


async def test_the_next_purge_finds_nothing(retention: Retention) -> None:
    await retention.purge(NOW)

    assert await retention.purge(NOW) == Purged(persons=0, conversations=0)
