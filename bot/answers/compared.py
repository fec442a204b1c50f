"""What is compared: all that a message names, or what was compared just before, with what is added or left out."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.context import Context, display_name
from bot.answers.cues import has_any, left_of
from bot.answers.naming import WORDS_BESIDE_NAMES, begins_with, ends_with, is_joined, only_names, without_names
from bot.language.everyday import everyday_words
from bot.language.forms import forms_in
from bot.language.spelling import SHORTEST
from bot.model.conversation import Mention, Question, Reading

COMPARISON = "ask_comparison"
_MAY_MEAN_COMPARISON = frozenset({COMPARISON, "ask_interactions", "check_interactions"})
"""Readings of a list of names under which the words say whether they are to be held against each other."""
_ON_WHICH = frozenset(
    {COMPARISON, "ask_alternatives", "ask_effectiveness", "ask_find_drug", "ask_overview", "inform", "out_of_scope"}
)
"""Readings under which "which is better" is about what was compared, though nothing says "which one"."""
_CONDITIONS = "ask_contraindications"
_SAYS_COMPARE = ("comparing_words", "comparing_besides")
"""Lists of words that say that names are compared, and nothing else."""
_OF_COMPARISON = (*_SAYS_COMPARE, "adding_words", "lead_in_words", "lead_out_words", "leaving_out_words")
"""Lists of words that say what becomes of what is compared."""


def compared(context: Context) -> Question | None:
    """The question with all that is to be compared as what it names; `None` for one that compares nothing.

    Args:
        context: the question, about no medicine yet.
    """
    question, before = context.question, _before(context)
    if not _asks(context) and not (goes_on_after(context) and _goes_on(context)):
        return None
    named = question.mentions
    if before and begins_with(without_names(question.text, named), context.wording.lists["leaving_out_words"]):
        gone = {key_of(each) for each in named}
        items = tuple(each for each in before if key_of(each) not in gone)
    elif len(before) > 1 and named and _replaces(context):
        items = (*before[:-1], *named)
    elif before and (not named or _adds(context)):
        items = _unique((*before, *named))
    elif len(named) == 1:
        items = (*_held_against(context, named[0]), *named)
    else:
        items = named or _both_talked_of(context)
    besides = tuple(each for each in question.readings if each.intent not in _MAY_MEAN_COMPARISON)
    kept = besides if question.intent in _MAY_MEAN_COMPARISON else ()
    confidence = question.readings[0].confidence if question.readings else 1.0
    return replace(question, mentions=items, readings=(Reading(COMPARISON, confidence), *kept), ranking=())


def key_of(mention: Mention) -> str:
    """What makes two names one medicine.

    Args:
        mention: a name.
    """
    return (mention.substance or mention.drug_class or mention.name).casefold()


def goes_on_after(context: Context) -> bool:
    """Whether the last answer compared, or asked what to compare."""
    previous = context.question.previous
    return previous is not None and COMPARISON in previous.intents


def names_stranger(context: Context) -> bool:
    """Whether something else is named beside the names that were found: a medicine that nobody here knows, it may be.

    It is a word that is not English, where a name would stand: "compare baclofen with zzzolol".

    Args:
        context: the question.
    """
    question, lists = context.question, context.wording.lists
    left = left_of(without_names(question.text, question.mentions), lists["comparing_words"])
    terms = (context.snapshot.terms[each] for each in question.terms if each in context.snapshot.terms)
    known = {word for term in terms for name in (term.name, *term.names) for word in name.casefold().split()}
    strange = [word for word in left if len(word) >= SHORTEST and word.isalpha() and word not in known]
    before = [*lists["joining_words"], *lists["lead_in_words"], *lists["comparing_words"], ","]
    return any(
        word not in everyday_words() and is_joined(question.text, Mention(word, word), before) for word in strange
    )


def _asks(context: Context) -> bool:
    """Whether things are to be held against each other: by the reading, or by the words of what is read as a mix."""
    question, lists = context.question, context.wording.lists
    if question.intent == COMPARISON:
        return True
    says_so = has_any(question.text, lists["comparing_words"]) and not has_any(question.text, lists["mixing_words"])
    return says_so and (question.intent in _MAY_MEAN_COMPARISON or _names_only(context, *_SAYS_COMPARE))


def _goes_on(context: Context) -> bool:
    """Whether a message only changes what is compared, asks which of it is best, or adds what somebody has."""
    question, lists = context.question, context.wording.lists
    if question.mentions:
        return _names_only(context, *_OF_COMPARISON)
    if has_any(question.text, lists["ranking_words"]):
        return question.intent in _ON_WHICH or has_any(question.text, lists["which_words"])
    joins = begins_with(question.text, [*lists["lead_in_words"], *lists["with_words"]])
    return joins and bool(question.terms) and question.intent == _CONDITIONS


def _names_only(context: Context, *besides: str) -> bool:
    """Whether a message says nothing but names, and words of these lists."""
    lists = context.wording.lists
    words = [word for name in (*WORDS_BESIDE_NAMES, *besides) for word in lists[name]]
    return only_names(context.question.text, context.question.mentions, words)


def _before(context: Context) -> tuple[Mention, ...]:
    """What was compared in the last answer."""
    previous = context.question.previous
    if previous is None or not goes_on_after(context):
        return ()
    return (*(_of_medicine(context, each) for each in previous.medicines), *previous.others)


def _replaces(context: Context) -> bool:
    """Whether what is named stands for what was named last: "no, I meant dantrolene"."""
    lists = context.wording.lists
    return has_any(context.question.text, [*lists["correcting_words"], *lists["replaced_words"]])


def _adds(context: Context) -> bool:
    """Whether what is named joins what was compared, and begins no other comparison."""
    question, lists = context.question, context.wording.lists
    if len(forms_in(question.text)) > 1:  # ways of giving the one that is named
        return False
    said = without_names(question.text, question.mentions)
    joins = begins_with(said, [*lists["lead_in_words"], *lists["adding_words"], *lists["with_words"]])
    points_back = any(is_joined(question.text, each, lists["joining_words"]) for each in question.mentions[:1])
    one = len({key_of(each) for each in question.mentions}) == 1
    return (
        joins
        or ends_with(said, lists["lead_out_words"])
        or (one and (points_back or not question.text or _names_only(context)))
    )


def _held_against(context: Context, mention: Mention) -> tuple[Mention, ...]:
    """The medicine that the conversation is about, where the one that is named is held against it."""
    question, lists = context.question, context.wording.lists
    remembered = question.remembered_medicine
    if remembered is None or not question.text or len(forms_in(question.text)) > 1:
        return ()
    joined = is_joined(question.text, mention, lists["joining_words"])
    is_other = mention.substance != remembered and not has_any(question.text, lists["all_others_words"])
    return (_of_medicine(context, remembered),) if joined or is_other else ()


def _both_talked_of(context: Context) -> tuple[Mention, ...]:
    """The two medicines that were talked of, where the words point to more than one: "which of them is better"."""
    question = context.question
    two = (question.other_medicine, question.remembered_medicine)
    if not all(two) or not has_any(question.text, context.wording.lists["which_words"]):
        return ()
    return tuple(_of_medicine(context, str(each)) for each in two)


def _of_medicine(context: Context, medicine: str) -> Mention:
    """A medicine that was named before; where it is not here, its name."""
    content = context.snapshot.medicines.get(medicine)
    name = display_name(content) if content else medicine
    return Mention(name, name, substance=medicine, known=content is not None)


def _unique(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return tuple({key_of(each): each for each in reversed(mentions)}.values())[::-1]
