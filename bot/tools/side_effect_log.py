"""The log of side effects: what the person felt is written down in their words, put right, and taken off again.

It is written at once, and how bad it was is asked for afterwards, once: whatever comes in between, the entry is there.
Where help may be needed now, it is written down without a word more, and nothing is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.answers.context import Context, Draft, Used
from bot.answers.cues import has_any, left_of, says_only
from bot.answers.log import LOG, SHOW
from bot.answers.own_questions import NO, YES, yes_or_no
from bot.answers.selection import MOST_POINTS, for_form
from bot.answers.side_effects import REPORT, advice, known_as
from bot.answers.tasks import LISTENS, SLOT, asks_to_go_on, in_danger, read_as
from bot.answers.wording import listed
from bot.language.days import day_in, without_day_and_time
from bot.language.severity import severity_in
from bot.model.conversation import Button, Outcome, Question, Task
from bot.model.knowledge import SideEffect
from bot.model.record import Keep, LogEntry, Remove, Severity
from bot.tools.consent import moment
from bot.tools.log_entries import (
    asks_to_write,
    bounded,
    effects_named,
    entries_in,
    entries_of,
    is_denied,
    names_of_effect,
    says_details,
    today_of,
    with_details,
)
from bot.tools.log_lines import quotes_of, said_of, when

WHAT = "what"
"""Waits for what was felt."""
HOW_BAD = "how_bad"
"""Waits for how bad it was; the entries are written already."""
CLEAR = "clear"
"""Waits for a yes to deleting all of it."""
SKIP = "skip"
_LEVELS: tuple[Severity, ...] = ("mild", "moderate", "severe")
_MAY_TELL = frozenset({"ask_side_effects", "ask_withdrawal", "inform", LOG, "out_of_scope", REPORT, "set_profile"})
"""Readings under which a message may say what was felt, where that was asked."""
_TO_PUT_RIGHT = timedelta(minutes=30)
"""How long after it was written an entry is what "no, yesterday" is about."""


def compose_log(context: Context, intent: str) -> Draft:
    """Write down, put right or take away what was felt, or ask what it was.

    Args:
        context: the question, about the medicine in hand if there is one.
        intent: the intent that asks for it.
    """
    question, task = context.question, _own_task(context)
    if task and asks_to_go_on(context):
        return _asked_again(context, intent, task)
    if task and task.step == CLEAR and (said := _yes_or_no(question)):
        return (
            _cleared(context, intent) if said == YES else Draft(intent, context.say("log_kept"), sets=((SLOT, None),))
        )
    if _removes(context):
        return _taken_off(context, intent)
    if changed := _changed(context):
        return _put_right(context, intent, changed)
    if _skips(context):
        return Draft(intent, context.say("log_stays"), sets=_waits(context, LISTENS))
    entries = entries_in(context)
    if not entries and task and task.step == WHAT and question.text and not asks_to_write(question.text):
        entries = entries_of(context, question.text)
    return _added(context, intent, entries) if entries else _what(context, intent)


def takes_log(context: Context) -> Question | None:
    """The question as one to the log, where it says what that waits for, or puts right what was just written.

    Args:
        context: the question, about no medicine yet.
    """
    question, task = context.question, _own_task(context)
    if task is None or not question.text:
        return None
    means_it = {
        WHAT: lambda: _tells(context),
        CLEAR: lambda: question.pending and _yes_or_no(question) is not None,
        HOW_BAD: lambda: _skips(context) or bool(_changed(context)) or points_and_removes(context),
        LISTENS: lambda: bool(_changed(context)) or points_and_removes(context),
    }[task.step]()
    return read_as(question, LOG) if means_it else None


# --- writing down


def _added(context: Context, intent: str, entries: Sequence[LogEntry]) -> Draft:
    headline, *more = _told(context, "log_added", entries)
    quotes, changes = quotes_of(context, entries), tuple(map(Keep, entries))
    if in_danger(context.question):
        if not context.question.record.has_agreed:
            return Draft(intent, context.say("log_after_help"))
        return Draft(intent, headline, tuple(more), quotes=quotes, changes=changes)
    known, used = _known(context, entries)
    points = [*more, *known][: MOST_POINTS - 1]
    asks = any(entry.severity is None for entry in entries)
    return Draft(
        intent=intent,
        headline=headline,
        points=(*points, *report_line(context)),
        question=context.say("log_how_bad") if asks else None,
        buttons=_levels(context) if asks else (_show_button(context),),
        used=used,
        sets=_waits(context, HOW_BAD if asks else LISTENS),
        quotes=quotes,
        changes=changes,
    )


def _told(context: Context, key: str, entries: Sequence[LogEntry]) -> list[str]:
    """What was done to entries, in a sentence for each time that something was felt."""
    times = dict.fromkeys(when(context, entry) for entry in entries)
    return [
        context.say(
            key, day=time, what=listed([said_of(context, each) for each in entries if when(context, each) == time])
        )
        for time in times
    ]


def report_line(context: Context) -> tuple[str, ...]:
    """Where a side effect is reported, where that is known for the region."""
    report = context.contacts.report
    return (context.say("report_line", where=report.say),) if report else ()


def _known(context: Context, entries: Sequence[LogEntry]) -> tuple[list[str], tuple[Used, ...]]:
    """What the knowledge base says of the effects: a line each, and what to do about one that may need help."""
    rows: list[SideEffect] = []
    if context.medicine_id is not None:
        effects = {entry.effect for entry in entries if entry.medicine == context.medicine_id}
        rows = [row for row in for_form(context, context.medicine.side_effects) if row.term in effects]
    lines: list[str] = []
    for row in rows:
        lines += [known_as(context, row), *([advice(context, row, REPORT)] if row.level != "none" else [])]
    return lines, context.used(*rows)


def _what(context: Context, intent: str) -> Draft:
    return Draft(intent, context.say("log_what"), outcome=Outcome.ASKED, sets=_waits(context, WHAT))


def _tells(context: Context) -> bool:
    """Whether a message says what was felt, where that was asked."""
    question = context.question
    if question.text.rstrip().endswith("?"):
        return False
    told = bool(effects_named(context, question.terms)) and question.intent not in {"ask_dosage", "ask_uses"}
    return told or (question.pending and question.intent in _MAY_TELL)


# --- how bad it was, and what else is put right


def _changed(context: Context) -> list[LogEntry]:
    """The entries that a message puts right, as they then are; none where it does something else."""
    question, batch = context.question, _latest(context)
    if question.requested_step in _LEVELS:
        update = {"severity": question.requested_step, "severity_words": None}
        open_ones = [entry for entry in batch if entry.severity is None]
        return [entry.copy(update=update) for entry in open_ones or batch]
    if not batch or not question.text or not _says_only_details(context):
        return []
    meant = _put_right_of(context, batch)
    return [with_details(entry, question.text, today_of(context)) for entry in meant]


def _put_right_of(context: Context, batch: list[LogEntry]) -> list[LogEntry]:
    """Which of the latest entries a message is about; one that turns out to have been another effect, as that."""
    question = context.question
    named = effects_named(context, question.terms)
    if not named:
        return batch
    if asks_to_write(question.text):
        return []
    if meant := [entry for entry in batch if entry.effect in {term.id for term in named}]:
        return meant
    corrects = has_any(question.text, context.wording.lists["log_correcting_words"])
    if len(batch) > 1 or len(named) > 1 or not corrects or is_denied(question.text, named[0]):
        return []
    return [batch[0].copy(update={"effect": named[0].id, "text": bounded(question.text)})]


def _says_only_details(context: Context) -> bool:
    """Whether a message says nothing but when, how bad or what it was."""
    question, lists = context.question, context.wording.lists
    named = effects_named(context, question.terms)
    if not (named or says_details(question.text, today_of(context))):
        return False
    bad = severity_in(question.text)
    text = question.text.replace(bad.words, " ") if bad else question.text
    left = without_day_and_time(text, today_of(context))
    names = [name for term in named for name in names_of_effect(term)]
    return not left_of(left, [*names, *lists["log_changing_words"], *lists["log_change_besides"]])


def _put_right(context: Context, intent: str, entries: Sequence[LogEntry]) -> Draft:
    headline, *more = _told(context, "log_changed", entries)
    return Draft(
        intent=intent,
        headline=headline,
        points=tuple(more),
        buttons=(_show_button(context),),
        sets=_waits(context, LISTENS),
        quotes=quotes_of(context, entries),
        changes=tuple(map(Keep, entries)),
    )


def _latest(context: Context) -> list[LogEntry]:
    """What was written last, all of one message, while it is still what is talked of."""
    entries = context.question.record.of(LogEntry)
    if not entries or moment(context.question) - entries[-1].at > _TO_PUT_RIGHT:
        return []
    return [entry for entry in entries if entry.at == entries[-1].at]


def _skips(context: Context) -> bool:
    question, task = context.question, _own_task(context)
    if task is None or task.step != HOW_BAD:
        return False
    words = context.wording.lists
    return question.requested_step == SKIP or (
        question.pending and says_only(question.text, words["log_skip_words"], words["log_change_besides"])
    )


# --- taking away


def _removes(context: Context) -> bool:
    question, lists = context.question, context.wording.lists
    if not has_any(question.text, lists["log_removing_words"]):
        return False
    return has_any(question.text, lists["log_names"]) or points_and_removes(context)


def points_and_removes(context: Context) -> bool:
    """Whether what was just written is to go ("delete that", "remove the headache").

    Args:
        context: the question, about no medicine yet.
    """
    question, lists = context.question, context.wording.lists
    if not _latest(context) or not has_any(question.text, lists["log_removing_words"]):
        return False
    names = [name for term in effects_named(context, question.terms) for name in names_of_effect(term)]
    return not left_of(question.text, [*lists["log_removing_words"], *lists["log_pointing_words"], *names])


def _taken_off(context: Context, intent: str) -> Draft:
    question, lists = context.question, context.wording.lists
    if not question.record.of(LogEntry):
        return empty_log(context, intent)
    named, words, day = _named(context)
    whole = [f"{verb} {log}" for verb in lists["log_removing_words"] for log in lists["log_whole_names"]]
    if has_any(question.text, [*lists["log_all_words"], *whole]) and not (named or words or day):
        return _ask_to_clear(context, intent)
    gone = _meant(context)
    if not gone:
        return Draft(intent, context.say("log_not_found"), buttons=(_show_button(context),))
    headline, *more = _told(context, "log_removed", gone)
    return Draft(
        intent=intent,
        headline=headline,
        points=tuple(more),
        buttons=(_show_button(context),),
        sets=((SLOT, None),) if _own_task(context) else (),
        quotes=quotes_of(context, gone),
        changes=tuple(map(Remove, gone)),
    )


def _named(context: Context) -> tuple[set[str], tuple[str, ...], bool]:
    """What of the log a message names to be removed: effects, other words of an entry, whether a day."""
    question, lists = context.question, context.wording.lists
    effects = effects_named(context, question.terms)
    names = [name for term in effects for name in names_of_effect(term)]
    besides = (*names, *lists["log_removing_words"], *lists["log_names"], *lists["log_pointing_words"])
    rest = without_day_and_time(question.text, today_of(context))
    words = left_of(rest, [*besides, *lists["log_all_words"], *lists["log_change_besides"], "first", "oldest"])
    return {term.id for term in effects}, words, day_in(question.text, today_of(context)) is not None


def _meant(context: Context) -> list[LogEntry]:
    """The entries that are to go: what was just written, the last one, or the latest that is named."""
    question = context.question
    entries = list(question.record.of(LogEntry))
    named, words, _ = _named(context)
    if not has_any(question.text, context.wording.lists["log_names"]) and not named:
        return _latest(context)
    day = day_in(question.text, today_of(context))
    found = [
        entry
        for entry in entries
        if (not named or entry.effect in named)
        and all(word in entry.text.casefold() for word in words)
        and (day is None or entry.day == day)
    ]
    return found[:1] if has_any(question.text, ["first", "oldest"]) else found[-1:]


def _ask_to_clear(context: Context, intent: str) -> Draft:
    return Draft(
        intent,
        context.say("log_clear"),
        outcome=Outcome.ASKED,
        buttons=(Button(context.say("log_clear_yes"), "affirm"), Button(context.say("log_clear_no"), "deny")),
        sets=_waits(context, CLEAR),
    )


def _cleared(context: Context, intent: str) -> Draft:
    gone = context.question.record.of(LogEntry)
    return Draft(intent, context.say("log_cleared"), sets=((SLOT, None),), changes=tuple(map(Remove, gone)))


def _kept(context: Context, intent: str) -> Draft:
    return Draft(intent, context.say("log_kept"), sets=((SLOT, None),))


# --- what is common to all


def empty_log(context: Context, intent: str) -> Draft:
    """What is said where nothing is in the log: what to do."""
    return Draft(intent, context.say("log_empty"), context.lines("log_empty"))


def _asked_again(context: Context, intent: str, task: Task) -> Draft:
    """What the log waits for, asked once more."""
    if task.step == CLEAR:
        return _ask_to_clear(context, intent)
    if task.step == HOW_BAD and (batch := _latest(context)):
        headline, *more = _told(context, "log_added", batch)
        return Draft(
            intent=intent,
            headline=headline,
            points=tuple(more),
            question=context.say("log_how_bad"),
            buttons=_levels(context),
            quotes=quotes_of(context, batch),
            sets=((SLOT, task),),
        )
    return _what(context, intent)


def _levels(context: Context) -> tuple[Button, ...]:
    levels = tuple(Button(context.say(f"bad_{level}").capitalize(), LOG, (("step", level),)) for level in _LEVELS)
    return (*levels, Button(context.say("bad_skip"), LOG, (("step", SKIP),)))


def _show_button(context: Context) -> Button:
    return Button(context.say("log_show"), SHOW)


def _waits(context: Context, step: str) -> tuple[tuple[str, Task], ...]:
    """The log waits from now on; it does not listen where another tool waits for something."""
    others = context.question.task is not None and _own_task(context) is None
    return () if step == LISTENS and others else ((SLOT, Task(LOG, step)),)


def _own_task(context: Context) -> Task | None:
    task = context.question.task
    return task if task and task.intent == LOG and task.step in (WHAT, HOW_BAD, CLEAR, LISTENS) else None


def _yes_or_no(question: Question) -> str | None:
    said = yes_or_no(question)
    return said if said in (YES, NO) else None
