"""A human: what somebody wants to ask is put together, shown, and passed on with their yes to exactly that.

What is passed on is the packet that was shown, and nothing else: no transcript, nothing of what is kept. Nobody is said
to watch: when they answer is a matter of their hours, and what to do until then is said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from bot.answers.buttons import topic_of
from bot.answers.context import Context, Draft, display_name
from bot.answers.cues import has_any
from bot.answers.meta import compose_phrase
from bot.answers.overdose import asks_for_number
from bot.answers.own_questions import NO, YES, yes_or_no
from bot.answers.tasks import DROP, SLOT, asks_to_go_on, in_danger, read_as
from bot.language.moments import clock_name, day_name
from bot.model.conversation import Button, Outcome, Question, Task
from bot.model.desk import Desk
from bot.model.record import LONGEST_WORDS, HandOff, Keep, Record, Remove
from bot.model.safety import Level, Verdict
from bot.safety.contacts import contacts
from bot.safety.rules import default_rules
from bot.tools.consent import moment

TALK = "talk_to_human"
WITH_HUMAN = "with_human"
"""The slot by which the rules see that a question was passed on and is not over."""
TAKE_BACK = "take_back"
"""What the button asks for that has the bot back."""
_PASS_ON, _CHANGE, _TOLD = "pass_on", "change", "told"
_ASKING, _SHOWN = "question", "packet"
"""What the tool waits for: the question, or the yes to what was shown."""
_MOST_FACTS = 20
_MOST_NAMED = 3
"""Red flags, and topics answered, that are named: what is shown has to be read through."""
_ENOUGH_WORDS = 12
"""Words from which a message that asks for a person surely says what about, too."""
ABOUT_WHAT_IS_KEPT = frozenset({"export_my_data", "forget_me", "go_incognito"})
"""What somebody decides about what is kept of them: always answered, and never taken for the question to pass on."""


def compose_hand_off(context: Context, intent: str) -> Draft:
    """Passes a question on to people, step by step; who to ask where there is nobody to pass it on to.

    Args:
        context: the question, about no medicine where none is named or remembered.
        intent: the intent that asks for it.
    """
    question = context.question
    if question.desk is None or in_danger(question):
        return compose_phrase(context, intent)
    if current := pending(question.record):
        return take_back(context, current) if question.requested_step == TAKE_BACK else _so_far(context, current)
    if question.incognito:
        return Draft(intent, context.say("hand_off_incognito"), urgent(context))
    task = question.task if question.task and question.task.intent == TALK else None
    shown = task if task and task.step == _SHOWN else None
    if shown and (question.requested_step == _PASS_ON or asks_to_go_on(context)):
        packet = HandOff.parse_obj(shown.value("packet"))
        return _show(context, packet) if asks_to_go_on(context) else _passed_on(context, packet)
    told = question.requested_step == _TOLD or (question.requested_step is None and _says_what(context))
    return _show(context, _packet(context)) if told else _ask(context)


def takes_hand_off(context: Context) -> Question | None:
    """The question as the tool means it: what to pass on, or a yes or a no to what was shown.

    Args:
        context: the question, while the tool waits.
    """
    question, task = context.question, context.question.task
    if task is None or not question.pending or not question.text.strip():
        return None
    said = yes_or_no(question)
    if task.step == _SHOWN:
        step = {YES: _PASS_ON}.get(said or "")
        return read_as(question, DROP) if said == NO else _at_step(question, step) if step else None
    if said == NO and len(question.text.split()) <= 2:
        return read_as(question, DROP)
    asks_anew = question.intent == TALK and not _says_what(context)
    if asks_anew or question.intent in ABOUT_WHAT_IS_KEPT or asks_for_number(context):
        return None
    return _at_step(question, _TOLD)


def pending(record: Record) -> HandOff | None:
    """The question that was passed on and that somebody may still answer.

    Args:
        record: what is kept of the person.
    """
    return next((each for each in record.of(HandOff) if each.is_pending), None)


def take_back(context: Context, current: HandOff) -> Draft:
    """The person wants the bot back: they have it, and what is not sent yet is not sent.

    Args:
        context: the question.
        current: what was passed on.
    """
    gone = current.is_passed_on or current.state == "taken"
    closed = current.copy(update={"state": "taken_back", "is_told": True})
    return Draft(
        intent=TALK,
        headline=context.say("hand_off_taken_back"),
        points=(context.say("hand_off_stays_there" if gone else "hand_off_not_sent"),),
        changes=(Keep(closed),),
        sets=((WITH_HUMAN, False),),
    )


def back_button(context: Context) -> Button:
    """The button that has the bot back."""
    return Button(context.say("hand_off_back_button"), TALK, (("step", TAKE_BACK),))


def until(context: Context, current: HandOff) -> dict[str, str]:
    """When the bot is back by itself, as the values of a phrase."""
    hours = _desk(context).hours
    now, then = (hours.local(each) for each in (moment(context.question), current.until))
    shown = _clock(then) if now.date() == then.date() else f"{_clock(then)} on {_day(then)}"
    return {"until": shown, "place": hours.place}


def to_whom(context: Context) -> str:
    """Who they are, as a sentence names them."""
    return _desk(context).to


def said_of_times(context: Context, current: HandOff | None = None) -> tuple[str, ...]:
    """The days, times and words of the desk that an answer may hold: no claims of ours, for `Draft.quotes`."""
    desk, now = _desk(context), moment(context.question)
    moments = (desk.hours.opens(now), desk.hours.closes(now), *((current.until,) if current else ()))
    local = tuple(map(desk.hours.local, moments))
    return (*desk.words, *(text for each in local for text in (_clock(each), _day(each))))


def _ask(context: Context) -> Draft:
    return Draft(
        intent=TALK,
        headline=context.say("hand_off_ask", to=to_whom(context)),
        points=(*context.lines("hand_off_ask"), _when(context), context.say("hand_off_emergency")),
        outcome=Outcome.ASKED,
        question=context.say("hand_off_question"),
        buttons=(Button(context.say("hand_off_no"), DROP),),
        quotes=said_of_times(context),
        sets=((SLOT, Task(TALK, _ASKING)),),
    )


def _show(context: Context, packet: HandOff) -> Draft:
    """The packet, row by row, and the question whether that may go out."""
    own = (packet.question, *(text for text in (packet.medicine, packet.strength) if text))
    return Draft(
        intent=TALK,
        headline=context.say("hand_off_packet", to=to_whom(context)),
        points=tuple(_rows(context, packet)),
        outcome=Outcome.ASKED,
        question=context.say("hand_off_consent"),
        buttons=(
            Button(context.say("hand_off_yes"), TALK, (("step", _PASS_ON),)),
            Button(context.say("hand_off_change"), TALK, (("step", _CHANGE),)),
            Button(context.say("hand_off_no"), DROP),
        ),
        quotes=(*own, *_desk(context).words),
        sets=((SLOT, Task(TALK, _SHOWN, (("packet", json.loads(packet.json())), ("own", own)))),),
    )


def _passed_on(context: Context, packet: HandOff) -> Draft:
    desk, now = _desk(context), moment(context.question)
    is_open = desk.hours.is_open(now)
    current = packet.copy(update={"at": now, "is_open": is_open, "until": desk.waits_until(now)})
    old = tuple(map(Remove, context.question.record.of(HandOff)))
    said = Draft(
        intent=TALK,
        headline=context.say("hand_off_sent" if is_open else "hand_off_sent_closed", to=to_whom(context)),
        quotes=said_of_times(context, current),
        changes=(*old, Keep(current)),
        sets=((SLOT, None), (WITH_HUMAN, True)),
        buttons=(back_button(context),),
    )
    if is_open:
        return replace(said, points=context.lines("hand_off_sent", **until(context, current)))
    return replace(
        said, points=(_when(context), context.say("hand_off_meanwhile"), *urgent(context), *_emergency(context))
    )


def _so_far(context: Context, current: HandOff) -> Draft:
    """Asked for a human again, while one is waited for."""
    key = "taken" if current.state == "taken" else "waiting" if current.is_passed_on else "sending"
    opening = () if current.is_open or current.state == "taken" else (_when(context),)
    return Draft(
        intent=TALK,
        headline=context.say(f"hand_off_{key}", to=to_whom(context)),
        points=(*opening, *urgent(context), *_emergency(context)),
        quotes=said_of_times(context, current),
        buttons=(back_button(context),),
    )


def _when(context: Context) -> str:
    """When somebody answers, or opens."""
    hours, now = _desk(context).hours, moment(context.question)
    if hours.is_open(now):
        closes = hours.local(hours.closes(now))
        if closes - hours.local(now) > timedelta(days=1):
            return context.say("hand_off_always")
        return context.say("hand_off_closes", time=_clock(closes), place=hours.place)
    opens = hours.local(hours.opens(now))
    return context.say("hand_off_opens", day=_day(opens), time=_clock(opens), place=hours.place)


def urgent(context: Context) -> tuple[str, ...]:
    """Who to ask where it cannot wait."""
    line = context.contacts.urgent_advice
    return (context.say("hand_off_pharmacist"), *((context.say("hand_off_urgent", line=line.say),) if line else ()))


def _emergency(context: Context) -> tuple[str, ...]:
    return context.lines(TALK)


def _rows(context: Context, packet: HandOff) -> Iterator[str]:
    yield context.say(f"hand_off_for_{packet.whom or 'nobody'}")
    yield context.say("hand_off_row_question", words=packet.question)
    form = context.say(f"form_{packet.form}") if packet.form else None
    named = [text for text in (packet.medicine, packet.product, form, packet.strength) if text]
    if named:
        yield context.say("hand_off_row_medicine", name=", ".join(dict.fromkeys(named)))
    for situation in packet.situations:
        yield context.say("hand_off_row_danger", noun=default_rules().situation(situation).title)
    for noun in packet.answers:
        yield context.say("hand_off_row_answered", noun=noun)
    yield context.say("hand_off_row_region", place=contacts(packet.region).name)


def _packet(context: Context) -> HandOff:
    """All that goes out, as it is shown."""
    question, previous = context.question, context.question.previous
    verdict, now = question.verdict or Verdict(), moment(question)
    found = dict.fromkeys(each.situation for each in (*verdict.findings, *question.held_findings))
    topics = context.snapshot.topics
    answered = [topic_of(intent) for intent in ((*previous.intents, *previous.earlier) if previous else ())]
    words = _bounded(" ".join(question.text.split()))
    named = next((each.name for each in question.mentions), None)
    return HandOff(
        at=now,
        until=now,
        whom=_whom(context, words),
        medicine=display_name(context.medicine) if context.medicine_id else named,
        product=context.product.name if context.medicine_id and context.product else None,
        form=context.form,
        strength=question.strength,
        question=words,
        level=Level.highest([verdict.level, question.held_level]),
        situations=tuple(found)[:_MOST_NAMED],
        answers=tuple(dict.fromkeys(topics[topic].noun for topic in answered if topic in topics))[:_MOST_NAMED],
        facts=(*previous.earlier_facts, *previous.fact_ids)[-_MOST_FACTS:] if previous else (),
        region=question.region,
    )


def _whom(context: Context, words: str) -> Literal["self", "other"] | None:
    lists = context.wording.lists
    about_self = has_any(words, lists["self_words"])
    if has_any(words, lists["somebody_else_words"]) or (not about_self and has_any(words, lists["he_or_she_words"])):
        return "other"
    return "self" if about_self else None


def _says_what(context: Context) -> bool:
    """Whether a message that asks for a person also says what about."""
    text = context.question.text
    if len(text.split()) >= _ENOUGH_WORDS:
        return True
    after = [
        part
        for word in context.wording.lists["what_about_words"]
        if has_any(text, [word])
        for part in [text.casefold().split(word, 1)[-1]]
    ]
    return any(len(part.split()) >= 3 for part in after)


def _bounded(words: str) -> str:
    if len(words) <= LONGEST_WORDS:
        return words
    return words[:LONGEST_WORDS].rsplit(" ", 1)[0]


def _at_step(question: Question, step: str) -> Question:
    return replace(read_as(question, TALK), requested_step=step)


def _desk(context: Context) -> Desk:
    """Whom it is passed on to.

    Raises:
        LookupError: this installation passes nothing on.
    """
    if context.question.desk is None:
        raise LookupError("there is nobody to pass a question on to")
    return context.question.desk


def _clock(local: datetime) -> str:
    return clock_name(local.hour * 60 + local.minute)


def _day(local: datetime) -> str:
    return f"{local:%A} {day_name(local.date())}"
