"""One reply, with all that `bot ask` says about it. The field names are part of the interface."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channels.incoming import Incoming
from bot.model.conversation import Outcome
from bot.model.safety import Level
from bot.safety import screen

OUT_OF_SCOPE = "out_of_scope"
"""What the message is read as where ScopeGuard refused it, whatever the classifier made of it."""
SOURCE_FIELDS = ("publisher", "title", "section", "date")
MENTION_FIELDS = ("text", "name", "substance", "known")


@dataclass(frozen=True)
class Reply:
    """What was said to one message, and what it was based on."""

    text: str
    """The message, as it came."""
    intent: str | None
    """The classifier's best reading; `None` where the message failed before it was read."""
    confidence: float
    """0 to 1."""
    topics: tuple[str, ...]
    """Every intent that the message has, best first."""
    outcome: Outcome
    medicines: tuple[dict[str, Any], ...]
    """Those that the message names; where it names none, those that the answer is about, with their name as the text.
    Classes that it names ("alcohol", "painkillers") follow, without a substance."""
    escalation: Level
    """The higher of this message's level and the one that the conversation holds."""
    messages: tuple[dict[str, Any], ...]
    """As a REST client gets them: text, kind, buttons."""
    sources: tuple[dict[str, str], ...]
    kb_version: str
    parse_data: dict[str, Any] = field(default_factory=dict)
    """All that understanding left behind, for tests and reports."""

    def as_line(self) -> dict[str, Any]:
        """The output line of `bot ask --jsonl`."""
        return {
            "text": self.text,
            "intent": self.intent,
            "confidence": round(self.confidence, 4),
            "topics": list(self.topics),
            "outcome": self.outcome.value,
            "medicines": list(self.medicines),
            "escalation": self.escalation.value,
            "messages": [{"text": said["text"], "buttons": said.get("buttons", [])} for said in self.messages],
            "sources": list(self.sources),
            "kb_version": self.kb_version,
        }


def reply_from(
    text: str, incoming: Incoming, messages: list[dict[str, Any]], tracker: DialogueStateTracker | None
) -> Reply:
    """Puts together what a conversation knows about its latest message.

    Args:
        text: The message, as it came.
        incoming: As it was read.
        messages: What was said.
        tracker: The conversation, if the message reached it.
    """
    parsed = dict(tracker.latest_message.parse_data) if tracker and tracker.latest_message else {}
    intent = parsed.get("intent") or {}
    reading = parsed.get("reading")
    answer = _last_answer(tracker)
    was_refused = intent.get("name") == OUT_OF_SCOPE and answer.get("outcome") != Outcome.ANSWERED.value
    if not reading or was_refused:
        reading = {"intent": intent.get("name"), "confidence": intent.get("confidence")}
    topics = tuple(topic["intent"] for topic in reading.get("topics") or ())
    failed = any(said.get("kind") == "error" for said in messages)
    return Reply(
        text=text,
        intent=reading["intent"],
        confidence=float(reading["confidence"] or 0.0),
        topics=topics or ((reading["intent"],) if reading["intent"] else ()),
        outcome=Outcome.ERROR if failed or not answer else Outcome(answer["outcome"]),
        medicines=_medicines(parsed, answer),
        escalation=_escalation(incoming, parsed, answer),
        messages=tuple(messages),
        sources=tuple({name: source[name] for name in SOURCE_FIELDS} for source in answer.get("sources") or ()),
        kb_version=answer.get("kb_version") or "",
        parse_data=parsed,
    )


def _last_answer(tracker: DialogueStateTracker | None) -> dict[str, Any]:
    """What the action recorded for this message; nothing of an earlier one."""
    for event in reversed(tracker.events if tracker else ()):
        if isinstance(event, UserUttered):
            break
        if isinstance(event, SlotSet) and event.key == "last_answer" and event.value:
            return dict(event.value)
    return {}


def _medicines(parsed: dict[str, Any], answer: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    linked = [entity for entity in parsed.get("entities") or () if entity["entity"] == "medicine"]
    mentions = [
        {name: entity.get(name) for name in MENTION_FIELDS}
        if "known" in entity
        else _mention_of(entity["value"])  # a button's entity has only the id of a medicine that we know
        for entity in linked
    ]
    # A class ("alcohol", "painkillers") is linked as a medicine is, but is none: the talk may be of one besides.
    classes = [mention for mention, entity in zip(mentions, linked, strict=True) if _is_class(entity)]
    named = [mention for mention in mentions if mention not in classes]
    about = named or [_mention_of(medicine) for medicine in answer.get("medicines") or ()]
    return (*about, *classes)


def _is_class(entity: dict[str, Any]) -> bool:
    return bool(entity.get("drug_class")) and not entity.get("substance")


def _mention_of(medicine: str) -> dict[str, Any]:
    return dict(zip(MENTION_FIELDS, (medicine, medicine, medicine, True), strict=True))


def _escalation(incoming: Incoming, parsed: dict[str, Any], answer: dict[str, Any]) -> Level:
    seen = parsed.get("verdict", {}).get("level")
    if seen is None and not incoming.is_button:
        seen = screen(incoming.text).level
    return Level.highest([Level(level) for level in (seen, answer.get("level")) if level])
