"""What answers about reminders have in common: buttons, quotes, and the task that waits."""

from __future__ import annotations

from bot.answers.clock_words import clock_words
from bot.answers.context import Context
from bot.answers.tasks import SLOT
from bot.language.reminding import Wish, wish_in
from bot.model.conversation import Button, Question, Task
from bot.model.record import Reminder
from bot.tools.reminders.plan import Missing
from bot.tools.reminders.words import quotes

INTENT = "set_reminder"
FILE = "reminders.ics"
LIST, DELETE, DELETE_ALL, CHANGE = "list", "delete", "delete_all", "change"
SHOW_NAME, WHICH_NAME = "show_name", "which_name"
KEEP, EARLY, LATE, ZONE, OTHER_ZONE = "keep", "early", "late", "zone", "other_zone"
"""What a button asks for, and what is waited for beside what is missing."""
ASKED_WHEN = (Missing.DAY.value, Missing.TIME.value, Missing.HALF.value)
"""Steps in which a bare number is a time."""


def heard(text: str, step: str | None = None) -> Wish:
    """What a message says of when.

    Args:
        text: the message as typed.
        step: what it replies to; a bare number is then what was asked for.
    """
    said = f"the {text.strip()}th" if step == Missing.OF_MONTH.value and text.strip().isdigit() else text
    return wish_in(said, asked=step in ASKED_WHEN)


def task_of(question: Question) -> Task | None:
    """What waits, where it is a reminder.

    Args:
        question: one message as understood.
    """
    return question.task if question.task and question.task.intent == INTENT else None


def ended(context: Context) -> tuple[tuple[str, None], ...]:
    """What an answer sets that leaves nothing waiting.

    Args:
        context: the question.
    """
    return ((SLOT, None),) if task_of(context.question) else ()


def quoted(reminder: Reminder) -> tuple[str, ...]:
    """What of a reminder is the person's own.

    Args:
        reminder: the reminder.
    """
    return (*quotes(reminder.schedule), *((reminder.medicine,) if reminder.medicine else ()))


def button(context: Context, phrase: str, step: str) -> Button:
    """A button that goes on with reminders.

    Args:
        context: the question.
        phrase: its title, by its key.
        step: what it asks for.
    """
    return Button(context.say(phrase), INTENT, (("step", step),))


def one_button(context: Context, step: str, reminder: Reminder) -> Button:
    """A button for one reminder, named by its first time.

    Args:
        context: the question.
        step: what it asks for.
        reminder: the reminder.
    """
    title = context.say(f"reminder_{step}_one", time=clock_words(context, reminder.schedule.times[0]))
    return Button(title, INTENT, (("step", f"{step} {reminder.id}"),))
