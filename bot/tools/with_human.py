"""While a human has the conversation: nothing is answered, but what must always be, and what says that it is over.

A rule of the dialogue leads every message here but emergencies; whether there is silence is decided here, from what is
kept: people may have handed back since, or nobody may have answered in time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.answers.answering import answer_with
from bot.answers.context import Context, Draft
from bot.answers.cues import has_any
from bot.answers.overdose import asks_for_number
from bot.answers.readings import EMERGENCIES, NEVER_SECOND
from bot.answers.tasks import SLOT, in_danger, says_drop
from bot.model.conversation import Answer, Outcome, Question
from bot.model.record import HandOff, Keep
from bot.tools.consent import moment
from bot.tools.hand_off import (
    ABOUT_WHAT_IS_KEPT,
    TAKE_BACK,
    TALK,
    WITH_HUMAN,
    back_button,
    said_of_times,
    take_back,
    to_whom,
    until,
    urgent,
)

Answering = Callable[[Context], Answer]

ALWAYS_ANSWERED = ABOUT_WHAT_IS_KEPT | {TALK}
"""Whatever else is silent."""


def while_with_human(context: Context, answer: Answering) -> Answer:
    """The answer to a message that came while a human may have the conversation.

    Args:
        context: the question, its verdict complete.
        answer: answers a question as if nobody else did.

    Returns:
        What is answered; with the outcome `SILENT` where nothing is, or where one line says so.
    """
    question = context.question
    current = next((each for each in question.record.of(HandOff) if not each.is_told), None)
    if current is None:
        return answer(context)
    if _may_need_help(question):
        return _card_alone(answer(context))
    if over := _over(context, current):
        return _then(context, over, answer)
    has_it = current.is_open or current.state == "taken"
    if _wants_bot(context, has_it=has_it):
        return answer_with(context, take_back(context, current))
    if not has_it or question.pending or _is_always_answered(context):
        return answer(context)
    return _silence(context, current)


def _card_alone(answer: Answer) -> Answer:
    """The answer beside a card, without what a tool of ours would ask next: that is for the human now."""
    return replace(answer, question=None, buttons=(), sets=tuple(pair for pair in answer.sets if pair[0] != SLOT))


def _may_need_help(question: Question) -> bool:
    seen = question.verdict is not None and question.verdict.level.shows_card
    return seen or in_danger(question) or question.intent in EMERGENCIES


def _is_always_answered(context: Context) -> bool:
    asks_what_is_kept = has_any(context.question.text, context.wording.lists["what_is_kept_words"])
    return context.question.intent in ALWAYS_ANSWERED or asks_what_is_kept or asks_for_number(context)


def _wants_bot(context: Context, *, has_it: bool) -> bool:
    if context.question.requested_step == TAKE_BACK:
        return True
    said = has_any(context.question.text, context.wording.lists["back_to_bot_words"])
    return said or (has_it and says_drop(context))


def _over(context: Context, current: HandOff) -> Draft | None:
    """What is said where it is over, once; `None` while somebody may still answer."""
    question = context.question
    late = question.desk is None or moment(question) >= current.until
    closed = current.copy(update={"state": "nobody_answered"}) if current.is_pending and late else current
    if closed.is_pending:
        return None
    message = closed.message if closed.state == "handed_back" else None
    points: tuple[str, ...]
    if message:
        points = (context.say("hand_off_wrote", words=message),)
    elif closed.state == "handed_back":
        points = (context.say("hand_off_no_message"),)
    else:
        points = (*urgent(context), *context.lines(TALK))
    return Draft(
        intent=TALK,
        headline=context.say(f"hand_off_{closed.state}"),
        points=points,
        quotes=(message,) if message else (),
        changes=(Keep(closed.copy(update={"is_told": True})),),
        sets=((WITH_HUMAN, False),),
    )


def _then(context: Context, over: Draft, answer: Answering) -> Answer:
    """That it is over, then the answer to what is asked now, where anything is."""
    first = answer_with(context, over)
    told = next(change.item for change in over.changes if isinstance(change, Keep))
    record = context.question.record.replacing(told)
    following = answer(replace(context, question=replace(context.question, record=record)))
    if all(section.intent in NEVER_SECOND | {TALK} for section in following.sections):
        return first
    return replace(
        following,
        sections=(*first.sections, *following.sections),
        changes=(*first.changes, *following.changes),
        sets=(*first.sets, *following.sets),
    )


def _silence(context: Context, current: HandOff) -> Answer:
    if context.question.was_silent:
        return Answer(Outcome.SILENT, knowledge_version=context.snapshot.version)
    key = "quiet_taken" if current.state == "taken" else "quiet_waiting"
    draft = Draft(
        intent=TALK,
        headline=context.say(key, to=to_whom(context), **until(context, current)),
        points=(context.say("hand_off_emergency"),),
        outcome=Outcome.SILENT,
        quotes=said_of_times(context, current),
        buttons=(back_button(context),),
    )
    return answer_with(context, draft)
