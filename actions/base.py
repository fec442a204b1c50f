"""The adapter that every action is: tracker -> question -> answer -> messages and slots."""

from __future__ import annotations

import json
import logging
from abc import ABC, abstractmethod
from dataclasses import replace
from functools import lru_cache
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.keeping import keep_if_not_understood
from actions.memory import answer_slot, level_slot, list_slot, medicine_slot, set_slots, signals_slot
from actions.people import desk, is_written, record_of
from actions.reading import moment, question_from
from bot.answers.text import Message, render
from bot.assistant import Assistant
from bot.documents import title_of
from bot.model.conversation import Answer, Button, Outcome, Question
from bot.model.record import HandOff
from bot.model.safety import Level
from bot.tools.hand_off import WITH_HUMAN

SILENCE = "silence"
"""The kind of a message without words: nothing is said, and that is meant (the error boundary holds it back)."""
_log = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def assistant() -> Assistant:
    """The assistant of this process, made with the first message."""
    return Assistant.from_environment()


class AssistantAction(Action, ABC):
    """An action that lets the assistant answer. Subclasses say only which action they are.

    It is not a coroutine: the in-process endpoint runs it in a thread, so that it keeps nobody else waiting.
    """

    @abstractmethod
    def name(self) -> str:
        """As the domain names it."""

    def question(self, tracker: Tracker) -> Question:
        """What the assistant looks at.

        Args:
            tracker: The conversation.
        """
        channel = str(tracker.get_latest_input_channel())
        question = question_from(tracker, assistant().snapshot, record_of(str(tracker.sender_id), channel))
        return replace(question, desk=desk(channel))

    def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],  # noqa: ARG002 - the SDK's signature
    ) -> list[dict[str, Any]]:
        """Answer the latest message.

        Args:
            dispatcher: Takes the messages.
            tracker: The conversation.
            domain: Not needed.

        Returns:
            What to remember, as events.
        """
        person, channel = str(tracker.sender_id), str(tracker.get_latest_input_channel())
        question = self.question(tracker)
        answer = assistant().answer(question)
        if not is_written(person, channel, question, answer):
            answer = assistant().not_kept(question)
        private = bool(dict(answer.sets).get("incognito", question.incognito))
        for message in render(answer):
            dispatcher.utter_message(
                text=message.text, buttons=_payloads(message), private=private, **_besides(message)
            )
        if answer.outcome is Outcome.SILENT and not dispatcher.messages:
            dispatcher.utter_message(kind=SILENCE, private=private)
        _log.info("answered action=%s outcome=%s", self.name(), answer.outcome.value)
        for finding in answer.verdict.findings:  # which rule, never which words
            _log.warning("red_flag level=%s situation=%s rule=%s", finding.level.value, finding.situation, finding.rule)
        if not private:
            keep_if_not_understood(tracker, question, answer)
        return [SlotSet(name, value) for name, value in remembered(tracker, question, answer).items()]


def remembered(tracker: Tracker, question: Question, answer: Answer) -> dict[str, Any]:
    """The slots after an answer.

    Args:
        tracker: The conversation.
        question: What was asked.
        answer: What was answered.
    """
    now, turn = moment(tracker)
    held = level_slot(question, answer, now)
    level = Level(held["level"]) if held else Level.NONE
    slots: dict[str, Any] = {
        "last_answer": answer_slot(question, answer, level, now),
        WITH_HUMAN: any(not each.is_told for each in question.record.of(HandOff)),
    }
    if answer.verdict.signals:
        slots["signals"] = signals_slot(tracker.get_slot("signals"), answer.verdict.signals, now)
    if held:
        slots["held_level"] = held
    if answer.checked:
        slots["interaction_list"] = list_slot(answer.checked, now)
    if answer.medicines:
        before, first = _other(question, answer), question.first_medicine
        slots["medicine"] = medicine_slot(answer.medicines[0], now, turn, before, first)
        slots["form"], slots["product"] = question.form, _product(question)
        if question.remembered_medicine not in (None, answer.medicines[0]):
            slots["strength"] = None
    elif stranger := _stranger(question, answer):
        slots["medicine"] = medicine_slot(stranger, now, turn, question.remembered_medicine, question.first_medicine)
    return {**slots, **set_slots(answer, now)}


def _other(question: Question, answer: Answer) -> str | None:
    """What was talked of besides, or else before, the medicine that the answer is about first."""
    main = answer.medicines[0]
    named = (mention.substance for mention in question.mentions if mention.known)
    talked_of = (*answer.medicines, *named, question.remembered_medicine, question.other_medicine)
    return next((medicine for medicine in talked_of if medicine not in (None, main)), None)


def _stranger(question: Question, answer: Answer) -> str | None:
    """The medicine asked about that is not in the knowledge base: from now on it is what "it" means."""
    if answer.outcome is not Outcome.UNKNOWN_MEDICINE:
        return None
    return next((mention.name for mention in question.mentions if not mention.known), None)


def _product(question: Question) -> str | None:
    return next((mention.product for mention in question.mentions if mention.product), question.product)


def _besides(message: Message) -> dict[str, Any]:
    """What our channels know besides Rasa's own fields."""
    if not message.documents:
        return {"kind": message.kind}
    titles = [{"name": name, "title": title_of(name, assistant().wording)} for name in message.documents]
    return {"kind": message.kind, "documents": titles}


def _payloads(message: Message) -> list[dict[str, str]]:
    return [{"title": button.title, "payload": payload(button)} for button in message.buttons]


def payload(button: Button) -> str:
    """A button as Rasa reads it on the inside; a channel signs it on its way out."""
    values: dict[str, str | list[str]] = dict(button.entities)
    for name in values:
        named = [value for entity, value in button.entities if entity == name]
        values[name] = named if len(named) > 1 else named[0]
    return f"/{button.intent}{json.dumps(values, ensure_ascii=False) if values else ''}"
