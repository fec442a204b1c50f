"""A message that is only half a question: a detail that was asked for, "and dantrolene?", two names and no verb."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.again import PAIR_INTENTS, again, meant_as
from bot.answers.buttons import topic_of
from bot.answers.compared import compared
from bot.answers.context import Context, Need
from bot.answers.cues import has_any, left_of, says_only
from bot.answers.dose_times import goes_on
from bot.answers.log import of_the_log
from bot.answers.naming import (
    WORDS_BESIDE_NAMES,
    begins_with,
    ends_with,
    not_replaced,
    only_names,
    without_names,
)
from bot.answers.pairs import rows_for
from bot.answers.pointing import pointed_back
from bot.answers.readings import EMERGENCIES
from bot.answers.registry import entry_for
from bot.answers.tasks import taken_by_tool
from bot.model.conversation import Mention, Question

_CHECK = "check_interactions"
_OF_LISTS = ("adding_words", "removing_words", "list_words", "new_list_words", "lead_in_words", "lead_out_words")
"""Lists of words that say what becomes of the list that is checked."""


def continued(context: Context) -> Question:
    """The question that is meant, with what the conversation says of it; the question itself where it says it all.

    Args:
        context: the question, about no medicine yet.
    """
    if context.question.intent in EMERGENCIES:
        return context.question
    for read in (taken_by_tool, of_the_log, goes_on, pointed_back, compared):
        if (meant := read(context)) is not None:
            return meant
    if _is_of_the_list(context):
        return meant_as(context.question, _CHECK)
    context = _without_needless_detail(context)
    if _is_detail(context.question):
        return again(context.question) if _asked_of_a_medicine(context) else _named_alone(context.question)
    return _of_names_alone(context)


def _without_needless_detail(context: Context) -> Context:
    """The question without a detail that changes nothing, where something else is asked besides."""
    question = context.question
    if _is_detail(question) and len(question.readings) > 1 and not _differs_by_form(context):
        return replace(context, question=replace(question, readings=question.readings[1:]))
    return context


def _is_of_the_list(context: Context) -> bool:
    """Whether a message adds something to the list that is checked, takes it off, or says that this is all."""
    question, lists = context.question, context.wording.lists
    before = set(question.previous.intents) if question.previous else set()
    asked = question.pending and _CHECK in before
    if asked and says_only(
        question.text, lists["list_done_words"], [*lists["lead_in_words"], *lists["lead_out_words"]]
    ):
        return True
    terms = [context.snapshot.terms[term] for term in question.terms if term in context.snapshot.terms]
    if not (question.checked or asked) or not (question.mentions or terms):
        return False
    said = without_names(question.text, question.mentions)
    changes = begins_with(said, [*lists["adding_words"], *lists["removing_words"]])
    joins = begins_with(said, [*lists["lead_in_words"], *lists["with_words"]])
    unknown = not any(mention.known for mention in question.mentions)
    if not (changes or asked or (joins and (unknown or PAIR_INTENTS & before))):
        return False
    names = [name for term in terms for name in (term.name, term.medical_name, *term.names) if name]
    besides = [word for name in (*WORDS_BESIDE_NAMES, *_OF_LISTS) for word in lists[name]]
    return not left_of(said, [*names, *besides])


def _of_names_alone(context: Context) -> Question:
    """The question that names stand for; the question itself where it says more than names."""
    question, lists = context.question, context.wording.lists
    besides = [word for name in WORDS_BESIDE_NAMES for word in lists[name]]
    if not only_names(question.text, question.mentions, besides):
        return question
    question = replace(question, ranking=())  # a name says what it says: nothing is guessed
    context = replace(context, question=question)
    meant = not_replaced(question.text, question.mentions, lists["replaced_words"])
    if not meant:
        return again(replace(question, mentions=(), remembered_medicine=None))
    if question.intent == _CHECK and len(meant) == len(question.mentions):
        return question
    question = replace(question, mentions=meant)
    if len({mention.substance or mention.name for mention in meant}) > 1:
        return meant_as(question, "ask_interactions")
    return _about_one_name(replace(context, question=question)) if len(meant) == 1 else question


def _about_one_name(context: Context) -> Question:
    """A name alone: the last question about it, where one is left open or the words say so; else what it is."""
    question, previous, lists = context.question, context.question.previous, context.wording.lists
    (mention,) = question.mentions
    before = previous.intents if previous else ()
    leads_in = begins_with(question.text, lists["lead_in_words"])
    if before and (has_any(question.text, lists["correcting_words"]) or PAIR_INTENTS & set(before)):
        return again(question)
    if _is_the_other_side(context, mention):
        return meant_as(question, "ask_interactions")
    if mention.known and before and (leads_in or _asks_the_same(context)):
        return again(question)
    if has_any(question.text, lists["taking_words"]):
        return meant_as(question, "inform")
    taken_with = question.intent in PAIR_INTENTS and not leads_in and not _is_beside(context, mention)
    return meant_as(question, "ask_overview") if taken_with else question


def _is_the_other_side(context: Context, mention: Mention) -> bool:
    """Whether a name is what the medicine in hand is taken with: the words say so, or the pair is listed."""
    if context.question.remembered_medicine is None:
        return False
    joined = begins_with(context.question.text, context.wording.lists["with_words"])
    return joined or (_is_beside(context, mention) and bool(rows_for(_in_hand(context), mention)))


def _is_beside(context: Context, mention: Mention) -> bool:
    """Whether the name is none of ours, and a medicine of ours is in hand."""
    return not mention.known and context.question.remembered_medicine in context.snapshot.medicines


def _in_hand(context: Context) -> Context:
    return replace(context, medicine_id=context.question.remembered_medicine)


def _asks_the_same(context: Context) -> bool:
    text, lists = context.question.text, context.wording.lists
    return begins_with(text, lists["same_question_words"]) or ends_with(text, lists["lead_out_words"])


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
    return meant_as(question, "ask_overview") if any(each.known for each in question.mentions) else question
