"""Which of somebody's reminders a message means: "the 8 one", "my monday reminder", "the refill one", "the last"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.answers.context import Context
from bot.answers.cues import has_any
from bot.language.clock import half_named
from bot.language.reminding import Wish, wish_in
from bot.model.record import Reminder
from bot.model.schedule import next_after
from bot.model.times import DAY
from bot.tools.consent import moment

_TO = re.compile(
    r"(?<!quarter)(?<!half)(?<!five)(?<!ten)(?<!twenty)(?<!minutes)(?<!want)\s(?:to|into|->|=>)\s(?!be\b)"
    r"|\bmake (?:it|that|this)\s(?:at\s)?"
)
_ONE = re.compile(r"\b(?P<hour>\d{1,2}(?:[:.]\d\d)?)(?:'s|s)?(?=\s(?:one|reminder|alarm|o'?clock)\b)")


def kept(context: Context) -> tuple[Reminder, ...]:
    """The reminders that are not over.

    Args:
        context: the question.
    """
    return tuple(each for each in context.question.record.of(Reminder) if not _is_over(each, context))


def over(context: Context) -> tuple[Reminder, ...]:
    """The reminders that are over.

    Args:
        context: the question.
    """
    return tuple(each for each in context.question.record.of(Reminder) if _is_over(each, context))


def _is_over(reminder: Reminder, context: Context) -> bool:
    return next_after(reminder.schedule, moment(context.question)) is None


def parts(text: str) -> tuple[str, str]:
    """What is said of the reminder that is meant, and of what it is to become ("the 8 one" "9"); the last may be empty.

    Args:
        text: the message as typed.
    """
    first, *rest = _TO.split(text, maxsplit=1)
    return (first, rest[0]) if rest else (text, "")


def named_times(text: str) -> tuple[int, ...]:
    """The times of day by which a message calls a reminder, as minutes after midnight, each half where it is unclear.

    Args:
        text: what is said of it.
    """
    wish = wish_in(_ONE.sub(r"at \g<hour>", text))
    return tuple(minutes for time in wish.times for minutes in time.readings)


def meant(context: Context, text: str) -> tuple[Reminder, ...]:
    """The reminders that fit what is said; all where nothing is said of which.

    Args:
        context: the question.
        text: what is said of it.
    """
    reminders, lists = kept(context), context.wording.lists
    times, wish = named_times(text), wish_in(text)
    if times:
        return tuple(each for each in reminders if set(times) & set(each.schedule.times))
    if has_any(text, lists["reminder_refill_words"]):
        reminders = tuple(each for each in reminders if each.about == "refill")
    elif has_any(text, lists["reminder_dose_words"]):
        reminders = tuple(each for each in reminders if each.about == "dose")
    half = half_named(text)
    if half is not None:
        reminders = tuple(each for each in reminders if any((t >= DAY // 2) == half for t in each.schedule.times))
    days = _days(wish)
    if days:
        reminders = tuple(each for each in reminders if days & _days_of(each))
    if has_any(text, lists["choice_last"]):
        return reminders[-1:]
    place = next(
        (
            at
            for at, key in enumerate(("choice_first", "choice_second", "choice_third"))
            if _has_place(text, lists[key])
        ),
        None,
    )
    return reminders if place is None else kept(context)[place : place + 1]


def _has_place(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words for a place stands there; "one" and a number say no place."""
    return has_any(text, [word for word in words if len(word) > 2 and word not in ("one", "two", "three", "top")])


def _days(wish: Wish) -> frozenset[int]:
    once = {wish.day.weekday} if wish.day and wish.day.weekday is not None else set()
    return frozenset(wish.days) | frozenset(once)


def _days_of(reminder: Reminder) -> frozenset[int]:
    on = {reminder.schedule.on.weekday()} if reminder.schedule.on else set()
    return frozenset(reminder.schedule.days) | frozenset(on)
