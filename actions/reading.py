"""From a tracker to a `Question`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from rasa_sdk import Tracker

from actions.memory import (
    ANSWER_SECONDS,
    asked_something,
    checked_list,
    dose_times,
    earlier_signals,
    held_fields,
    own_question,
    previous_answer,
    talked_of,
    waiting_task,
    was_silent,
)
from bot.answers.held import STEP
from bot.answers.readings import to_answer
from bot.knowledge import Snapshot
from bot.model.conversation import Mention, Question, Reading, Report
from bot.model.record import HandOff, Profile, Record
from bot.model.safety import Verdict

DEFAULT_REGION = Question(text="", readings=()).region
_MOST_TOPICS = 3
_SURE = 0.9
"""Confidence of a reading that is answered where a medicine is being talked of, though the message alone seems to be
about something else ("which needs blood tests"), unless that is as sure."""
_FILLERS = re.compile(
    r"\b(?:i'm|it's|i|im|it|its|is|the|a|an|my|mine|have|has|got|take|on|mean|meant|about|one|please|for|in|of"
    r"|plain|just|only)\b|\W"
)
"""Words that add nothing to a detail that was asked for ("I have the liquid")."""
_ASKS_ANEW = re.compile(
    r"^\W*(?:(?:and|or|so|ok|okay|sorry|no(?=\W*[,.;])|no(?=\s+(?:i|sorry|wait)\b)|wait|what about|how about)\b\W*)+"
    r"|\b(?:then|instead|too)\W*$|\?\s*$"
)
"""What shows that the last question is asked again, with another detail ("and how about the tablets?")."""
_REPORTS = frozenset({"emergency_symptoms", "report_side_effect"})
"""Readings of messages that say what was felt; a question about side effects does where it names one."""
_DETAILS = frozenset({"form", "strength"})


def question_from(tracker: Tracker, snapshot: Snapshot, record: Record | None = None) -> Question:
    """Put together what the assistant looks at.

    Args:
        tracker: The conversation, its latest message included.
        snapshot: The knowledge base, in which names of buttons are looked up.
        record: What is kept of the person; nothing by default.
    """
    incognito = bool(tracker.get_slot("incognito"))
    record = Record() if record is None or incognito else record
    message = tracker.latest_message
    now, turn = moment(tracker)
    entities: list[dict[str, Any]] = message.get("entities") or []
    pressed = is_button(message)
    mentions = tuple(_mention(entity, snapshot) for entity in entities if entity["entity"] == "medicine")
    previous = previous_answer(tracker.get_slot("last_answer"), now)
    task = waiting_task(tracker.get_slot("task"), now)
    medicines = talked_of(tracker.get_slot("medicine"), now, turn)
    remembered = medicines.now
    text = "" if pressed else str(message.get("text") or "")
    asked_back = bool((tracker.get_slot("last_answer") or {}).get("asks")) and previous is not None
    besides = _besides(text, entities)
    completes = bool(entities) and not pressed and asked_back and _is_bare(besides)
    changes = previous is not None and _names_details(entities) and _ASKS_ANEW.search(besides) is not None
    asks_again = changes and _is_bare(_ASKS_ANEW.sub("", besides))
    form, product = _first(entities, "form"), next((each.product for each in mentions if each.product), None)
    same = remembered is not None and all(mention.substance == remembered for mention in mentions)
    ranking = _ranking(message)
    own = _readings(message, ranking, pressed=pressed, going_on=remembered is not None)
    detail = (Reading("inform", 1.0),)
    return Question(
        text=text,
        readings=detail if completes else (*detail, *own) if asks_again else own,
        ranking=() if pressed or completes else ranking,
        mentions=mentions,
        terms=tuple(dict.fromkeys(entity["value"] for entity in entities if entity["entity"] == "term")),
        form=form or (tracker.get_slot("form") if same and not product else None),
        product=product or (tracker.get_slot("product") if same and not form and not mentions else None),
        strength=_first(entities, "strength") or (tracker.get_slot("strength") if same else None),
        remembered_medicine=remembered,
        other_medicine=medicines.before,
        first_medicine=medicines.first,
        region=tracker.get_slot("region") or record.profile.region or DEFAULT_REGION,
        requested_region=_first(entities, "region"),
        profile=_profile(record.profile, tracker.get_slot("profile")),
        verdict=_verdict(message, pressed),
        earlier_signals=earlier_signals(tracker.get_slot("signals"), now),
        **_held(tracker, record, now),
        asked=own_question(tracker.get_slot("last_answer"), now),
        requested_step=_first(entities, STEP),
        previous=previous,
        checked=checked_list(tracker.get_slot("interaction_list"), now),
        pending=asked_back or (task is not None and asked_something(tracker.get_slot("last_answer"), now)),
        dose_times=dose_times(tracker.get_slot("dose_times"), now),
        task=task,
        reported=_reported(tracker, now),
        at=now,
        record=record,
        incognito=incognito,
        was_silent=was_silent(tracker.get_slot("last_answer"), now),
        channel=str(tracker.get_latest_input_channel() or ""),
    )


def _reported(tracker: Tracker, now: float) -> Report | None:
    """What the person last said that they felt, in a message before this one; nothing where it is long ago."""
    said = [event for event in tracker.events if event.get("event") == "user"]
    for event in reversed(said[:-1]):
        if now - float(event.get("timestamp") or 0) > ANSWER_SECONDS:
            return None
        parsed = event.get("parse_data") or {}
        terms = [each["value"] for each in parsed.get("entities") or () if each["entity"] == "term"]
        read = (parsed.get("reading") or {}).get("intent") or (parsed.get("intent") or {}).get("name")
        if not is_button(event) and (read in _REPORTS or (read == "ask_side_effects" and terms)):
            return Report(str(event.get("text") or ""), tuple(dict.fromkeys(terms)))
    return None


def moment(tracker: Tracker) -> tuple[float, int]:
    """When the latest message came, in seconds, and which of the person's messages it is."""
    said = [event for event in tracker.events if event.get("event") == "user"]
    return (float(said[-1].get("timestamp") or 0) if said else 0.0), len(said)


def _held(tracker: Tracker, record: Record, now: float) -> dict[str, Any]:
    handed_back = [float(event.get("timestamp") or 0) for event in tracker.events if event.get("event") == "resume"]
    times = (each.handed_back_at for each in record.of(HandOff))
    handed_back += [each.timestamp() for each in times if each]
    return held_fields(tracker.get_slot("held_level"), now, max(handed_back, default=0.0))


def is_button(message: Mapping[str, Any]) -> bool:
    """Whether the message is a pressed button. A channel lets no typed text begin with a slash."""
    return str(message.get("text") or "").startswith("/")


def _ranking(message: Mapping[str, Any]) -> tuple[Reading, ...]:
    return tuple(Reading(each["name"], float(each["confidence"])) for each in message.get("intent_ranking") or ())


def _readings(
    message: Mapping[str, Any], ranking: Iterable[Reading], *, pressed: bool, going_on: bool
) -> tuple[Reading, ...]:
    intent = message.get("intent") or {}
    routed = Reading(str(intent.get("name") or "out_of_scope"), float(intent.get("confidence") or 0))
    reading = message.get("reading") or {}
    if pressed or not reading:
        return (routed,)
    surely_read = going_on and float(reading["confidence"]) >= _SURE > routed.confidence
    if routed.intent == "out_of_scope" and not surely_read:
        return (routed,)
    topics = [Reading(each["intent"], float(each["confidence"])) for each in reading.get("topics") or [reading]]
    return to_answer(topics, ranking)[:_MOST_TOPICS]


def _mention(entity: Mapping[str, Any], snapshot: Snapshot) -> Mention:
    value = str(entity["value"])
    if "known" not in entity:
        return named(value, snapshot)
    return Mention(
        text=str(entity.get("text") or value),
        name=str(entity.get("name") or value),
        substance=entity.get("substance"),
        known=bool(entity["known"]),
        product=entity.get("product"),
        drug_class=entity.get("drug_class"),
        candidates=tuple(entity.get("candidates") or ()),
        start=int(entity.get("start") or 0),
        end=int(entity.get("end") or 0),
    )


def named(value: str, snapshot: Snapshot) -> Mention:
    """What a button's medicine stands for: an id, a name, a class, else only the words.

    Args:
        value: The entity's value.
        snapshot: The knowledge base.
    """
    for medicine_id, content in snapshot.medicines.items():
        names = content.identity.names if content.identity else ()
        found = next((name for name in names if name.text.casefold() == value.casefold()), None)
        if found or value == medicine_id:
            shown = content.identity.name if content.identity else medicine_id
            return Mention(value, shown, medicine_id, known=True, product=found.product if found else None)
    if value in snapshot.classes:
        return Mention(value, snapshot.classes[value].name, drug_class=value)
    return Mention(value, value)


def _verdict(message: Mapping[str, Any], pressed: bool) -> Verdict | None:
    """The verdict of the graph: none for a button, `None` where the message was not screened there."""
    if pressed:
        return Verdict()
    screened = message.get("verdict")
    return None if screened is None else Verdict.from_json(screened)


def _profile(kept: Profile, slot: Any) -> Profile:
    """The profile that is kept, with what the channel says of the person in its place."""
    known = {field.name for field in fields(Profile)}
    told: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in (slot or {}).items()
        if name in known
    }
    return replace(kept, **told)


def _first(entities: Iterable[Mapping[str, Any]], kind: str) -> str | None:
    return next((str(entity["value"]) for entity in entities if entity["entity"] == kind), None)


def _names_details(entities: Sequence[Mapping[str, Any]]) -> bool:
    """Whether nothing is named but a form, a strength or a product."""
    return bool(entities) and all(each["entity"] in _DETAILS or each.get("product") for each in entities)


def _besides(text: str, entities: Iterable[Mapping[str, Any]]) -> str:
    """What a message says besides what its entities say, in lower case."""
    rest = list(text.lower())
    for entity in entities:
        start, end = int(entity.get("start") or 0), int(entity.get("end") or 0)
        rest[start:end] = " " * (end - start)
    return "".join(rest)


def _is_bare(besides: str) -> bool:
    """Whether that is nothing."""
    return not _FILLERS.sub("", besides)
