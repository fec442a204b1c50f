"""Entries of the log of side effects as a person reads them in the conversation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from bot.answers.context import Context
from bot.language.moments import day_name
from bot.model.record import LogEntry
from bot.tools.kept import quoted
from bot.tools.log_entries import today_of

MARKS = {None: "○○○", "mild": "●○○", "moderate": "●●○", "severe": "●●●"}
"""How bad it was, to be seen at a glance; it is said in words besides."""
_NUMBER = re.compile(r"\d")


def day_of(context: Context, day: date) -> str:
    """A day of the log, with its year where that is not this one.

    Args:
        context: the question.
        day: the day.
    """
    return day_name(day, year=day.year != today_of(context).year)


def when(context: Context, entry: LogEntry) -> str:
    """When something was felt: the day, and the time as it was said.

    Args:
        context: the question.
        entry: what was felt.
    """
    day = day_of(context, entry.day)
    return f"{day}, {quoted(entry.time)}" if entry.time else day


def said_of(context: Context, entry: LogEntry) -> str:
    """What was felt, and in brackets how bad it was.

    Args:
        context: the question.
        entry: what was felt.
    """
    bad = how_bad(context, entry)
    return context.say("log_one", what=effect_of(context, entry), bad=bad) if bad else effect_of(context, entry)


def line_of(context: Context, entry: LogEntry) -> str:
    """One entry in a line of its own, with the person's words.

    Args:
        context: the question.
        entry: what was felt.
    """
    line = context.say("log_line", day=when(context, entry), felt=felt(context, entry))
    named = effect_of(context, entry)
    if quoted(entry.text) == named or entry.text.casefold() == named.casefold():
        return line
    return f"{line} {context.say('log_words', words=quoted(entry.text))}"


def day_line(context: Context, day: date, entries: Iterable[LogEntry]) -> str:
    """All that was felt on a day, in one line.

    Args:
        context: the question.
        day: the day.
        entries: what was felt on it.
    """
    of_day = ", ".join(felt(context, entry, in_words=False) for entry in entries)
    return context.say("log_line", day=day_of(context, day), felt=of_day)


def felt(context: Context, entry: LogEntry, *, in_words: bool = True) -> str:
    """What was felt with its marks; where it is asked for, how bad it was in words too.

    Args:
        context: the question.
        entry: what was felt.
        in_words: whether it says how bad it was.
    """
    bad = how_bad(context, entry) if in_words else None
    values = {"marks": MARKS[entry.severity], "what": effect_of(context, entry)}
    return context.say("log_felt", bad=bad, **values) if bad else context.say("log_unsaid", **values)


def effect_of(context: Context, entry: LogEntry) -> str:
    """The effect by its plain name; where it is none that is known, the person's words."""
    term = context.snapshot.terms.get(entry.effect or "")
    return term.name if term else quoted(entry.text)


def how_bad(context: Context, entry: LogEntry) -> str | None:
    """How bad it was: a number as it was said, else one of three words; `None` where it was not said."""
    if entry.severity_words and _NUMBER.search(entry.severity_words):
        return quoted(entry.severity_words)
    return context.say(f"bad_{entry.severity}") if entry.severity else None


def quotes_of(context: Context, entries: Iterable[LogEntry]) -> tuple[str, ...]:
    """What of these lines is the person's own: their words, and the days.

    Args:
        context: the question.
        entries: those that are shown.
    """
    shown = list(entries)
    own = (text for entry in shown for text in (entry.text, entry.time, entry.severity_words) if text)
    return tuple(dict.fromkeys((*own, *(day_of(context, entry.day) for entry in shown))))
