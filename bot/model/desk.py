"""The people whom a question can be passed on to, as far as an answer speaks of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.model.hours import OpeningHours


@dataclass(frozen=True)
class Desk:
    """Where this installation passes questions on to."""

    to: str
    """Who they are, as a sentence names them ("the pharmacists of this hospital")."""
    hours: OpeningHours
    """When they answer."""
    wait_minutes: int
    """How long, within the hours, an answer is waited for."""

    def waits_until(self, moment: datetime) -> datetime:
        """Until when an answer is waited for, in UTC.

        Args:
            moment: When the question was passed on, or somebody took it.
        """
        return self.hours.after(moment, self.wait_minutes)

    @property
    def words(self) -> tuple[str, ...]:
        """What the operator wrote of them, as an answer says it."""
        return (self.to, self.hours.place)
