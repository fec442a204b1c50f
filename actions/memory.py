"""What a conversation remembers, and for how long. Values of slots are plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.answers.dose_times import SLOT as DOSE_TIMES
from bot.answers.registry import keeps_topic
from bot.answers.tasks import SLOT as TASK
from bot.model.conversation import (
    Answer,
    Mention,
    Outcome,
    Previous,
    Question,
    Reading,
    Task,
    mentions_as_json,
    mentions_from_json,
)
from bot.model.safety import ENGLISH, Finding, Level
from bot.model.times import DoseTimes, NamedTime, Role

MEDICINE_TURNS = 10
"""Turns of the person after which the medicine is forgotten: a wrong one carried over is a safety risk."""
MEDICINE_SECONDS = 30 * 60
"""Seconds after which it is forgotten."""
ANSWER_SECONDS = 30 * 60
"""Seconds in which "why?" and "tell me more" are about the last answer."""
LEVEL_SECONDS = 24 * 60 * 60
"""Seconds that a level holds without a new red flag (escalation notes, rules), and what was said may add to one."""
TASK_SECONDS = 6 * 60 * 60
"""Seconds in which a tool that waits for something can be taken up again."""
TIMES_SECONDS = 30 * 60
"""Seconds in which the times of a missed dose complete one another: what was "now" is then long past."""
MOST_FACTS = 60
"""Facts remembered as told, the latest."""
MOST_EARLIER = 5
"""Intents remembered as answered before the last answer, the latest."""


@dataclass(frozen=True)
class TalkedOf:
    """The medicines that a conversation is or was about: ids, or the name of one that is not in the knowledge base."""

    now: str | None = None
    before: str | None = None
    """What it was about before that one."""
    first: str | None = None
    """What it was about first of all."""


def talked_of(slot: Any, now: float, turn: int) -> TalkedOf:
    """The medicines that the conversation is about, unless that is too long ago.

    Args:
        slot: The slot `medicine`.
        now: Time of the message, in seconds.
        turn: Count of the person's messages.
    """
    fresh = isinstance(slot, Mapping) and _fresh(slot, now, MEDICINE_SECONDS)
    if not fresh or turn - int(slot.get("turn", turn)) > MEDICINE_TURNS:
        return TalkedOf()
    return TalkedOf(str(slot["id"]), slot.get("before"), slot.get("first"))


def medicine_slot(
    medicine: str, now: float, turn: int, before: str | None = None, first: str | None = None
) -> dict[str, Any]:
    """The value of the slot `medicine`.

    Args:
        medicine: What the conversation is about from now on.
        now: Time of the message, in seconds.
        turn: Count of the person's messages.
        before: What it was about before that.
        first: What it was about first of all; this one where nothing is remembered.
    """
    return {"id": medicine, "at": now, "turn": turn, "before": before, "first": first or medicine}


def held_level(slot: Any, now: float) -> Level:
    """The level that the conversation still holds.

    Args:
        slot: The slot `held_level`.
        now: Time of the message, in seconds.
    """
    if not isinstance(slot, Mapping) or not _fresh(slot, now, LEVEL_SECONDS):
        return Level.NONE
    return Level(slot["level"])


def held_findings(slot: Any, now: float) -> tuple[Finding, ...]:
    """What raised the level that is held.

    Args:
        slot: The slot `held_level`.
        now: Time of the message, in seconds.
    """
    if not held_level(slot, now).shows_card:
        return ()
    return tuple(Finding(**{**each, "level": Level(each["level"])}) for each in slot["findings"])


def held_fields(slot: Any, now: float, handed_back: float = 0.0) -> dict[str, Any]:
    """The level that is held, as the fields of a question have it; empty where none is.

    Args:
        slot: The slot `held_level`.
        now: Time of the message, in seconds.
        handed_back: When a human last handed the conversation back, in seconds: that ends a level.
    """
    if not held_level(slot, now).shows_card or float(slot["at"]) < handed_back:
        return {}
    return {
        "held_level": held_level(slot, now),
        "held_findings": held_findings(slot, now),
        "held_since": float(slot["at"]),
        "held_language": str(slot.get("language") or ENGLISH),
        "held_turns": int(slot.get("turns") or 0),
        "asked_while_held": tuple(slot.get("asked") or ()),
        "denied": bool(slot.get("denied")),
    }


def level_slot(question: Question, answer: Answer, now: float) -> dict[str, Any] | None:
    """The value of the slot `held_level` after an answer; `None` where no level is held.

    A red flag as urgent as the one that is held begins the day anew, and takes back a denial; a lesser one only begins
    the day anew. What raised the level before is kept.

    Args:
        question: What was asked.
        answer: What was answered.
        now: Time of the message, in seconds.
    """
    raised = answer.verdict.level
    level = Level.highest([raised, question.held_level])
    if level is Level.NONE:
        return None
    anew = raised.shows_card and raised.rank <= question.held_level.rank
    findings = {finding.situation: finding for finding in (*question.held_findings, *answer.verdict.findings)}
    worst_first = sorted(findings.values(), key=lambda finding: finding.level.rank)
    asked = (*question.asked_while_held, *((answer.asks,) if answer.asks else ()))
    return {
        "level": level.value,
        "at": now if raised.shows_card else question.held_since,
        "findings": [{**asdict(finding), "level": finding.level.value} for finding in worst_first],
        "language": answer.verdict.language if anew else question.held_language,
        "turns": question.held_turns + 1 if question.held_level.shows_card else 0,
        "asked": list(dict.fromkeys(asked)),
        "denied": answer.denied and not anew,
    }


def earlier_signals(slot: Any, now: float) -> tuple[str, ...]:
    """What earlier messages said that may complete a red flag now.

    Args:
        slot: The slot `signals`: for each signal, when it was last said, in seconds.
        now: Time of the message, in seconds.
    """
    return tuple(name for name, at in (slot or {}).items() if 0 <= now - float(at) <= LEVEL_SECONDS)


def signals_slot(slot: Any, signals: tuple[str, ...], now: float) -> dict[str, float]:
    """The value of the slot `signals` after a message that said these."""
    kept = {name: slot[name] for name in earlier_signals(slot, now)}
    return {**kept, **dict.fromkeys(signals, now)}


def previous_answer(slot: Any, now: float) -> Previous | None:
    """The last answer, as far as a follow-up needs it.

    Args:
        slot: The slot `last_answer`.
        now: Time of the message, in seconds.
    """
    if not isinstance(slot, Mapping) or not _fresh(slot, now, ANSWER_SECONDS) or not slot.get("intents"):
        return None
    return Previous(
        intents=tuple(slot["intents"]),
        medicines=tuple(slot["medicines"]),
        fact_ids=tuple(slot["fact_ids"]),
        shown_detail=int(slot["shown_detail"]),
        terms=tuple(slot["terms"]),
        form=slot["form"],
        product=slot["product"],
        others=mentions_from_json(slot.get("others")),
        choices=tuple(slot.get("choices") or ()),
        left_open=tuple(Reading(**each) for each in slot.get("left_open") or ()),
        earlier=tuple(slot.get("earlier") or ()),
        earlier_facts=tuple(slot.get("earlier_facts") or ()),
    )


def answer_slot(question: Question, answer: Answer, level: Level, now: float) -> dict[str, Any]:
    """The value of the slot `last_answer`: what a follow-up needs, and what `bot ask` prints.

    A follow-up ("why?", "thanks") leaves the topic that it follows in place, unless several were on offer.
    """
    previous = question.previous
    intents = [section.intent for section in answer.sections]
    if previous and not previous.choices and all(keeps_topic(intent) for intent in intents):
        told = tuple(dict.fromkeys((*previous.fact_ids, *answer.fact_ids)))
        shown = previous.shown_detail + ("ask_more_detail" in intents)
        topic = replace(previous, fact_ids=told, shown_detail=shown)
    else:
        asked = tuple(intent for intent in intents if not keeps_topic(intent))
        topic = Previous(
            intents=asked,
            medicines=answer.medicines,
            fact_ids=answer.fact_ids,
            terms=question.terms,
            form=question.form,
            product=question.product,
            others=answer.others,
            choices=answer.choices,
            left_open=answer.left_open,
            **_earlier(previous, asked),
        )
    return {
        **asdict(topic),
        "intents": list(topic.intents),
        "fact_ids": list(topic.fact_ids[-MOST_FACTS:]),
        "terms": list(topic.terms),
        "others": mentions_as_json(topic.others),
        "choices": list(topic.choices),
        "left_open": [asdict(reading) for reading in topic.left_open],
        "earlier": list(topic.earlier),
        "earlier_facts": list(topic.earlier_facts),
        "medicines": list(topic.medicines or answer.medicines),
        "outcome": answer.outcome.value,
        "asks": answer.question is not None or answer.outcome is Outcome.ASKED,
        "asked": answer.asks,
        "sources": [asdict(source) for source in answer.sources],
        "level": level.value,
        "kb_version": answer.knowledge_version,
        "at": now,
    }


def _earlier(previous: Previous | None, asked: tuple[str, ...]) -> dict[str, Any]:
    """What was answered before an answer, as the fields of the next `Previous`."""
    if previous is None:
        return {}
    intents = [each for each in dict.fromkeys((*previous.intents, *previous.earlier)) if each not in asked]
    facts = dict.fromkeys((*previous.earlier_facts, *previous.fact_ids))
    return {"earlier": tuple(intents[:MOST_EARLIER]), "earlier_facts": tuple(facts)[-MOST_FACTS:]}


def dose_times(slot: Any, now: float) -> DoseTimes | None:
    """What was said before of the times of a missed dose.

    Args:
        slot: The slot `dose_times`.
        now: Time of the message, in seconds.
    """
    if not isinstance(slot, Mapping) or not _fresh(slot, now, TIMES_SECONDS):
        return None
    times = (NamedTime(**{**each, "role": each["role"] and Role(each["role"])}) for each in slot["times"])
    return DoseTimes(slot["medicine"], slot["form"], slot["product"], tuple(times))


def waiting_task(slot: Any, now: float) -> Task | None:
    """The tool that waits for something.

    Args:
        slot: The slot `task`.
        now: Time of the message, in seconds.
    """
    if not isinstance(slot, Mapping) or not _fresh(slot, now, TASK_SECONDS):
        return None
    return Task(slot["intent"], slot["step"], tuple(slot["values"].items()))


def _task_slot(task: Task, now: float) -> dict[str, Any]:
    return {"intent": task.intent, "step": task.step, "values": dict(task.values), "at": now}


def set_slots(answer: Answer, now: float) -> dict[str, Any]:
    """What an answer says to remember, with the time where it is soon forgotten.

    Args:
        answer: What was answered.
        now: Time of the message, in seconds.
    """
    sets = dict(answer.sets)
    if isinstance(known := sets.get(DOSE_TIMES), DoseTimes):
        sets[DOSE_TIMES] = _times_slot(known, now)
    if isinstance(task := sets.get(TASK), Task):
        sets[TASK] = _task_slot(task, now)
    return sets


def _times_slot(known: DoseTimes, now: float) -> dict[str, Any]:
    times = [{**asdict(time), "role": time.role and time.role.value} for time in known.times]
    return {**asdict(known), "times": times, "at": now}


def checked_list(slot: Any, now: float) -> tuple[Mention, ...]:
    """The list of what is taken, of which pairs were checked.

    Args:
        slot: The slot `interaction_list`.
        now: Time of the message, in seconds.
    """
    return mentions_from_json(slot["items"]) if isinstance(slot, Mapping) and _fresh(slot, now, ANSWER_SECONDS) else ()


def list_slot(items: tuple[Mention, ...], now: float) -> dict[str, Any]:
    """The value of the slot `interaction_list`.

    Args:
        items: What is on the list.
        now: Time of the message, in seconds.
    """
    return {"items": mentions_as_json(items), "at": now}


def was_silent(slot: Any, now: float) -> bool:
    """Whether the message before was left to a human.

    Args:
        slot: The slot `last_answer`.
        now: Time of the message, in seconds.
    """
    fresh = isinstance(slot, Mapping) and _fresh(slot, now, ANSWER_SECONDS)
    return fresh and slot.get("outcome") == Outcome.SILENT.value


def asked_something(slot: Any, now: float) -> bool:
    """Whether the last answer asked something back, also where it was about no topic.

    Args:
        slot: The slot `last_answer`.
        now: Time of the message, in seconds.
    """
    return isinstance(slot, Mapping) and _fresh(slot, now, ANSWER_SECONDS) and bool(slot.get("asks"))


def own_question(slot: Any, now: float) -> str | None:
    """Our own question that the last answer ended with.

    Args:
        slot: The slot `last_answer`.
        now: Time of the message, in seconds.
    """
    fresh = isinstance(slot, Mapping) and _fresh(slot, now, ANSWER_SECONDS)
    return slot.get("asked") if fresh else None


def _fresh(slot: Mapping[str, Any], now: float, seconds: float) -> bool:
    return 0 <= now - float(slot.get("at", 0)) <= seconds
