"""The loop: once each, again after a failure, given up in the end, never for somebody who is forgotten."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.delivery.worker import MOST_ATTEMPTS, RETRY_MINUTES, Tally, Worker
from bot.model.record import ITEMS, Agree, Forget, Item, Keep
from bot.records import Due, Records
from tests.delivery.conftest import NOW, Clock

ANNA, BEN = "anna", "ben"
PRIVATE = "my knee hurts"


class Letter(Item):
    """Something to deliver: once, or every so many hours."""

    kind = "letter"
    most = 10

    text: str = PRIVATE
    next: datetime | None = NOW
    every: int = 0

    @property
    def due(self) -> datetime | None:
        return self.next


class Post:
    """Delivers letters, as far as it is told to."""

    kind = Letter

    def __init__(self, fails: Callable[[Due], bool] = lambda _: False) -> None:
        self.fails = fails
        self.sent: list[tuple[str, int]] = []

    def deliver(self, due: Due) -> Item:
        if self.fails(due):
            raise OSError(PRIVATE)
        self.sent.append((due.person, due.item.id))
        return self._after(due.item)

    def give_up(self, due: Due) -> Item:
        return due.item.copy(update={"next": None, "text": "given up"})

    def _after(self, letter: Item) -> Item:
        assert isinstance(letter, Letter)
        following = letter.next + timedelta(hours=letter.every) if letter.every and letter.next else None
        return letter.copy(update={"next": following})


@pytest.fixture(autouse=True)
def _letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ITEMS, Letter.kind, Letter)


def write(records: Records, person: str, letter: Letter) -> None:
    records.change(person, (Agree(NOW), Keep(letter)), NOW)


def letters_of(records: Records, person: str) -> tuple[Letter, ...]:
    return records.of(person).of(Letter)


def test_what_is_due_goes_out_once(records: Records, clock: Clock) -> None:
    post = Post()
    write(records, ANNA, Letter(at=NOW))
    write(records, BEN, Letter(at=NOW, next=NOW + timedelta(hours=1)))
    worker = Worker(records, [post], clock)

    assert worker.run() == Tally(delivered=1)
    assert worker.run() == Tally()
    clock.pass_minutes(60)
    assert worker.run() == Tally(delivered=1)
    assert [person for person, _ in post.sent] == [ANNA, BEN]


def test_what_comes_again_is_due_again_then(records: Records, clock: Clock) -> None:
    post = Post()
    write(records, ANNA, Letter(at=NOW, every=8))
    worker = Worker(records, [post], clock)

    worker.run()
    clock.pass_minutes(8 * 60 - 1)
    assert worker.run() == Tally()
    clock.pass_minutes(1)
    assert worker.run() == Tally(delivered=1)


def test_what_fails_is_tried_again_later_and_later_then_given_up(
    records: Records, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    write(records, ANNA, Letter(at=NOW))
    worker = Worker(records, [Post(fails=lambda _: True)], clock)

    for wait in RETRY_MINUTES[:-1]:
        assert worker.run() == Tally(failed=1)
        clock.pass_minutes(wait - 0.5)
        assert worker.run() == Tally()
        clock.pass_minutes(0.5)
    with caplog.at_level(logging.ERROR):
        assert worker.run() == Tally(given_up=1)
    clock.pass_minutes(10_000)
    assert worker.run() == Tally()

    [letter] = letters_of(records, ANNA)
    assert letter.text == "given up"
    assert f"delivery_given_up kind=letter id={letter.id}" in caplog.text
    assert PRIVATE not in caplog.text


def test_after_a_failure_it_arrives_and_counts_anew(records: Records, clock: Clock) -> None:
    post = Post(fails=lambda due: due.attempts < 2)
    write(records, ANNA, Letter(at=NOW, every=24))
    worker = Worker(records, [post], clock)

    tallies = []
    for wait in RETRY_MINUTES[:3]:
        tallies.append(worker.run())
        clock.pass_minutes(wait)
    assert tallies == [Tally(failed=1), Tally(failed=1), Tally(delivered=1)]
    [due] = records.due(Letter, NOW + timedelta(hours=24))
    assert due.attempts == 0


def test_one_that_fails_does_not_hold_up_the_others(records: Records, clock: Clock) -> None:
    post = Post(fails=lambda due: due.person == ANNA)
    write(records, ANNA, Letter(at=NOW))
    write(records, BEN, Letter(at=NOW))

    assert Worker(records, [post], clock).run() == Tally(delivered=1, failed=1)
    assert [person for person, _ in post.sent] == [BEN]


def test_of_two_processes_one_delivers(records: Records, clock: Clock) -> None:
    first, second = Post(), Post()
    write(records, ANNA, Letter(at=NOW))
    [due] = records.due(Letter, clock())

    assert records.claim(due, clock() + timedelta(minutes=1))
    assert not records.claim(due, clock() + timedelta(minutes=1))
    assert Worker(records, [second], clock).run() == Tally()
    assert first.sent == second.sent == []


def test_a_process_that_ended_in_the_middle_is_taken_over(records: Records, clock: Clock) -> None:
    post = Post()
    write(records, ANNA, Letter(at=NOW))
    [due] = records.due(Letter, clock())
    records.claim(due, clock() + timedelta(minutes=RETRY_MINUTES[0]))  # and then nothing

    clock.pass_minutes(RETRY_MINUTES[0])
    assert Worker(records, [post], clock).run() == Tally(delivered=1)
    records.delivered(due, due.item.copy(update={"text": "too late"}))
    assert letters_of(records, ANNA)[0].text == PRIVATE


def test_a_process_that_ended_in_the_last_attempt_sends_no_more(records: Records, clock: Clock) -> None:
    post = Post(fails=lambda _: True)
    write(records, ANNA, Letter(at=NOW))
    worker = Worker(records, [post], clock)
    for wait in RETRY_MINUTES[:-1]:
        worker.run()
        clock.pass_minutes(wait)
    [due] = records.due(Letter, clock())
    records.claim(due, clock() + timedelta(minutes=RETRY_MINUTES[-1]))
    clock.pass_minutes(RETRY_MINUTES[-1])
    post.fails = lambda _: False

    assert due.attempts + 1 == MOST_ATTEMPTS
    assert worker.run() == Tally(given_up=1)
    assert post.sent == []


def test_nothing_goes_out_for_somebody_who_is_forgotten(records: Records, clock: Clock) -> None:
    post = Post()
    write(records, ANNA, Letter(at=NOW))
    [due] = records.due(Letter, clock())
    records.change(ANNA, (Forget(),), NOW)

    assert not records.claim(due, clock() + timedelta(minutes=1))
    assert Worker(records, [post], clock).run() == Tally()
    assert post.sent == []


def test_who_is_forgotten_while_it_goes_out_stays_forgotten(records: Records, clock: Clock) -> None:
    class Slow(Post):
        def deliver(self, due: Due) -> Item:
            records.forget(due.person)
            return super().deliver(due)

    write(records, ANNA, Letter(at=NOW))
    Worker(records, [Slow()], clock).run()

    assert records.of(ANNA).items == ()
    assert not records.of(ANNA).has_agreed


def test_what_the_person_changes_while_it_goes_out_stays_changed(records: Records, clock: Clock) -> None:
    class Slow(Post):
        def deliver(self, due: Due) -> Item:
            records.change(due.person, (Keep(due.item.copy(update={"text": "changed", "next": None})),), NOW)
            return super().deliver(due)

    write(records, ANNA, Letter(at=NOW, every=8))
    Worker(records, [Slow()], clock).run()

    [letter] = letters_of(records, ANNA)
    assert (letter.text, letter.next) == ("changed", None)
