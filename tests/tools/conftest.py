"""The tools are asked as the answers are; and a conversation that remembers what its answers set."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from actions.memory import answer_slot, dose_times, previous_answer, set_slots, waiting_task
from bot.assistant import Assistant
from bot.knowledge import engine_for
from bot.model.conversation import Answer, Mention, Outcome, Previous, Question, Reading
from bot.model.record import Agree, Record
from bot.model.safety import Level
from bot.records import Records
from tests.answers.conftest import ask, assistant, question, snapshot, wording

__all__ = ["Person", "Talk", "ask", "assistant", "person", "question", "snapshot", "talk", "wording"]


NOON = datetime(2026, 11, 30, 12, tzinfo=timezone.utc).timestamp()


class Talk:
    """A conversation about baclofen; what it remembers goes through the slots, as in the action."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._slots: dict[str, Any] = {}
        self._previous: Previous | None = None
        self._pending = False
        self.now = 0.0

    def say(self, text: str, intent: str = "out_of_scope", **fields: Any) -> Answer:
        """Answer what is typed, one minute later; by default it is read as nothing of ours, as a bare time may be."""
        self.now += 60
        question = Question(
            text=text,
            readings=(Reading(intent, 0.9),),
            remembered_medicine=fields.pop("remembered_medicine", "baclofen"),
            previous=self._previous,
            pending=self._pending,
            dose_times=dose_times(self._slots.get("dose_times"), self.now),
            task=waiting_task(self._slots.get("task"), self.now),
            **fields,
        )
        answer = self._assistant.answer(question)
        self._slots.update(set_slots(answer, self.now))
        intents = tuple(section.intent for section in answer.sections)
        self._previous = Previous(intents=intents, medicines=answer.medicines)
        self._pending = answer.question is not None or answer.outcome is Outcome.ASKED
        return answer


@pytest.fixture
def talk(assistant: Assistant) -> Talk:
    return Talk(assistant)


class Person:
    """Somebody who talks with the assistant, and for whom things are kept, as the action does it."""

    def __init__(self, assistant: Assistant, question: Any, records: Records, name: str = "ann") -> None:
        self._assistant = assistant
        self._question = question
        self._records = records
        self._name = name
        self._slots: dict[str, Any] = {}
        self.answer: Answer
        self.now = NOON

    @property
    def record(self) -> Record:
        """What is kept of them."""
        return self._records.of(self._name)

    def say(self, text: str, intent: str, about: Iterable[str | Mention] = (), **fields: Any) -> Answer:
        """Say something, one minute after what was said before.

        Args:
            text: as it is typed.
            intent: as it is read.
            about: the medicines that it names.
            **fields: of the question.
        """
        self.now += 60
        incognito = bool(self._slots.get("incognito"))
        last = self._slots.get("last_answer")
        previous = previous_answer(last, self.now)
        record = Record() if incognito else self.record
        asked = self._question(
            intent,
            about,
            text=text,
            previous=previous,
            pending=bool(last and last["asks"]),
            task=waiting_task(self._slots.get("task"), self.now),
            at=self.now,
            record=record,
            incognito=incognito,
            **{"profile": record.profile, **fields},
        )
        self.answer = self._assistant.answer(asked)
        self._slots.update(set_slots(self.answer, self.now))
        self._slots["last_answer"] = answer_slot(asked, self.answer, Level.NONE, self.now)
        self._records.change(self._name, self.answer.changes, datetime.fromtimestamp(self.now, timezone.utc))
        return self.answer

    def press(self, title: str) -> Answer:
        """Press a button of the last answer."""
        button = next(each for each in self.answer.buttons if each.title == title)
        values = dict(button.entities)
        return self.say(
            "",
            button.intent,
            [values["medicine"]] if "medicine" in values else [],
            requested_step=values.get("step"),
            terms=tuple(value for name, value in button.entities if name == "term"),
        )

    def agrees(self) -> None:
        """Agree at once to what is going to be asked."""
        now = datetime.fromtimestamp(self.now, timezone.utc)
        self._records.change(self._name, [Agree(now)], now)


@pytest.fixture
def person(assistant: Assistant, question: Any, tmp_path: Path) -> Person:
    return Person(assistant, question, Records(engine_for(f"sqlite:///{tmp_path / 'people.db'}")))
