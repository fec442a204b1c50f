"""Too much: the signs and who to call. Never an amount."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.compose import compose_topic
from bot.answers.context import Context, Draft
from bot.answers.cues import has_any
from bot.answers.meta import for_an_animal
from bot.answers.selection import MOST_POINTS
from bot.safety.card import question_text

TOPIC = "overdose"
_SWALLOWED = "swallowed"
"""Our own question after a number to call: is it asked for somebody now?"""


def asks_for_number(context: Context) -> bool:
    """Whether the question is which number to call."""
    lists = context.wording.lists
    return has_any(context.question.text, (*lists["poison_number_words"], *lists["number_words"]))


def compose_overdose(context: Context, intent: str) -> Draft:
    """The poison centre's number where that is asked, else what too much does."""
    animal = for_an_animal(context)
    if not asks_for_number(context):
        draft = compose_topic(context, intent)
        return replace(draft, points=(*animal, *draft.points)[:MOST_POINTS])
    poison = has_any(context.question.text, context.wording.lists["poison_words"])
    return Draft(
        intent=intent,
        headline=context.say("poison_number" if poison else "emergency_number"),
        points=(*animal, *context.lines("poison_number")),
        question=question_text(_SWALLOWED),
        asks=_SWALLOWED,
    )
