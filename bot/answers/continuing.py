"""A message that is only half a question: a detail that was asked for, "and dantrolene?", two names and no verb."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.buttons import topic_of
from bot.answers.compared import compared
from bot.answers.context import Context, Need, display_name
from bot.answers.cues import has_any, left_of, says_only
from bot.answers.definitions import defined_terms
from bot.answers.dose_times import goes_on
from bot.answers.log import of_the_log
from bot.answers.naming import (
    WORDS_BESIDE_NAMES,
    begins_with,
    ends_with,
    is_joined,
    not_replaced,
    only_names,
    without_names,
)
from bot.answers.pairs import rows_for
from bot.answers.readings import EMERGENCIES
from bot.answers.registry import entry_for
from bot.answers.tasks import taken_by_tool
from bot.model.conversation import Mention, Question, Reading

PAIR_INTENTS = frozenset({"ask_interactions", "check_interactions", "ask_comparison"})
"""Intents that are about two things at once."""
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
    for read in (taken_by_tool, of_the_log, goes_on, _pointed_back, compared):
        if (meant := read(context)) is not None:
            return meant
    if _is_of_the_list(context):
        return _read_as(context.question, _CHECK)
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


def _pointed_back(context: Context) -> Question | None:
    """The question with what it points back to: the other medicine, the effect named last, who it was for.

    `None` for one that says itself what it is about.
    """
    question = context.question
    if question.intent == "set_profile" and _is_for_a_child(context):
        return _read_as(question, "ask_children")
    if question.intent == "ask_comparison" and _is_held_against_itself(context):
        return _read_as(question, "ask_brand_generic")
    if question.other_medicine and _means_the_other_one(context):
        return again(replace(question, mentions=(_mention(context, question.other_medicine),)))
    if _asks_for_meaning(context):
        return _read_as(question, "ask_definition")
    if question.previous and _asks_how_common(context):
        return replace(_read_as(question, "ask_side_effects"), terms=question.previous.terms)
    return None


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
        return _read_as(question, "ask_interactions")
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
        return _read_as(question, "ask_interactions")
    if mention.known and before and (leads_in or _asks_the_same(context)):
        return again(question)
    if has_any(question.text, lists["taking_words"]):
        return _read_as(question, "inform")
    taken_with = question.intent in PAIR_INTENTS and not leads_in and not _is_beside(context, mention)
    return _read_as(question, "ask_overview") if taken_with else question


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


def _is_for_a_child(context: Context) -> bool:
    """Whether what was asked of a medicine turns out to be asked for a child: "for my son, hes 9"."""
    question = context.question
    follows = question.previous is not None and question.remembered_medicine is not None
    return follows and has_any(question.text, context.wording.lists["child_words"])


def _is_held_against_itself(context: Context) -> bool:
    """Whether a brand was talked of, and its own medicine is named now: "is it the same as baclofen"."""
    question, joining = context.question, context.wording.lists["joining_words"]
    return bool(question.mentions) and all(
        mention.substance == question.remembered_medicine
        and mention.product is None
        and is_joined(question.text, mention, joining)
        for mention in question.mentions
    )


def _means_the_other_one(context: Context) -> bool:
    lists = context.wording.lists
    return says_only(
        context.question.text, lists["other_one_words"], [*lists["lead_in_words"], *lists["lead_out_words"]]
    )


def _asks_for_meaning(context: Context) -> bool:
    """Whether nothing is asked but what a word means: "hang on, whats spasticity"."""
    question, lists = context.question, context.wording.lists
    if question.mentions or not defined_terms(context):
        return False
    terms = [context.snapshot.terms[term] for term in question.terms if term in context.snapshot.terms]
    names = [name for term in terms for name in (term.name, term.medical_name, *term.names) if name]
    besides = [*names, *lists["correcting_words"], *lists["lead_in_words"], *lists["lead_out_words"]]
    return says_only(question.text, lists["meaning_words"], besides)


def _asks_how_common(context: Context) -> bool:
    """Whether what was named last is asked about: "is that common"."""
    question, previous = context.question, context.question.previous
    names_nothing = not question.mentions and not question.terms
    named_before = previous is not None and bool(previous.terms)
    return names_nothing and named_before and has_any(question.text, context.wording.lists["how_common_words"])


def _mention(context: Context, medicine: str) -> Mention:
    """A medicine that was named before."""
    content = context.snapshot.medicines.get(medicine)
    return Mention(medicine, display_name(content) if content else medicine, medicine, known=content is not None)


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
    if PAIR_INTENTS & set(previous.intents) and all(mention.known for mention in question.mentions):
        question = replace(question, mentions=(*question.mentions, *previous.others))
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
