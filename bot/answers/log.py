"""Messages about the person's log of side effects, whatever they were read as: what is taken off it, or taken along."""

from __future__ import annotations

import re

from bot.answers.context import Context
from bot.answers.cues import has_any
from bot.answers.readings import WRITES_DOWN as LOG
from bot.answers.tasks import read_as
from bot.model.conversation import Button, Question

__all__ = ["LOG", "SHOW", "asks_to_log", "log_button", "of_the_log"]

SHOW = "show_log"
ADD = "add"
"""The step of the button that writes down what was just reported."""
_ASKS_TO_WRITE = re.compile(r"\W*(?:please\s|pls\s|can\syou\s)?log(?!\s(?:in|out|on|off|me)\b)\W+\w", re.IGNORECASE)
"""How a message begins that is to be written down, whatever it is that was felt."""
_LOG_IT = re.compile(
    r"\blog\s(?:it|this|that|them)\b|\b(?:in|into|to|on)\s(?:my|the)\s(?:side[\s-]effects?\s|symptoms?\s)?(?:log|diary)\b",
    re.IGNORECASE,
)
_MAY_BE_ABOUT_IT = frozenset(
    {"check_interactions", "deny", "export_my_data", "forget_me", "inform", LOG, "out_of_scope", "set_profile", SHOW}
)
"""Readings of messages that name the log."""


def of_the_log(context: Context) -> Question | None:
    """The question as one about the log, where a message says that something of it goes, or is taken along.

    Args:
        context: the question, about no medicine yet.
    """
    question, lists = context.question, context.wording.lists
    if question.intent not in _MAY_BE_ABOUT_IT:
        return None
    if question.intent == "out_of_scope" and _ASKS_TO_WRITE.match(question.text):
        return read_as(question, LOG)
    if not has_any(question.text, lists["log_names"]):
        return None
    if has_any(question.text, lists["log_removing_words"]):
        return read_as(question, LOG)
    if has_any(question.text, lists["log_file_words"]) or has_any(question.text, lists["log_day_words"]):
        return read_as(question, SHOW)
    return None


def asks_to_log(context: Context) -> bool:
    """Whether a message says in so many words that it is for the log, whatever it was read as.

    Args:
        context: the question.
    """
    text = context.question.text
    return bool(_ASKS_TO_WRITE.match(text) or _LOG_IT.search(text))


def log_button(context: Context) -> tuple[Button, ...]:
    """The button that writes down what was just reported.

    Args:
        context: the question.
    """
    if LOG not in context.tools:
        return ()
    terms = tuple(("term", term) for term in context.question.terms)
    return (Button(context.say("log_button"), LOG, (("step", ADD), *terms)),)
