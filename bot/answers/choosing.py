"""A reply to the topics that were offered: "the second one", "driving", "none of these"."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.buttons import topic_of
from bot.answers.context import Context
from bot.answers.cues import left_of, says_only
from bot.model.conversation import Previous, Question, Reading
from bot.model.safety import Verdict

_PLACES = ("choice_first", "choice_second", "choice_third")
"""Lists of what people call each of the buttons, in their order."""


def chosen(context: Context) -> tuple[str, ...] | None:
    """Which of the topics offered a message picks.

    Args:
        context: the question, about no medicine yet.

    Returns:
        The intents picked; empty where the person wants none of them; `None` where the message is no reply to them.
    """
    question, lists = context.question, context.wording.lists
    offered = question.previous.choices if question.previous else ()
    verdict = question.verdict or Verdict()
    if not offered or not question.text or verdict.level.shows_card or _names_another(question):
        return None
    besides = lists["choice_besides"]
    if says_only(question.text, lists["choice_none"], besides):
        return ()
    if says_only(question.text, lists["choice_all"], besides):
        return offered
    if says_only(question.text, lists["choice_last"], besides):
        return offered[-1:]
    for place, intent in zip(_PLACES, offered, strict=False):
        if says_only(question.text, lists[place], besides):
            return (intent,)
    return _named(context, offered)


def as_chosen(question: Question, previous: Previous, intents: tuple[str, ...]) -> Question:
    """The question that was left open, with the topics that were picked.

    Args:
        question: the reply.
        previous: the answer that offered them.
        intents: those picked, at least one.
    """
    return replace(
        question,
        readings=tuple(Reading(intent, 1.0) for intent in intents),
        ranking=(),
        mentions=(),
        remembered_medicine=next(iter(previous.medicines), question.remembered_medicine),
        terms=question.terms or previous.terms,
        form=question.form or previous.form,
        product=question.product or previous.product,
    )


def _names_another(question: Question) -> bool:
    """Whether another medicine is named than the one in hand: then it is no reply, or not only one."""
    about = question.previous.medicines if question.previous else ()
    return any(mention.substance not in about for mention in question.mentions if mention.drug_class is None)


def _named(context: Context, offered: tuple[str, ...]) -> tuple[str, ...] | None:
    """The one topic in whose title all words of the message stand."""
    question, topics = context.question, context.snapshot.topics
    besides = context.wording.lists["choice_besides"]
    names = [mention.text for mention in question.mentions if mention.drug_class is None]
    said = set(left_of(question.text, [*besides, *names]))
    found = []
    for intent in offered:
        topic = topics[topic_of(intent)]
        if said and said <= set(left_of(f"{topic.title} {topic.asks} {topic.noun}", ())):
            found.append(intent)
    return tuple(found) if len(found) == 1 else None
