"""The server delivers by itself, and goes on whatever fails."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.worker import Tally
from bot.model.record import HandOff, Reminder
from bot.runtime import deliveries
from bot.runtime.settings import Settings


def settings(tmp_path: Path, **given: Any) -> Settings:
    where = {"hand_off": f"maildir:{tmp_path / 'box'}", "hand_off_hours": "Mon-Sun 00:00-24:00 UTC"}
    people = f"sqlite:///{tmp_path / 'people.db'}"
    return Settings(state=tmp_path, people_url=people, **{**where, **given})


def test_by_default_only_reminders_are_delivered(tmp_path: Path) -> None:
    found = deliveries.deliveries(settings(tmp_path, hand_off=None, hand_off_hours=""))
    assert [each.kind for each in found] == [Reminder]


def test_hand_offs_are_delivered_where_there_is_a_desk(tmp_path: Path) -> None:
    assert HandOff in [each.kind for each in deliveries.deliveries(settings(tmp_path))]


async def test_it_goes_on_after_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Flaky:
        def __init__(self) -> None:
            self.runs = 0
            self.again = asyncio.Event()
            self.loop = asyncio.get_running_loop()

        def run(self) -> Tally:
            self.runs += 1
            if self.runs == 1:
                raise OSError("somebody's words")
            self.loop.call_soon_threadsafe(self.again.set)
            return Tally()

    flaky = Flaky()
    monkeypatch.setattr(deliveries, "worker", lambda _: flaky)
    task = asyncio.create_task(deliveries.deliver_forever(settings(tmp_path), every=0))
    await asyncio.wait_for(flaky.again.wait(), 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert "Nothing was delivered: OSError" in caplog.text
    assert "somebody's words" not in caplog.text
