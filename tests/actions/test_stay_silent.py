"""While a question is with a person: what the action says of silence, and what a conversation then remembers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

import actions.base
import actions.people
from actions.answer import ActionAnswer
from actions.base import SILENCE
from actions.keeping import TERMINAL
from actions.reading import question_from
from actions.stay_silent import ActionStaySilent
from bot.assistant import Assistant
from bot.model.desk import Desk
from bot.model.hours import OpeningHours
from bot.model.record import HandOff, Record
from bot.model.safety import Level

pytestmark = pytest.mark.usefixtures("_real_assistant")

NOW = datetime(2026, 3, 4, 10, 30, tzinfo=timezone.utc)
OURS = HandOff(id=1, at=NOW, until=NOW + timedelta(hours=1), question="why", region="US")
RED_FLAG = {
    "level": "emergency",
    "at": NOW.timestamp() - 600,
    "findings": [
        {"situation": "overdose", "level": "emergency", "rule": "r", "start": 0, "end": 0, "explanation": "e"}
    ],
}


def tracker(text: str, intent: str = "ask_alcohol", **slots: Any) -> Tracker:
    message = {"text": text, "intent": {"name": intent, "confidence": 0.9}, "entities": []}
    said = [{"event": "user", "timestamp": NOW.timestamp()}]
    return Tracker("c", slots, message, said, False, None, {}, "action_listen")


@pytest.fixture
def record(monkeypatch: pytest.MonkeyPatch) -> Record:
    """What is kept of the person: a question that was passed on."""
    kept = Record(NOW, items=(OURS,))
    desk = Desk("the ward pharmacists", OpeningHours.parse("Mon-Sun 00:00-24:00 UTC"), 60)
    monkeypatch.setattr(actions.base, "record_of", lambda *_: kept)
    monkeypatch.setattr(actions.base, "is_written", lambda *_: True)
    monkeypatch.setattr(actions.base, "desk", lambda _: desk)
    return kept


def run(action: Any, tracker: Tracker) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    dispatcher = CollectingDispatcher()
    events = action.run(dispatcher, tracker, {})
    return dispatcher.messages, {event["name"]: event["value"] for event in events}


@pytest.mark.usefixtures("record")
def test_one_line_then_a_message_without_words() -> None:
    [line], slots = run(ActionStaySilent(), tracker("can i drink"))
    assert line["text"].startswith("I stay quiet")
    assert slots["last_answer"]["outcome"] == "silent"
    assert slots["with_human"] is True

    [silence], slots = run(ActionStaySilent(), tracker("can i drink", **slots))
    assert (silence["kind"], silence["text"]) == (SILENCE, None)
    assert slots["last_answer"]["outcome"] == "silent"


@pytest.mark.usefixtures("record")
def test_a_failure_is_no_silence(monkeypatch: pytest.MonkeyPatch, assistant: Assistant) -> None:
    monkeypatch.setattr(Assistant, "_compose", lambda *_: 1 / 0)
    [said], _ = run(ActionStaySilent(), tracker("can i drink"))
    assert said["kind"] != SILENCE
    assert said["text"]


@pytest.mark.usefixtures("record")
def test_the_slot_follows_the_record_whichever_action_answers() -> None:
    _, slots = run(ActionAnswer(), tracker("can i drink"))
    assert slots["with_human"] is True


def test_the_slot_is_false_where_nothing_is_with_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions.base, "record_of", lambda *_: Record())
    _, slots = run(ActionStaySilent(), tracker("can i drink", with_human=True))
    assert slots["with_human"] is False


@pytest.mark.parametrize(
    ("handed_back", "level"),
    [
        (None, Level.EMERGENCY),
        (NOW - timedelta(minutes=5), Level.NONE),
        (NOW - timedelta(minutes=15), Level.EMERGENCY),
    ],
    ids=["not handed back", "handed back since", "handed back before"],
)
def test_handing_back_ends_a_level(
    assistant: Assistant, record: Record, handed_back: datetime | None, level: Level
) -> None:
    item = OURS.copy(update={"handed_back_at": handed_back})
    held = question_from(
        tracker("hello", held_level=RED_FLAG), assistant.snapshot, replace(record, items=(item,))
    ).held_level
    assert held is level


@pytest.mark.parametrize("task", [None, {"intent": "talk_to_human", "step": "question", "values": {}}])
def test_what_a_tool_asked_is_pending_though_it_was_about_no_topic(assistant: Assistant, task: Any) -> None:
    at = NOW.timestamp() - 60
    last = {"intents": [], "asks": True, "at": at}
    question = question_from(tracker("hello", last_answer=last, task=task and {**task, "at": at}), assistant.snapshot)
    assert question.pending is (task is not None)


@pytest.mark.parametrize(("people_url", "is_there"), [("", False), ("sqlite:///people.db", True)])
def test_what_ends_with_the_process_is_passed_on_to_nobody(
    monkeypatch: pytest.MonkeyPatch, people_url: str, is_there: bool
) -> None:
    monkeypatch.setenv("MEDGUIDE_PEOPLE_URL", people_url)
    monkeypatch.setattr(actions.people, "_desk", lambda: "somebody")
    assert (actions.people.desk(TERMINAL) is not None) is is_there
    assert actions.people.desk("web") is not None
