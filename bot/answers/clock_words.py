"""A time of day as a sentence says it: "3 pm", "noon"."""

from __future__ import annotations

from bot.answers.context import Context
from bot.language.moments import clock_name
from bot.model.times import DAY


def clock_words(context: Context, minutes: int) -> str:
    """A time of day in words.

    Args:
        context: the question.
        minutes: after midnight, 0 to 1439.
    """
    if minutes in (0, DAY // 2):
        return context.say("clock_noon" if minutes else "clock_midnight")
    return clock_name(minutes)
