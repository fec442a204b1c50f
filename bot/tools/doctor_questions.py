"""Questions for the doctor: collected while talking, shown, taken off again, and printed."""

from __future__ import annotations

import re

from bot.answers.buttons import topic_of
from bot.answers.context import Context, Draft, display_name
from bot.answers.cues import has_any, left_of
from bot.answers.meta import compose_phrase
from bot.answers.tasks import SLOT, read_as, says_drop
from bot.documents import QUESTIONS_PDF
from bot.model.conversation import Button, Outcome, Previous, Question, Table, Task
from bot.model.record import LONGEST_WORDS, DoctorQuestion, Keep, Remove
from bot.tools.consent import moment
from bot.tools.kept import chosen, quoted, rows, short

INTENT = "questions_for_doctor"
_TEXT = "text"
"""The step of a question that is asked for."""
_WHICH = "which"
"""The step of one that is to be deleted."""

_ADDED = re.compile(r"\W*(?:(?:please|pls|ok|and|also)\W+)*add\s*[:,-]\s*(?P<said>\w.*)", re.IGNORECASE)
"""A question that is added right after those that there are were shown: "add: can she have both"."""


def compose_questions(context: Context, intent: str) -> Draft:
    """Keep a question for the doctor, take some off, or show what there is and what else is worth asking.

    Args:
        context: the question.
        intent: the intent that asks for it.
    """
    question, kept = context.question, context.question.record.of(DoctorQuestion)
    waits = question.task.step if question.task and question.task.intent == INTENT else None
    takes_off = has_any(question.text, context.wording.lists["taking_off_words"])
    if waits == _WHICH or takes_off:
        return _take_off(context, intent, kept)
    if waits == _TEXT and question.text.strip():
        return _keep(context, intent, question.text)
    asked = _asked_in(context)
    if asked:
        return _keep(context, intent, asked)
    return _show(context, intent, kept) if asked is None and waits != _TEXT else _ask(context, intent)


def takes_question(context: Context) -> Question | None:
    """What is typed after "what would you like to ask", whatever it reads as; or which one is to be deleted.

    Args:
        context: the question, about no medicine yet.
    """
    question, task = context.question, context.question.task
    if task is None:
        return read_as(question, INTENT) if _ADDED.match(question.text) and not question.checked else None
    if not question.pending or not question.text.strip() or says_drop(context):
        return None
    if task.step == _TEXT:
        return read_as(question, INTENT)
    which = task.step == _WHICH and chosen(context, question.record.of(DoctorQuestion))
    return read_as(question, INTENT) if which else None


def _asked_in(context: Context) -> str | None:
    """What is to be kept: the words after "add to my questions:", or what was asked before "put that on my list".

    Returns:
        Empty where something is to be kept and nothing says what; `None` where nothing is to be kept.
    """
    text, lists = " ".join(context.question.text.split()), context.wording.lists
    leads = [word for word in lists["question_for_doctor_words"] if has_any(text, [word])]
    if not leads:
        added = _ADDED.match(text)
        return added["said"] if added else None
    after = re.split(rf"(?<!\w){re.escape(max(leads, key=len))}(?!\w)", text, maxsplit=1, flags=re.IGNORECASE)[1]
    said = after.strip(" \t,:;-\u2013\u2014.")
    if left_of(said, lists["pointing_words"]):
        return said
    return _asked_before(context)


def _asked_before(context: Context) -> str:
    """The last question of the conversation, in our words; empty where none was asked."""
    previous = context.question.previous or Previous()
    for intent in previous.intents:
        topic = context.snapshot.topics.get(topic_of(intent))
        medicine = next((each for each in previous.medicines if each in context.snapshot.medicines), None)
        if topic and medicine:
            return topic.asks.format(medicine=display_name(context.snapshot.medicines[medicine]))
    return ""


def _keep(context: Context, intent: str, text: str) -> Draft:
    item = DoctorQuestion(at=moment(context.question), text=short(text, LONGEST_WORDS))
    if any(each.text.casefold() == item.text.casefold() for each in context.question.record.of(DoctorQuestion)):
        return Draft(intent, context.say("question_is_kept", said=quoted(item.text)), quotes=(item.text,), sets=_ends())
    return Draft(
        intent=intent,
        headline=context.say("question_kept", said=quoted(item.text)),
        quotes=(item.text,),
        changes=(Keep(item),),
        buttons=(_button(context, "show_my_questions"),),
        sets=_ends(),
    )


def _ends() -> tuple[tuple[str, None], ...]:
    return ((SLOT, None),)


def _ask(context: Context, intent: str) -> Draft:
    return Draft(
        intent=intent,
        headline=context.say("what_to_ask_doctor"),
        outcome=Outcome.ASKED,
        sets=((SLOT, Task(intent, _TEXT)),),
    )


def _take_off(context: Context, intent: str, kept: tuple[DoctorQuestion, ...]) -> Draft:
    if not kept:
        return _show(context, intent, kept)
    gone = chosen(context, kept)
    if not gone:
        return Draft(
            intent=intent,
            headline=context.say("which_question"),
            outcome=Outcome.ASKED,
            table=_table(context, kept),
            quotes=tuple(each.text for each in kept),
            sets=((SLOT, Task(intent, _WHICH)),),
        )
    return Draft(
        intent=intent,
        headline=context.say("questions_gone"),
        points=tuple(quoted(each.text) for each in gone),
        quotes=tuple(each.text for each in gone),
        changes=tuple(map(Remove, gone)),
        sets=_ends(),
    )


def _show(context: Context, intent: str, kept: tuple[DoctorQuestion, ...]) -> Draft:
    suggested = compose_phrase(context, intent)
    if not kept:
        return Draft(
            intent, suggested.headline, suggested.points, question=context.say("add_doctor_question"), sets=_ends()
        )
    return Draft(
        intent=intent,
        headline=context.say("my_questions"),
        table=_table(context, kept),
        documents=(QUESTIONS_PDF,),
        quotes=tuple(each.text for each in kept),
        sets=_ends(),
    )


def _table(context: Context, kept: tuple[DoctorQuestion, ...]) -> Table:
    return Table(("", context.say("my_questions_column")), rows([quoted(each.text) for each in kept]))


def _button(context: Context, phrase: str) -> Button:
    return Button(context.say(phrase), INTENT)
