"""Which messages count as not understood, and may be kept for the operator; decided without looking at a setting."""

from __future__ import annotations

from bot.answers.readings import EMERGENCIES
from bot.answers.unsure import UNSURE_BELOW
from bot.model.conversation import Answer, Outcome, Question, Reading

LONGEST = 300
"""Characters of the longest message that is kept: a story says who tells it."""


def is_not_understood(question: Question, answer: Answer, best: Reading | None = None) -> bool:
    """Whether a message was refused, read with little confidence, or answered by asking what is wanted.

    Never a pressed button, a long message, what is left to a human, or anything that has to do with an emergency or a
    crisis.

    Args:
        question: The message as it was understood.
        answer: What was answered.
        best: What the classifier read, whatever became of it.
    """
    if (
        answer.outcome is Outcome.SILENT
        or not question.text.strip()
        or len(question.text) > LONGEST
        or _is_grave(question, answer, best)
    ):
        return False
    unsure = not question.readings or question.readings[0].confidence < UNSURE_BELOW
    return answer.outcome is Outcome.OUT_OF_SCOPE or unsure or _asks_what_is_wanted(answer)


def _is_grave(question: Question, answer: Answer, best: Reading | None) -> bool:
    seen = answer.verdict.level.shows_card or (question.verdict is not None and question.verdict.level.shows_card)
    read = {reading.intent for reading in (*question.readings, *([best] if best else []))}
    return seen or question.held_level.shows_card or bool(read & EMERGENCIES)


def _asks_what_is_wanted(answer: Answer) -> bool:
    return answer.outcome is Outcome.ASKED and all(section.intent == "inform" for section in answer.sections)
