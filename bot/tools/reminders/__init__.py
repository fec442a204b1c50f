"""Reminders to take a medicine or to get a refill: at the person's own times, and never anything else.

No time and no number of times is ever proposed: that would be advice on a dose. What is sent says no more than that it
is time, with a name only where that was asked for. A chat that cannot reach the person says so before anything is kept,
and makes a calendar file instead.
"""

from __future__ import annotations

from bot.answers.context import Entry, Need
from bot.tools.consent import with_consent
from bot.tools.reminders.composing import compose_reminders
from bot.tools.reminders.parts import FILE, INTENT
from bot.tools.reminders.replies import takes_reply

__all__ = ["FILE", "INTENT", "REMINDERS", "compose_reminders"]

REMINDERS = with_consent(Entry(compose_reminders, Need.ANY, takes_reply))
"""The tool."""
