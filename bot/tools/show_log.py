"""The log of side effects as it stands: entry by entry, day by day, and as files for the doctor."""

from __future__ import annotations

from itertools import groupby

from bot.answers.buttons import MOST_FOLLOW_UPS
from bot.answers.context import Context, Draft
from bot.answers.cues import has_any, says_only
from bot.answers.log import LOG, SHOW
from bot.answers.tasks import LISTENS, SLOT, read_as
from bot.documents import LOG_CSV, LOG_FHIR, LOG_PDF
from bot.model.conversation import Button, Question, Task
from bot.model.record import LogEntry
from bot.tools.log_entries import effects_named
from bot.tools.log_lines import day_line, line_of, quotes_of
from bot.tools.side_effect_log import empty_log, points_and_removes, report_line

MOST_ENTRIES = 5
"""Entries shown at once."""
MOST_DAYS = 14
"""Days shown at once."""
_DAYS = "days"
_FROM = "from"
_FORMATS = {LOG_PDF: "pdf", LOG_CSV: "csv", LOG_FHIR: "fhir"}
_SPREADSHEET = ("excel", "spreadsheet")


def compose_shown(context: Context, intent: str) -> Draft:
    """Show the log, or what it says of an effect that is named: the newest first, some at a time.

    Args:
        context: the question.
        intent: the intent that asks for it.
    """
    entries = sorted(context.question.record.of(LogEntry), key=lambda each: (each.day, each.id))
    if not entries:
        return empty_log(context, intent)
    effects = {term.id: term.name for term in effects_named(context, context.question.terms)}
    about = [entry for entry in entries if entry.effect in effects] if effects else entries
    if not about:
        return Draft(
            intent, context.say("log_none_about", effect=", ".join(effects.values())), buttons=_buttons(context)
        )
    if _by_day(context):
        return _days(context, intent, about)
    return _entries(context, intent, about[::-1], list(effects.values()))


def takes_shown(context: Context) -> Question | None:
    """The question as one for the rest of the log, where it asks for more and nothing else; or as one to the log.

    Args:
        context: the question, about no medicine yet.
    """
    question, lists = context.question, context.wording.lists
    if points_and_removes(context):
        return read_as(question, LOG)
    besides = lists["log_pointing_words"]
    words = (lists["log_more_words"], lists["log_day_words"])
    return read_as(question, SHOW) if any(says_only(question.text, each, besides) for each in words) else None


def _by_day(context: Context) -> bool:
    words = context.wording.lists["log_day_words"]
    return context.question.requested_step == _DAYS or has_any(context.question.text, words)


def _entries(context: Context, intent: str, newest_first: list[LogEntry], effects: list[str]) -> Draft:
    start = _start(context)
    shown = newest_first[start : start + MOST_ENTRIES]
    if not shown:
        return Draft(intent, context.say("log_end"), buttons=_buttons(context))
    following = start + len(shown)
    headline = context.say("log_about", effect=", ".join(effects)) if effects else context.say("log_shown")
    return Draft(
        intent=intent,
        headline=headline,
        points=(*(line_of(context, entry) for entry in shown), *_closing(context)),
        buttons=_buttons(context, following if following < len(newest_first) else None),
        sets=_waits(context, following),
        quotes=quotes_of(context, shown),
        documents=_documents(context),
    )


def _days(context: Context, intent: str, entries: list[LogEntry]) -> Draft:
    """The last days on which something was felt, a line each, in the order in which they were."""
    by_day = [(day, list(felt)) for day, felt in groupby(entries, key=lambda each: each.day)][-MOST_DAYS:]
    return Draft(
        intent=intent,
        headline=context.say("log_timeline"),
        points=(*(day_line(context, day, felt) for day, felt in by_day), context.say("log_marks"), *_closing(context)),
        buttons=(Button(context.say("log_show"), SHOW),),
        sets=_waits(context, 0),
        quotes=quotes_of(context, [entry for _, felt in by_day for entry in felt]),
        documents=_documents(context),
    )


def _closing(context: Context) -> tuple[str, ...]:
    return (context.say("log_files"), *report_line(context))


def _start(context: Context) -> int:
    """With which entry it goes on: as the button says, or after those that were shown."""
    question, lists = context.question, context.wording.lists
    kind, _, number = (question.requested_step or "").partition(":")
    if kind == _FROM and number.isdigit():
        return int(number)
    task = question.task
    goes_on = says_only(question.text, lists["log_more_words"], lists["log_pointing_words"])
    return int(task.value(_FROM)) if goes_on and task and task.intent == SHOW else 0


def _waits(context: Context, following: int) -> tuple[tuple[str, Task], ...]:
    """What "more" means from now on, unless another tool waits for something."""
    task = context.question.task
    if task is not None and task.step != LISTENS:
        return ()
    return ((SLOT, Task(SHOW, LISTENS, ((_FROM, following),))),)


def _buttons(context: Context, following: int | None = None) -> tuple[Button, ...]:
    terms = tuple(("term", term) for term in context.question.terms)
    step = (("step", f"{_FROM}:{following}"), *terms)
    more = (Button(context.say("log_more"), SHOW, step),) if following is not None else ()
    return (*more, Button(context.say("log_days"), SHOW, (("step", _DAYS), *terms)))[:MOST_FOLLOW_UPS]


def _documents(context: Context) -> tuple[str, ...]:
    """The files that are asked for by their kind; all of them where none is."""
    text = context.question.text
    asked = [name for name, word in _FORMATS.items() if has_any(text, [word])]
    if has_any(text, _SPREADSHEET):
        asked.append(LOG_CSV)
    return tuple(dict.fromkeys(asked)) or tuple(_FORMATS)
