"""A level that the conversation holds: what is said while it lasts, and when the person takes it back."""

from __future__ import annotations

from bot.answers.context import Context, Draft
from bot.answers.cues import has_any
from bot.answers.readings import EMERGENCIES, NEVER_SECOND
from bot.answers.wording import Wording
from bot.model.conversation import Answer, Outcome, Question
from bot.model.safety import Level


def denies(question: Question, wording: Wording) -> bool:
    """Whether a message says clearly that there is no danger. A bare "no" may answer the question on the card.

    Args:
        question: a message of a conversation that holds a level.
        wording: the words of a denial, by level.
    """
    if question.verdict and question.verdict.level.shows_card:
        return False
    never_was = has_any(question.text, wording.lists["denial_words"])
    if question.held_level is Level.CRISIS:
        return never_was or question.intent == "deny"
    is_over = question.held_level is Level.EMERGENCY and has_any(question.text, wording.lists["all_is_well_words"])
    return never_was or is_over


def says_nothing(answer: Answer) -> bool:
    """Whether an answer is small talk or only asks back: not what is said to someone in danger."""
    talk = all(section.intent in NEVER_SECOND | EMERGENCIES for section in answer.sections)
    return not answer.sources and (talk or answer.outcome is Outcome.ASKED) and not answer.sets


def compose_still_here(context: Context, intent: str) -> Draft:
    """Said of anything that is no question while a level is held: that we are here, who to call, what is happening.

    Args:
        context: the question, of a conversation that holds a level.
        intent: the reading.
    """
    level = context.held_level.value
    return Draft(
        intent=intent,
        headline=context.say(f"still_here_{level}"),
        question=context.say(f"still_here_{level}_question"),
        outcome=Outcome.ASKED,
    )
