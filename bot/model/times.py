"""Times of day that somebody names, and what is kept of them while a missed dose is talked of."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

DAY = 24 * 60
"""Minutes of a day."""
_HALF = DAY // 2


class Role(str, Enum):
    """What happens at a time."""

    DUE = "due"
    """The missed dose should have been taken."""
    NOW = "now"
    NEXT = "next"
    """The next dose is due."""


@dataclass(frozen=True)
class NamedTime:
    """A time as it was named: on the clock, or counted from now ("in 2 hours")."""

    minutes: int
    """After midnight, 0 to 1439, in the first half of the day where that is not said; or after now, negative before."""
    role: Role | None = None
    """`None` where the words do not say."""
    sure: bool = True
    """Whether morning or evening is known."""
    from_now: bool = False
    """Whether it is counted from now."""
    day: int = 0
    """1 where the words say tomorrow, -1 where they say yesterday."""
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def readings(self) -> tuple[int, ...]:
        """The minutes after midnight that it may be; none for a time that is counted from now."""
        if self.from_now:
            return ()
        return (self.minutes,) if self.sure else (self.minutes, self.minutes + _HALF)


@dataclass(frozen=True)
class Wait:
    """The time until the next dose."""

    minutes: int
    now: int | None = None
    """After midnight; `None` where the person said how long it is."""
    next_dose: int | None = None


@dataclass(frozen=True)
class DoseTimes:
    """What was said so far of the times of a missed dose."""

    medicine: str
    """Id of the medicine."""
    form: str | None = None
    product: str | None = None
    times: tuple[NamedTime, ...] = ()
