"""The tools are asked as the answers are; and a conversation that remembers what its answers set."""

from __future__ import annotations

from typing import Any

import pytest

from actions.memory import dose_times, set_slots
from bot.assistant import Assistant
from bot.model.conversation import Answer, Outcome, Previous, Question, Reading
from tests.answers.conftest import ask, assistant, question, snapshot, wording

__all__ = ["Talk", "ask", "assistant", "question", "snapshot", "talk", "wording"]


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
