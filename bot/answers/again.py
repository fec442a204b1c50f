"""The last question, asked again of what a message adds."""

from __future__ import annotations

from dataclasses import replace

from bot.model.conversation import Question, Reading

PAIR_INTENTS = frozenset({"ask_interactions", "check_interactions", "ask_comparison"})
"""Intents that are about two things at once."""


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


def meant_as(question: Question, intent: str) -> Question:
    """The question read as an intent, as sure as it was read before.

    Args:
        question: one message as understood.
        intent: what it means.
    """
    confidence = question.readings[0].confidence if question.readings else 1.0
    return replace(question, readings=(Reading(intent, confidence),), ranking=())
