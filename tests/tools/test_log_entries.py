"""What of a message goes into the log: the person's words, and what can be read of them."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answers.context import Context
from bot.model.conversation import Question, Reading, Report
from bot.model.record import LONGEST_WORDS, Record, Reminder
from bot.model.schedule import Schedule
from bot.safety import contacts
from bot.tools.kept import short
from bot.tools.log_entries import asks_to_write, content_of, entries_in, entries_of, today_of

NOW = datetime(2026, 11, 30, 15, tzinfo=timezone.utc).timestamp()


@pytest.fixture
def context(snapshot: Any, wording: Any) -> Any:
    """Builds the context of a message that is read as one to the log."""

    def build(text: str, *terms: str, region: str = "US", **fields: Any) -> Context:
        asked = Question(text=text, readings=(Reading("log_side_effect", 0.9),), terms=terms, **{"at": NOW, **fields})
        return Context(asked, snapshot, wording, contacts(region))

    return build


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("log that i felt dizzy after lunch, pretty bad", "felt dizzy after lunch, pretty bad"),
        ("record: constipation, day 4", "constipation, day 4"),
        ("add headache to my diary", "headache"),
        ("I had hot flushes last night pls log", "I had hot flushes last night"),
        ("mum was confused at breakfast, put that in the diary", "mum was confused at breakfast"),
        ("log it for me: stomach cramps, 5/10", "stomach cramps, 5/10"),
        ("another one to log, ringing in the ears", "ringing in the ears"),
        ("new log entry tired and foggy", "tired and foggy"),
        ("that was a bad headache, log it", "that was a bad headache"),
    ],
)
def test_what_asks_for_it_is_not_written_down(text: str, content: str) -> None:
    assert content_of(text, named=True) == content


@pytest.mark.parametrize(
    "text",
    [
        *("log a side effect", "log this", "add it to my log", "log", "start a side effect log"),
        *("can i log how i feel", "how do I add a side effect to the log", "track headaches"),
        "my doctor asked me to keep a log of side effects can i do that here",
        "Can I keep a record here of what the tablets do to me",
    ],
)
def test_a_wish_for_a_log_is_no_entry(text: str) -> None:
    assert content_of(text, named=False) is None


@pytest.mark.parametrize(
    ("text", "asks"),
    [("log nausea", True), ("put that in my log", True), ("nausea", False), ("it was yesterday", False)],
)
def test_who_asks_to_write_is_told_from_who_does_not(text: str, asks: bool) -> None:
    assert asks_to_write(text) is asks


def test_day_time_severity_and_medicine_are_read(context: Any) -> None:
    text = "log that I felt dizzy yesterday after lunch, pretty bad"
    (entry,) = entries_in(context(text, "dizziness", remembered_medicine="baclofen"))
    assert (entry.effect, entry.day.isoformat(), entry.time) == ("dizziness", "2026-11-29", "after lunch")
    assert (entry.severity, entry.severity_words, entry.medicine) == ("moderate", "pretty bad", "baclofen")
    assert entry.text == "felt dizzy yesterday after lunch, pretty bad"


def test_what_is_not_said_stays_open(context: Any) -> None:
    (entry,) = entries_in(context("log legs like rubber"))
    assert (entry.text, entry.day.isoformat()) == ("legs like rubber", "2026-11-30")
    assert (entry.effect, entry.time, entry.severity, entry.medicine) == (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("log dizziness mild, nausea awful", [("dizziness", "mild", 30), ("nausea", "severe", 30)]),
        ("log dizziness and nausea, both awful", [("dizziness", "severe", 30), ("nausea", "severe", 30)]),
        ("log nausea yesterday and a mild headache today", [("nausea", None, 29), ("headache", "mild", 30)]),
        ("log yesterday: headache, a bit, and nausea", [("headache", "mild", 29), ("nausea", None, 29)]),
    ],
)
def test_each_of_several_effects_has_an_entry_of_its_own(context: Any, text: str, read: list[Any]) -> None:
    terms = ("headache", "nausea", "dizziness")
    named = [term for term in terms if term in text]
    found = entries_in(context(text, *named))
    assert [(entry.effect, entry.severity, entry.day.day) for entry in found] == read
    assert all(entry.text in text for entry in found)


def test_an_effect_that_was_not_there_is_none(context: Any) -> None:
    (entry,) = entries_in(context("log no more nausea today", "nausea"))
    assert entry.effect is None


def test_log_it_means_what_was_reported_before(context: Any) -> None:
    before = Report("felt dizzy after lunch, pretty bad", ("dizziness",))
    (entry,) = entries_in(context("log it", reported=before))
    assert (entry.text, entry.effect, entry.time) == (before.text, "dizziness", "after lunch")


def test_the_button_of_an_older_report_writes_only_its_effect(context: Any) -> None:
    later = Report("my mouth is so dry", ("dry_mouth",))
    (entry,) = entries_in(context("", "headache", reported=later))
    assert (entry.effect, entry.text) == ("headache", "headache")


@pytest.mark.parametrize(("region", "day"), [("US", 29), ("UK", 30), ("NZ", 30), ("unknown", 30)])
def test_today_is_the_day_where_the_person_is(context: Any, region: str, day: int) -> None:
    at_night = datetime(2026, 11, 30, 3, tzinfo=timezone.utc).timestamp()
    assert today_of(context("", region=region, at=at_night)).day == day


def test_the_time_zone_of_a_reminder_says_which_day_it_is(context: Any) -> None:
    late = datetime(2026, 11, 30, 6, 30, tzinfo=timezone.utc)
    schedule = Schedule(times=(480,), zone="America/Los_Angeles")
    reminder = Reminder(at=late, about="dose", schedule=schedule, channel="web", next_at=None)

    assert today_of(context("", at=late.timestamp())).day == 30
    assert today_of(context("", at=late.timestamp(), record=Record(items=(reminder,)))).day == 29


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=700), st.lists(st.sampled_from(["dizziness", "headache", "nausea"]), max_size=3))
def test_any_reply_becomes_entries_that_can_be_kept(context: Any, text: str, terms: list[str]) -> None:
    if not text.strip():
        return
    for entry in entries_of(context(text, *terms), text):
        assert 0 < len(entry.text) <= LONGEST_WORDS
        typed = short(text, len(text))
        assert all(
            words.rstrip("\u2026") in typed for words in (entry.text, entry.time or "", entry.severity_words or "")
        )
