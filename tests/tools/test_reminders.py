"""Reminders: only the person's own times, only what is missing is asked for, and nothing is kept unasked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.reminder_text import late_text_of, text_of
from bot.answers.wording import Wording
from bot.assistant import Assistant
from bot.language.numbers import numbers_in
from bot.model.conversation import Answer, Mention, Outcome, Previous, Question, Reading, Task
from bot.model.reach import REACH, Reach
from bot.model.record import Agree, Keep, Record, Reminder, Remove
from bot.model.safety import Level
from bot.model.schedule import MOST_TIMES, Schedule
from bot.runtime.deliveries import PUSHES
from bot.tools.reminders.plan import Plan

INTENT = "set_reminder"
NOW = datetime(2026, 11, 30, 12, 0, tzinfo=timezone.utc)
"""A Monday."""
AGREED = Record(agreed_at=NOW)


class Talk:
    """A conversation of one person: what an answer sets and changes holds for the next message."""

    def __init__(self, assistant: Assistant, record: Record, **fields: Any) -> None:
        self._assistant = assistant
        self.record = record
        self._fields = {"region": "UK", **fields}
        self._task: Any = None
        self._pending = False
        self.answer: Answer | None = None

    def say(self, text: str, intent: str = INTENT, **fields: Any) -> Answer:
        question = Question(
            text=text,
            readings=(Reading(intent, 0.9),),
            at=NOW.timestamp(),
            record=self.record,
            task=self._task,
            pending=self._pending,
            **{**self._fields, **fields},
        )
        answer = self._assistant.answer(question)
        assert answer.outcome is not Outcome.ERROR, text
        self._task = dict(answer.sets).get("task", self._task)
        self._pending = answer.question is not None or answer.outcome is Outcome.ASKED
        for change in answer.changes:
            self._apply(change)
        self.answer = answer
        return answer

    def press(self, title: str) -> Answer:
        assert self.answer is not None
        button = next(each for each in self.answer.buttons if each.title == title)
        return self.say("", button.intent, requested_step=dict(button.entities).get("step"))

    def _apply(self, change: Any) -> None:
        items = self.record.items
        if isinstance(change, Agree):
            self.record = replace(self.record, agreed_at=change.at)
        elif isinstance(change, Remove):
            self.record = replace(self.record, items=tuple(each for each in items if each.id != change.item.id))
        elif isinstance(change, Keep):
            new = change.item.copy(update={"id": change.item.id or len(items) + 1})
            self.record = replace(self.record, items=(*(each for each in items if each.id != new.id), new))


@pytest.fixture
def talk(assistant: Assistant) -> Callable[..., Talk]:
    return lambda record=AGREED, **fields: Talk(assistant, record, **fields)


def said(answer: Answer) -> str:
    lines = [line for section in answer.sections for line in (section.headline, *section.points)]
    return "\n".join((*lines, answer.question or ""))


def reminder(**fields: Any) -> Reminder:
    schedule = {"times": (480,), "zone": "Europe/London", **fields.pop("schedule", {})}
    values = {"id": 1, "at": NOW, "about": "dose", "channel": "", "next_at": NOW + timedelta(hours=20), **fields}
    return Reminder(schedule=Schedule(**schedule), **values)


def kept(*reminders: Reminder) -> Record:
    return Record(agreed_at=NOW, items=tuple(each.copy(update={"id": at}) for at, each in enumerate(reminders, 1)))


@pytest.mark.parametrize(
    ("text", "question"),
    [
        pytest.param("set a reminder", "for taking a medicine, or for getting a refill", id="of what"),
        pytest.param("remind me to take my pills", "At what time", id="the time"),
        pytest.param("remind me to take my pills three times a day", "At what time", id="how often is no time"),
        pytest.param("remind me to take my pills at 8", "Is that 8 am or 8 pm?", id="morning or evening"),
        pytest.param("refill reminder at 8 am", "On which day", id="the day of a refill"),
        pytest.param("weekly reminder to take my tablet at 8 am", "On which day", id="the day of a week"),
        pytest.param("monthly refill reminder at 8 am", "On which day of the month?", id="the day of a month"),
        pytest.param("remind me to order my refill every 28 days at 8 am", "From which day on?", id="the first day"),
    ],
)
def test_only_what_is_missing_is_asked_for(talk: Any, text: str, question: str) -> None:
    answer = talk().say(text)

    assert answer.outcome is Outcome.ASKED
    assert question in said(answer)
    assert not answer.changes


@pytest.mark.parametrize(
    ("region", "zones"),
    [
        pytest.param("UK", [], id="one zone"),
        pytest.param(
            "US", ["Eastern time", "Central time", "Mountain time", "Pacific time", "Another time zone"], id="four"
        ),
        pytest.param("EU", [], id="a place is asked for"),
    ],
)
def test_the_zone_is_asked_for_where_there_are_several(talk: Any, region: str, zones: list[str]) -> None:
    answer = talk(region=region).say("remind me to take my pills at 8 am")

    assert [each.title for each in answer.buttons if each.title not in ("Yes, make the file", "No, don't")] == zones
    assert ("big city" in said(answer)) == (region == "EU")


@pytest.mark.parametrize(
    ("text", "reply", "when"),
    [
        pytest.param(
            "remind me to get my refill every 28 days at 9 am",
            "from tomorrow",
            "every 4 weeks from Tuesday, 1 December 2026 on, at 9 am, UK time",
            id="every 28 days",
        ),
        pytest.param(
            "remind me to take my patch every other day at 9 am",
            "today",
            "every 2 days from Monday, 30 November 2026 on, at 1 pm, UK time",
            id="every other day",
        ),
        pytest.param(
            "remind me to order my script monthly at 9 am",
            "15",
            "on the 15th of each month at 9 am, UK time",
            id="monthly, a bare number",
        ),
        pytest.param(
            "remind me of my refill at 9 am on the last day of each month",
            None,
            "on the 31st of each month, or on its last day, at 9 am, UK time",
            id="the last day of each month",
        ),
        pytest.param(
            "remind me to pick up my refill every other friday at 9 am",
            None,
            "every 2 weeks from Friday, 4 December 2026 on, at 9 am, UK time",
            id="every other friday",
        ),
    ],
)
def test_it_may_come_every_few_days_or_weeks_or_once_a_month(
    talk: Any, text: str, reply: str | None, when: str
) -> None:
    one = talk(region="UK")
    answer = one.say(text.replace("9 am", "1 pm") if "1 pm" in when else text)
    if reply:
        assert answer.outcome is Outcome.ASKED
        answer = one.say(reply)

    assert when in said(answer)


def test_the_zone_of_the_last_reminder_holds_for_the_next(talk: Any) -> None:
    record = kept(reminder(schedule={"zone": "Asia/Tokyo"}))

    assert "at 8 am, Tokyo time" in said(talk(record, region="US").say("remind me to take my pills at 8 am"))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("remind me to take my pills at 25 o'clock", "can't read that as a time", id="25 o'clock"),
        pytest.param("remind me to take my pills at 8:75", "can't read that as a time", id="8:75"),
        pytest.param("remind me to take my pill yesterday at 8 am", "already over", id="yesterday"),
        pytest.param("remind me to take my pill today at 8 am", "already over", id="today, earlier"),
        pytest.param("remind me to take my pill on 1 march 2026 at 8 am", "already over", id="a date that is over"),
        pytest.param("remind me to take my pill on 31 february at 8 am", "can't find that day", id="no such date"),
        pytest.param("remind me to take my pill on 3 march 2040 at 8 am", "too far ahead", id="in many years"),
        pytest.param("remind me to take my pill on 4/3 at 8 am", "write the month as a word", id="two readings"),
        pytest.param("refill reminder every 3 months at 8 am", "every few days or weeks", id="how often"),
        pytest.param("refill reminder every 200 days at 8 am", "every few days or weeks", id="too seldom"),
        pytest.param(
            "remind me to take my pill at 6am, 7am, 8am, 9am, 10am, 11am and 1pm", "more times than", id="too many"
        ),
    ],
)
def test_what_makes_no_reminder_is_said_plainly_and_nothing_is_kept(talk: Any, text: str, problem: str) -> None:
    answer = talk(channel="web").say(text)

    assert problem in said(answer)
    assert not answer.changes


@pytest.mark.parametrize(
    ("channel", "says"),
    [
        pytest.param("web", "can't reach you when the page is closed", id="a page"),
        pytest.param("rest", "can't reach you by itself", id="a channel that reaches nobody"),
    ],
)
def test_a_chat_that_cannot_reach_the_person_says_so_before_anything_is_kept(
    talk: Any, channel: str, says: str
) -> None:
    one = talk(channel=channel)
    offer = one.say("remind me to take my pills at 8 am")
    done = one.press("Yes, make the file")

    assert says in said(offer)
    assert not offer.changes
    assert done.documents == ("reminders.ics",)
    assert [each.channel for each in one.record.of(Reminder)] == [channel]


def test_a_channel_that_reaches_the_person_keeps_it_at_once(talk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.model.reach.REACH", {"telegram": Reach.ALWAYS})
    one = talk(channel="telegram")
    answer = one.say("remind me to take my pills at 8 am")

    assert "Done: a reminder to take a medicine, every day at 8 am, UK time." in said(answer)
    assert not answer.documents
    assert one.record.of(Reminder)[0].due == datetime(2026, 12, 1, 8, 0, tzinfo=timezone.utc)


def test_what_is_said_to_reach_people_has_something_that_does() -> None:
    assert set(REACH) == set(PUSHES)


def test_consent_comes_first_and_then_what_was_asked_for_is_done(talk: Any) -> None:
    one = talk(Record(), channel="web")
    one.say("remind me to take my pills at 8 am and 9 pm")
    asked = one.press("Yes, make the file")
    done = one.say("yes", "affirm")

    assert "I have to keep it" in said(asked)
    assert not asked.changes
    assert "every day at 8 am and 9 pm, UK time" in said(done)
    assert one.record.has_agreed


def test_nothing_is_kept_while_incognito(talk: Any) -> None:
    one = talk(Record(), channel="web", incognito=True)
    one.say("remind me to take my pills at 8 am")

    assert not one.press("Yes, make the file").changes


def test_no_more_than_the_most_are_kept(talk: Any) -> None:
    one = talk(kept(*[reminder()] * Reminder.most), channel="web")
    one.say("remind me to take my pills at 8 am")

    assert "can't keep any more" in said(one.press("Yes, make the file"))


def test_those_that_are_over_make_room(talk: Any) -> None:
    over = reminder(schedule={"on": date(2026, 11, 1)}, next_at=None)
    one = talk(kept(*[over] * Reminder.most), channel="web")
    one.say("remind me to take my pills at 8 am")
    one.press("Yes, make the file")

    assert [each.schedule.on for each in one.record.of(Reminder)] == [None]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("stop reminding me", [], id="all"),
        pytest.param("delete all my reminders", [], id="all, in words"),
        pytest.param("delete the 8am one", ["9 pm"], id="by its time"),
        pytest.param("cancel the evening reminder", ["8 am"], id="by the part of the day"),
        pytest.param("remove the refill reminder", ["8 am"], id="by what it is for"),
        pytest.param("delete the monday reminder", ["8 am"], id="by its day"),
    ],
)
def test_what_is_meant_is_deleted(talk: Any, text: str, left: list[str]) -> None:
    one = talk(kept(reminder(), reminder(about="refill", schedule={"times": (21 * 60,), "days": (0,)})))
    one.say(text)

    assert [
        f"{(t // 60) % 12} {'pm' if t >= 720 else 'am'}" for r in one.record.of(Reminder) for t in r.schedule.times
    ] == left


def test_where_several_may_be_meant_it_is_asked_which(talk: Any) -> None:
    one = talk(kept(reminder(), reminder(schedule={"times": (21 * 60,)})))
    answer = one.say("cancel a reminder")

    assert [each.title for each in answer.buttons] == [
        "Delete the one at 8 am",
        "Delete the one at 9 pm",
        "All of them",
    ]
    one.press("Delete the one at 8 am")
    assert [each.schedule.times for each in one.record.of(Reminder)] == [(21 * 60,)]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        pytest.param("change the 8 one to 9 am", (540, 840), id="one of two"),
        pytest.param("move the 2pm one to quarter to 4 pm", (480, 945), id="with a to in it"),
        pytest.param("change my reminder to 7am and 7pm", (420, 1140), id="all"),
        pytest.param("make it 9 am", (540,), id="make it"),
    ],
)
def test_a_time_is_changed(talk: Any, text: str, times: tuple[int, ...]) -> None:
    one = talk(kept(reminder(schedule={"times": (480, 840)})))
    one.say(text)

    (changed,) = one.record.of(Reminder)
    assert (changed.id, changed.at, changed.schedule.times) == (1, NOW, times)


def test_the_name_is_shown_only_where_that_was_asked_for(talk: Any) -> None:
    baclofen = Mention("baclofen", "baclofen", "baclofen", known=True)
    one = talk(channel="web")
    one.say("remind me to take baclofen 20 mg at 8 am", mentions=(baclofen,))
    one.press("Yes, make the file")
    assert one.record.of(Reminder)[0].medicine is None

    one.say("show the name in the reminder", mentions=(baclofen,))
    assert one.record.of(Reminder)[0].medicine == "baclofen"

    one.say("hide the name")
    assert one.record.of(Reminder)[0].medicine is None


@pytest.mark.parametrize(
    "text",
    ["remind me to stop taking baclofen", "remind me to skip my pill at 8 am", "remind me to take a double dose"],
)
def test_no_reminder_is_made_against_what_was_prescribed(talk: Any, text: str) -> None:
    answer = talk().say(text)

    assert "Ask your doctor or pharmacist before you change anything." in said(answer)
    assert "task" not in dict(answer.sets)


def test_nothing_goes_on_while_help_may_be_needed(talk: Any) -> None:
    one = talk(channel="web")
    one.say("remind me to take my pills")
    answer = one.say("8 am", held_level=Level.EMERGENCY)

    assert "reminder" not in said(answer).casefold()
    assert not answer.changes


@pytest.mark.parametrize("about", ["dose", "refill"])
@pytest.mark.parametrize("medicine", [None, "baclofen"])
def test_what_is_sent_is_no_advice_and_no_amount(wording: Wording, about: str, medicine: str | None) -> None:
    one = reminder(about=about, medicine=medicine)

    assert not numbers_in(text_of(wording, one))
    assert ("baclofen" in text_of(wording, one)) == bool(medicine)
    assert late_text_of(wording, one, datetime(2026, 7, 1, 7, 0, tzinfo=timezone.utc)).endswith("it was for 8 am.")
    for word in ("take", "dose", "double", "skip"):
        assert word not in text_of(wording, one).casefold()


@given(
    st.lists(st.tuples(st.integers(0, 1439), st.just(True)), min_size=1, max_size=MOST_TIMES).map(tuple),
    st.lists(st.integers(0, 6), max_size=7).map(tuple),
    st.sampled_from(["dose", "refill"]),
)
@settings(max_examples=50)
def test_a_plan_survives_being_kept_for_later(times: Any, days: Any, about: Any) -> None:
    plan = Plan(about=about, times=times, days=days, zone="Europe/London", said=5.0)

    assert Plan.of_task(Task(INTENT, "time", plan.values)) == plan


def test_it_is_among_what_is_known_of_the_person_and_goes_with_all_the_rest(talk: Any) -> None:
    one = talk(kept(reminder(medicine="baclofen", schedule={"days": (0,)})))
    known = one.say("what do you know about me", "set_profile")
    assert known.sections[0].table is not None
    assert known.sections[0].table.rows == (("Reminders", "\u201c08:00\u201d (Monday, Europe/London, baclofen)"),)

    one.say("forget me", "forget_me")
    assert "The reminders are gone." in said(one.say("yes", "affirm"))


def test_forgetting_the_reminders_is_not_forgetting_everything(talk: Any) -> None:
    one = talk(kept(reminder(), reminder(schedule={"times": (720,)})))
    answer = one.say("forget my reminders", "forget_me")

    assert "All your reminders are deleted." in said(answer)
    assert one.record.has_agreed


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        pytest.param("delete the 8 one", True, id="delete"),
        pytest.param("move it to 9 am", True, id="change"),
        pytest.param("hide it", True, id="the name"),
        pytest.param("delete everything you know", False, id="more than a reminder"),
        pytest.param("can i drink on it", False, id="another question"),
    ],
)
def test_what_is_said_right_after_is_about_the_reminder(talk: Any, text: str, taken: bool) -> None:
    one = talk(kept(reminder()))
    answer = one.say(text, "forget_me", previous=Previous(intents=(INTENT,)))

    assert ([section.intent for section in answer.sections] == [INTENT]) == taken
