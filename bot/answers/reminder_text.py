"""What a reminder says when it is time: never how much, and a name only where it was asked for."""

from __future__ import annotations

from datetime import datetime

from bot.answers.wording import Wording
from bot.language.moments import clock_name
from bot.model.record import Reminder
from bot.model.schedule import local


def text_of(wording: Wording, reminder: Reminder) -> str:
    """What is sent when it is time: that, and a name only where it was asked for; never how much.

    Args:
        wording: the assistant's own phrases.
        reminder: the reminder.
    """
    if reminder.medicine:
        return wording.say("reminder_says_named", medicine=reminder.medicine)
    return wording.say("reminder_says")


def late_text_of(wording: Wording, reminder: Reminder, at: datetime) -> str:
    """What is sent where it comes late: with the time that it was for.

    Args:
        wording: the assistant's own phrases.
        reminder: the reminder.
        at: when it was due, in UTC.
    """
    there = local(at, reminder.schedule.zone)
    late = wording.say("reminder_late", time=clock_name(there.hour * 60 + there.minute))
    return f"{text_of(wording, reminder)} {late}"
