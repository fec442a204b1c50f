"""A message that is only half a question: a detail that was asked for, "and dantrolene?", two names and no verb."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.context import Context
from bot.answers.naming import begins_with, only_names
from bot.answers.pairs import rows_for
from bot.answers.readings import EMERGENCIES
from bot.model.conversation import Question, Reading

PAIR_INTENTS = frozenset({"ask_interactions", "check_interactions", "ask_comparison"})
"""Intents that are about two things at once."""


def continued(context: Context) -> Question:
    """The question that is meant, with what the conversation says of it; the question itself where it says it all.

    Args:
        context: the question, about no medicine yet.
    """
    question = context.question
    if question.intent in EMERGENCIES:
        return question
    if _is_detail(question):
        return again(question)
    if not only_names(question.text, question.mentions, context.wording.lists["words_beside_names"]):
        return question
    if len({mention.substance or mention.name for mention in question.mentions}) > 1:
        return _read_as(question, "ask_interactions")
    return _about_one_name(context) if len(question.mentions) == 1 else question


def _about_one_name(context: Context) -> Question:
    """A name alone: the last question about it, where one is left open or the words say so; else what it is."""
    question, previous = context.question, context.question.previous
    (mention,) = question.mentions
    if previous and previous.intents and PAIR_INTENTS & set(previous.intents):
        return again(question)
    if question.remembered_medicine and begins_with(question.text, context.wording.lists["with_words"]):
        return _read_as(question, "ask_interactions")
    leads_in = begins_with(question.text, context.wording.lists["lead_in_words"])
    may_be_pair = leads_in or question.intent in PAIR_INTENTS
    if may_be_pair and not mention.known and question.remembered_medicine in context.snapshot.medicines:
        beside = replace(context, medicine_id=question.remembered_medicine)
        return _read_as(question, "ask_interactions") if rows_for(beside, mention) else question
    if leads_in and mention.known and previous and previous.intents:
        return again(question)
    return _read_as(question, "ask_overview") if question.intent in PAIR_INTENTS and not leads_in else question


def _is_detail(question: Question) -> bool:
    in_hand = question.form is not None or any(mention.product for mention in question.mentions)
    is_detail = question.intent == "inform" or (question.intent == "set_profile" and in_hand)
    return is_detail and question.previous is not None and bool(question.previous.intents)


def again(question: Question) -> Question:
    """The last question, completed by what this message says.

    Args:
        question: the message; it comes back as it is where nothing was asked before.
    """
    previous = question.previous
    if previous is None or not previous.intents:
        return question
    same = not previous.medicines or all(mention.substance in previous.medicines for mention in question.mentions)
    return replace(
        question,
        readings=tuple(replace(question.readings[0], intent=intent) for intent in previous.intents),
        terms=question.terms or previous.terms,
        form=question.form or (previous.form if same else None),
        product=question.product or (previous.product if same else None),
    )


def _read_as(question: Question, intent: str) -> Question:
    confidence = question.readings[0].confidence if question.readings else 1.0
    return replace(question, readings=(Reading(intent, confidence),))
