"""A message that is only half a question: a detail that was asked for, "and dantrolene?", two names and no verb."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.buttons import topic_of
from bot.answers.context import Context
from bot.answers.cues import has_any
from bot.answers.naming import begins_with, ends_with, not_replaced, only_names
from bot.answers.pairs import rows_for
from bot.answers.readings import EMERGENCIES
from bot.answers.registry import Need, entry_for
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
    if _is_detail(question) and len(question.readings) > 1 and not _differs_by_form(context):
        question = replace(question, readings=question.readings[1:])
        context = replace(context, question=question)
    if _is_detail(question):
        return again(question) if _asked_of_a_medicine(context) else _named_alone(question)
    lists = context.wording.lists
    beside = (*lists["words_beside_names"], *lists["correcting_words"], *lists["replaced_words"])
    if not only_names(question.text, question.mentions, beside):
        return question
    question = replace(question, ranking=())  # a name says what it says: nothing is guessed
    context = replace(context, question=question)
    meant = not_replaced(question.text, question.mentions, lists["replaced_words"])
    if not meant:
        return again(replace(question, mentions=(), remembered_medicine=None))
    if meant != question.mentions:
        question = replace(question, mentions=meant)
        context = replace(context, question=question)
    if len({mention.substance or mention.name for mention in question.mentions}) > 1:
        return _read_as(question, "ask_interactions")
    return _about_one_name(context) if len(question.mentions) == 1 else question


def _about_one_name(context: Context) -> Question:
    """A name alone: the last question about it, where one is left open or the words say so; else what it is."""
    question, previous, lists = context.question, context.question.previous, context.wording.lists
    (mention,) = question.mentions
    asked_before = previous is not None and bool(previous.intents)
    corrects = has_any(question.text, lists["correcting_words"])
    if previous and asked_before and (corrects or PAIR_INTENTS & set(previous.intents)):
        return again(question)
    if question.remembered_medicine and begins_with(question.text, lists["with_words"]):
        return _read_as(question, "ask_interactions")
    leads_in = begins_with(question.text, lists["lead_in_words"])
    may_be_pair = leads_in or question.intent in PAIR_INTENTS
    if may_be_pair and not mention.known and question.remembered_medicine in context.snapshot.medicines:
        beside = replace(context, medicine_id=question.remembered_medicine)
        return _read_as(question, "ask_interactions") if rows_for(beside, mention) else question
    if (leads_in or ends_with(question.text, lists["lead_out_words"])) and mention.known and asked_before:
        return again(question)
    return _read_as(question, "ask_overview") if question.intent in PAIR_INTENTS and not leads_in else question


def _is_detail(question: Question) -> bool:
    in_hand = question.form is not None or any(mention.product for mention in question.mentions)
    is_detail = question.intent == "inform" or (question.intent == "set_profile" and in_hand)
    return is_detail and question.previous is not None and bool(question.previous.intents)


def _asked_of_a_medicine(context: Context) -> bool:
    """Whether the last question was about a medicine: a name or a form says nothing to one on a word ("spasticity")."""
    previous = context.question.previous
    return previous is not None and any(entry_for(context, intent).need is not Need.ANY for intent in previous.intents)


def _differs_by_form(context: Context) -> bool:
    """Whether what was asked last is answered otherwise for the form named: of alcohol, a liquid says nothing new."""
    form, previous = context.question.form, context.question.previous
    if form is None or previous is None:
        return True
    topics = [topic_of(intent) for intent in previous.intents]
    medicines = [each for each in previous.medicines if each in context.snapshot.medicines]
    facts = (fact for each in medicines for topic in topics for fact in context.snapshot.facts(each, topic))
    return any(form in fact.forms for fact in facts)


def _named_alone(question: Question) -> Question:
    """A detail that completes nothing: what the medicine is, where one is named."""
    return _read_as(question, "ask_overview") if any(each.known for each in question.mentions) else question


def again(question: Question) -> Question:
    """The last question, completed by what this message says.

    Args:
        question: the message; it comes back as it is where nothing was asked before.
    """
    previous = question.previous
    if previous is None or not previous.intents:
        return question
    same = not previous.medicines or all(mention.substance in previous.medicines for mention in question.mentions)
    guessed = {reading.intent: reading for reading in previous.left_open}
    now = question.readings[0].confidence
    return replace(
        question,
        readings=tuple(guessed.get(intent, Reading(intent, now)) for intent in previous.intents),
        ranking=previous.left_open,
        terms=question.terms or previous.terms,
        form=question.form or (previous.form if same else None),
        product=question.product or (previous.product if same else None),
    )


def _read_as(question: Question, intent: str) -> Question:
    confidence = question.readings[0].confidence if question.readings else 1.0
    return replace(question, readings=(Reading(intent, confidence),), ranking=())
