"""Keeping what was not understood: redacted, behind the back of the conversation, for so many days."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Event

import pytest

from bot.knowledge import DatabaseProblem
from bot.privacy.keeping import MOST_WAITING, Keeper
from bot.privacy.kept_lines import KeptLines
from bot.privacy.settings import KeepingSettings

DAY = date(2030, 1, 31)
READINGS = ("ask_food", "ask_alcohol", "ask_uses", "ask_storage")
ON = KeepingSettings(keep_not_understood=True, keep_not_understood_days=7)
OFF = KeepingSettings(keep_not_understood=False, keep_not_understood_days=7)


@pytest.fixture
def thread() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as executor:
        yield executor


def texts(lines: KeptLines) -> list[str]:
    return [line.text for line in lines.all()]


def test_a_line_is_kept_redacted_with_the_likeliest_readings(lines: KeptLines, thread: ThreadPoolExecutor) -> None:
    Keeper(lambda: lines, ON, thread, lambda: DAY).keep("can Zorp take Jardiance", ["Jardiance"], READINGS)
    thread.shutdown()

    [line] = lines.all()
    assert (line.text, line.readings, line.times, line.day) == ("can [name] take Jardiance", READINGS[:3], 1, DAY)


def test_nothing_is_kept_where_it_is_switched_off(lines: KeptLines, thread: ThreadPoolExecutor) -> None:
    keeper = Keeper(lambda: lines, OFF, thread, lambda: DAY)
    keeper.keep("where do kayaks go", [], READINGS)
    keeper.tidy()
    thread.shutdown()

    assert texts(lines) == []


def test_what_says_nothing_any_more_is_not_kept(lines: KeptLines, thread: ThreadPoolExecutor) -> None:
    Keeper(lambda: lines, ON, thread, lambda: DAY).keep("zorp@mail.example", [], READINGS)
    thread.shutdown()

    assert texts(lines) == []


@pytest.mark.parametrize("settings", [pytest.param(ON, id="on"), pytest.param(OFF, id="switched off since")])
def test_old_lines_are_deleted_with_the_first_message_of_a_day(
    lines: KeptLines, thread: ThreadPoolExecutor, settings: KeepingSettings
) -> None:
    for age in (0, 7, 8):
        lines.add(f"said {age} days ago", READINGS, DAY - timedelta(days=age))
    days = iter([DAY, DAY, DAY + timedelta(days=1)])
    keeper = Keeper(lambda: lines, settings, thread, lambda: next(days))

    keeper.tidy()
    thread.submit(lambda: None).result()
    assert texts(lines) == ["said 0 days ago", "said 7 days ago"]
    keeper.tidy()
    keeper.tidy()
    thread.shutdown()
    assert texts(lines) == ["said 0 days ago"]


def test_a_broken_database_is_reported_without_words(
    thread: ThreadPoolExecutor, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> KeptLines:
        raise DatabaseProblem("kayaks")

    with caplog.at_level(logging.DEBUG):
        Keeper(broken, ON, thread, lambda: DAY).keep("where do kayaks go", [], READINGS)
        thread.shutdown()

    assert "The list of what was not understood was not written: DatabaseProblem at" in caplog.text
    assert "kayaks" not in caplog.text


def test_nobody_waits_for_a_slow_database_and_what_is_too_much_is_dropped(thread: ThreadPoolExecutor) -> None:
    goes_on, tries = Event(), []

    def slow() -> KeptLines:
        goes_on.wait(10)
        tries.append(1)
        raise DatabaseProblem("gone")

    keeper = Keeper(slow, ON, thread, lambda: DAY)
    for _ in range(MOST_WAITING + 20):
        keeper.keep("where do kayaks go", [], READINGS)
    assert tries == []
    goes_on.set()
    thread.shutdown()

    assert len(tries) == MOST_WAITING
