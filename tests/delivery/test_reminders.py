"""Reminders that are due: sent once, at most an hour late, never in a burst, and gone with the person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from bot.answers.wording import Wording
from bot.delivery.push import Outbox, Push
from bot.delivery.reminders import ReminderDelivery
from bot.delivery.worker import RETRY_MINUTES, Tally, Worker
from bot.knowledge import CONTENT
from bot.model.record import Agree, Forget, Keep, Note, Reminder
from bot.model.schedule import Schedule
from bot.records import Records
from tests.delivery.conftest import NOW, Clock

WORDING = Wording.read(CONTENT / "phrases.yml")
PLAIN = "It's time for your reminder."
PERSON = "someone"


class Sent:
    """Writes down what is sent."""

    def __init__(self) -> None:
        self.texts: list[tuple[str, str, str]] = []
        self.fails = False

    def send(self, person: str, channel: str, note: Note) -> None:
        if self.fails:
            raise ConnectionError
        self.texts.append((person, channel, note.text))


@pytest.fixture
def sent() -> Sent:
    return Sent()


def reminder(minutes: int = 10, channel: str = "web", **fields: Any) -> Reminder:
    """One that is due some minutes after `NOW` (10:30 on a Wednesday), and on each day."""
    at = NOW + timedelta(minutes=minutes)
    schedule = Schedule(times=(at.hour * 60 + at.minute,), zone="UTC")
    return Reminder(at=NOW, about="dose", schedule=schedule, channel=channel, next_at=at, **fields)


def keep(records: Records, *items: Reminder, person: str = PERSON) -> None:
    records.change(person, [Agree(NOW), *map(Keep, items)], NOW)


def worker(records: Records, pushes: Mapping[str, Push], clock: Clock) -> Worker:
    return Worker(records, [ReminderDelivery(pushes, WORDING, clock)], clock)


def test_it_is_sent_when_it_is_time_and_comes_again_the_next_day(records: Records, clock: Clock, sent: Sent) -> None:
    keep(records, reminder())
    run = worker(records, {"web": sent}, clock).run

    assert run() == Tally()
    clock.pass_minutes(10)
    assert run() == Tally(delivered=1)
    assert run() == Tally()
    assert sent.texts == [(PERSON, "web", PLAIN)]
    (kept,) = records.of(PERSON).of(Reminder)
    assert kept.next_at == NOW + timedelta(days=1, minutes=10)
    clock.pass_minutes(24 * 60)
    assert run() == Tally(delivered=1)


@pytest.mark.parametrize(
    ("late", "messages"),
    [
        pytest.param(59, 1, id="less than an hour"),
        pytest.param(60, 0, id="an hour"),
        pytest.param(24 * 60 + 30, 1, id="days missed, and the last one half an hour ago"),
        pytest.param(5 * 24 * 60 + 90, 0, id="days missed, and the last one too long ago"),
    ],
)
def test_what_was_missed_is_no_burst(records: Records, clock: Clock, sent: Sent, late: int, messages: int) -> None:
    keep(records, reminder())
    clock.pass_minutes(10 + late)
    run = worker(records, {"web": sent}, clock).run

    run()
    run()
    assert len(sent.texts) == messages
    (kept,) = records.of(PERSON).of(Reminder)
    assert kept.next_at is not None
    assert clock.now < kept.next_at <= clock.now + timedelta(days=1)


def test_one_of_a_date_is_over_once_it_came(records: Records, clock: Clock, sent: Sent) -> None:
    once = reminder()
    keep(records, once.copy(update={"schedule": Schedule(times=once.schedule.times, on=NOW.date(), zone="UTC")}))
    clock.pass_minutes(10)
    worker(records, {"web": sent}, clock).run()

    (kept,) = records.of(PERSON).of(Reminder)
    assert kept.next_at is None
    clock.pass_minutes(48 * 60)
    assert worker(records, {"web": sent}, clock).run() == Tally()


def test_what_fails_is_tried_again_and_in_the_end_waits_for_its_next_time(
    records: Records, clock: Clock, sent: Sent
) -> None:
    keep(records, reminder(0))
    sent.fails = True
    run = worker(records, {"web": sent}, clock).run
    for minutes in RETRY_MINUTES:
        run()
        clock.pass_minutes(minutes)
    run()

    assert not sent.texts
    (kept,) = records.of(PERSON).of(Reminder)
    assert kept.next_at == NOW + timedelta(days=1)


def test_a_channel_that_reaches_nobody_is_never_due(records: Records, clock: Clock, sent: Sent) -> None:
    keep(records, reminder(channel="rest"))
    clock.pass_minutes(10)

    assert worker(records, {"web": sent}, clock).run() == Tally()


def test_a_name_is_sent_only_where_it_was_asked_for(records: Records, clock: Clock, sent: Sent) -> None:
    keep(records, reminder(medicine="baclofen"), reminder())
    clock.pass_minutes(10)
    worker(records, {"web": sent}, clock).run()

    assert [text for _, _, text in sent.texts] == ["It's time for your reminder: baclofen.", PLAIN]


def test_the_outbox_keeps_it_for_the_page_of_that_person(records: Records, clock: Clock) -> None:
    outbox = Outbox(lambda: records, clock)
    keep(records, reminder())
    keep(records, person="another")
    clock.pass_minutes(10)
    worker(records, {"web": outbox}, clock).run()

    assert outbox.fetch("another") == []
    assert outbox.fetch("nobody") == []
    assert outbox.fetch(PERSON) == [PLAIN]
    assert outbox.fetch(PERSON) == []


@pytest.mark.parametrize(
    ("late", "says"),
    [
        pytest.param(5, [PLAIN], id="in time"),
        pytest.param(6, [f"{PLAIN} It came late: it was for 10:40 am."], id="late"),
        pytest.param(60, [], id="too late"),
    ],
)
def test_what_the_page_fetches_late_says_so(records: Records, clock: Clock, late: int, says: list[str]) -> None:
    outbox = Outbox(lambda: records, clock)
    keep(records, reminder())
    clock.pass_minutes(10)
    worker(records, {"web": outbox}, clock).run()
    clock.pass_minutes(late)

    assert outbox.fetch(PERSON) == says
    assert outbox.fetch(PERSON) == []


def test_nothing_is_left_for_somebody_who_forgot_everything(records: Records, clock: Clock) -> None:
    keep(records, reminder())
    records.leave(PERSON, note())
    records.change(PERSON, [Forget()], NOW)
    records.leave(PERSON, note())

    assert records.take(PERSON, Note) == ()
    assert records.of(PERSON).is_empty


def test_the_oldest_gives_way_where_it_is_full_and_being_reminded_is_not_being_here(
    records: Records, clock: Clock
) -> None:
    keep(records)
    for number in range(Note.most + 3):
        records.leave(PERSON, note(str(number)))

    assert [each.text for each in records.take(PERSON, Note)] == [str(number) for number in range(3, Note.most + 3)]
    assert records.purge(NOW + timedelta(seconds=1)) == 1


def note(text: str = "hello") -> Note:
    return Note(at=datetime(2026, 3, 4, tzinfo=timezone.utc), text=text, late_text=text)
