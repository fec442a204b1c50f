"""What a question names besides the medicine it is about: a pair that is listed is told, whatever was asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.answers.again import PAIR_INTENTS
from bot.answers.context import Context, Draft
from bot.answers.interactions import compose_interactions
from bot.answers.naming import is_joined, is_to_be_stopped, only_names
from bot.answers.pairs import rows_for
from bot.answers.selection import MOST_POINTS
from bot.answers.subjects import Subjects, is_group
from bot.model.conversation import Mention, Outcome

_STOPPING = frozenset({"ask_stopping", "ask_withdrawal"})
_NOT_TAKEN_TOGETHER = frozenset(
    {"ask_alternatives", "ask_article", "ask_brand_generic", "ask_drug_class", "ask_overview"}
)
"""Topics in which a second medicine is what the first is held against, not what is taken with it."""
_OF_A_GROUP = frozenset(
    {
        "ask_contraindications",
        "ask_dosage",
        "ask_food",
        "ask_how_to_take",
        "ask_max_dose",
        "ask_warnings",
        "ask_when_to_take",
    }
)
"""Topics in which a whole class is what the person takes as well; elsewhere the words have to say so."""


def paired(context: Context, subject: Subjects) -> Subjects:
    """What a question about two things is about: the medicine remembered is one, where the words join the other to it.

    Args:
        context: the question.
        subject: what the message is about by itself.
    """
    question, lists = context.question, context.wording.lists
    remembered = question.remembered_medicine
    others = [other for other in subject.others if not _is_what_it_is(context, subject, other)]
    if remembered is None or remembered in subject.medicines or len(subject.medicines) != 1 or others:
        return subject
    joined = any(is_joined(question.text, mention, lists["joining_words"]) for mention in question.mentions)
    if not joined and not only_names(question.text, question.mentions, lists["words_beside_names"]):
        return subject
    if remembered in context.snapshot.medicines:
        return Subjects((remembered, *subject.medicines), (), remembered=False)
    return Subjects(subject.medicines, (Mention(remembered, remembered, substance=remembered),), remembered=False)


def _is_what_it_is(context: Context, subject: Subjects, other: Mention) -> bool:
    """Whether a class is named that the medicine belongs to: "with baclofen, that's a muscle relaxer too"."""
    classes = {each for medicine in subject.medicines for each in context.snapshot.class_ids_of(medicine)}
    return is_group(other) and other.drug_class in classes


def listed_beside(context: Context, intents: Iterable[str]) -> list[Mention]:
    """What else is named that the knowledge base lists as a pair with the medicine, to its harm.

    Args:
        context: the question, about a medicine of the knowledge base.
        intents: what is asked.
    """
    asked = set(intents)
    if asked & (PAIR_INTENTS | _NOT_TAKEN_TOGETHER):
        return []
    return [
        other
        for other in context.others
        if not other.candidates
        and (not is_group(other) or is_taken_too(context, other, asked))
        and any(listed.row.severity != "no_effect" for listed in rows_for(context, other))
    ]


def is_taken_too(context: Context, group: Mention, intents: Iterable[str]) -> bool:
    """Whether a group is what the person takes as well; else it may be what the medicine is, or is held against.

    Args:
        context: the question.
        group: a group that it names.
        intents: what is asked.
    """
    words = context.wording.lists["taken_too_words"]
    return bool(set(intents) & _OF_A_GROUP) or is_joined(context.question.text, group, words)


def compose_beside(context: Context, others: Iterable[Mention]) -> Draft:
    """What is listed of these pairs.

    Args:
        context: the question, about a medicine of the knowledge base.
        others: the other sides; at least one.
    """
    within = replace(context, others=tuple(others), question=replace(context.question, terms=()))
    return compose_interactions(within, "ask_interactions")


def stopped(context: Context, mentions: Iterable[Mention], intent: str) -> Mention | None:
    """What is to be stopped, where the message says it: not always the medicine that the question is about."""
    named = list(mentions)
    if intent not in _STOPPING:  # whatever else is asked: what is only named beside the medicine is not to be stopped
        named = [each for each in named if not each.known] if len(named) > 1 else []
    words = context.wording.lists["stop_words"]
    return next((each for each in named if is_to_be_stopped(context.question.text, each, words)), None)


def compose_never_stop(context: Context, intent: str, other: Mention) -> Draft:
    """Another medicine is asked to be stopped: never on one's own; and what is listed of the two.

    Args:
        context: the question, about a medicine of the knowledge base or about none.
        intent: the reading.
        other: what would be stopped.
    """
    headline = context.say("never_stop_named", other=other.name)
    if context.medicine_id is None or not rows_for(context, other):
        return Draft(intent, headline, context.lines("never_stop_named"), outcome=Outcome.UNKNOWN_MEDICINE)
    pair = compose_beside(context, [other])
    return replace(pair, intent=intent, headline=headline, points=(pair.headline, *pair.points)[:MOST_POINTS])
