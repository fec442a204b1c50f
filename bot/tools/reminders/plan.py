"""A reminder while it is still being put together: what was said of it, what is missing, and the schedule it makes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta, timezone
from enum import Enum
from typing import Any

from bot.language.reminding import Day, Wish
from bot.model.conversation import Task
from bot.model.record import Reminder, ReminderKind
from bot.model.schedule import DAYS_APART, MOST_TIMES, Schedule, instant, local
from bot.model.times import DAY, NamedTime

_HALF = DAY // 2
_FURTHEST = timedelta(days=2 * 366)


class Missing(str, Enum):
    """What has to be asked for before a reminder can be made."""

    ABOUT = "about"
    DAY = "day"
    FIRST = "first"
    OF_MONTH = "of_month"
    TIME = "time"
    HALF = "half"
    ZONE = "zone"


class WishError(Exception):
    """What was said makes no schedule.

    Args:
        phrase: What is said of it, by its key.
        plan: What is known all the same.
        missing: What is asked for again.
    """

    def __init__(self, phrase: str, plan: Plan, missing: Missing = Missing.DAY) -> None:
        super().__init__(phrase)
        self.phrase, self.plan, self.missing = phrase, plan, missing


@dataclass(frozen=True)
class Plan:
    """What is known so far. Each time is minutes after midnight, and whether morning or evening is known."""

    about: ReminderKind | None = None
    times: tuple[tuple[int, bool], ...] = ()
    half: bool | None = None
    """Whether the second half of the day was meant, said without a time."""
    days: tuple[int, ...] = ()
    each_day: bool = False
    once: bool = False
    each_week: bool = False
    every: int | None = None
    """Days from one to the next, from `day` on."""
    monthly: bool = False
    day: Day | None = None
    wait: int | None = None
    """Minutes from when it was said."""
    said: float = 0.0
    """When the day was said, in seconds."""
    zone: str | None = None
    medicine: str | None = None
    edits: int = 0
    """Id of the reminder that it takes the place of; 0 for a new one."""

    @classmethod
    def of_task(cls, task: Task) -> Plan:
        """The plan as a waiting task keeps it.

        Args:
            task: A task that `values` was given to.
        """
        stored = {each.name: task.value(each.name) for each in fields(cls)}
        times = tuple((int(minutes), bool(sure)) for minutes, sure in stored.pop("times"))
        days, day = tuple(stored.pop("days")), stored.pop("day")
        return cls(**stored, times=times, days=days, day=Day(**day) if day else None)

    @classmethod
    def of_reminder(cls, reminder: Reminder, at: float) -> Plan:
        """The plan that made a reminder.

        Args:
            reminder: One that is kept.
            at: The time now, in seconds.
        """
        schedule = reminder.schedule
        return cls(
            about=reminder.about,
            times=tuple((minutes, True) for minutes in schedule.times),
            days=schedule.days,
            each_day=not (schedule.days or schedule.on or schedule.of_month),
            every=schedule.every,
            monthly=schedule.of_month is not None,
            day=_day_of(schedule),
            said=at,
            zone=schedule.zone,
            medicine=reminder.medicine,
            edits=reminder.id,
        )

    @property
    def values(self) -> tuple[tuple[str, Any], ...]:
        """The plan as plain data."""
        return tuple({**asdict(self), "times": [list(each) for each in self.times], "days": list(self.days)}.items())

    @property
    def unsure(self) -> int | None:
        """The first time of which morning or evening is not known."""
        return next((minutes for minutes, sure in self.times if not sure), None)

    @property
    def missing(self) -> Missing | None:
        """What has to be asked for next. How often is not: without a day it is every day, and that is said."""
        if self.about is None:
            return Missing.ABOUT
        has_day = bool(self.days or self.each_day or self.once or self.day) or self.wait is not None
        if not has_day and (self.every or self.monthly):
            return Missing.FIRST if self.every else Missing.OF_MONTH
        if not has_day and (self.about == "refill" or self.each_week):
            return Missing.DAY
        if not self.times and self.wait is None:
            return Missing.TIME
        if self.unsure is not None:
            return Missing.HALF
        return None if self.zone else Missing.ZONE

    def told(self, wish: Wish, at: float, *, all_halves: bool = False) -> Plan:
        """The plan with what a message says of when.

        Args:
            wish: What it says.
            at: When it was said, in seconds.
            all_halves: Whether a half of the day that it says is that of all times, not of the one that was asked for.

        Raises:
            WishError: Nothing can be made of it.
        """
        if wish.no_time:
            raise WishError("reminder_no_such_time", self._on(wish, at), Missing.TIME)
        if len(wish.times) > MOST_TIMES:
            raise WishError("reminder_too_many_times", self._on(wish, at), Missing.TIME)
        plan = _at(self._on(wish, at), wish, at, all_halves=all_halves)
        too_often = wish.every is not None and wish.every not in DAYS_APART
        unclear = {"unclear_date": wish.unclear_date, "how_often": wish.skips or too_often, "past": wish.past}
        for name, is_so in unclear.items():
            if is_so:
                raise WishError(f"reminder_{name}", plan)
        return plan

    def _on(self, wish: Wish, at: float) -> Plan:
        often = replace(self, days=(), each_day=False, once=False, every=None, monthly=False, day=None, said=at)
        if wish.every in DAYS_APART or wish.monthly:
            return replace(often, every=None if wish.monthly else wish.every, monthly=wish.monthly, day=wish.day)
        if wish.days or wish.each_day:
            return replace(often, days=wish.days, each_day=wish.each_day and not wish.days)
        if wish.day:
            return replace(self, days=(), each_day=False, day=wish.day, said=at)
        if wish.once:
            return replace(often, once=True, day=self.day)
        return replace(self, each_week=self.each_week or wish.each_week)

    def in_half(self, *, late: bool, all_of_them: bool = False) -> Plan:
        """The plan with morning or evening known: of the first time of which it was not, or of all.

        Args:
            late: Whether it is the second half of the day.
            all_of_them: Whether of all.
        """
        first, times = True, []
        for minutes, sure in self.times:
            settles = not sure and (first or all_of_them)
            first = first and sure
            times.append((minutes + (_HALF if late else 0), True) if settles else (minutes, sure))
        return replace(self, times=tuple(times))

    def schedule(self) -> Schedule:
        """The schedule that it makes, nothing missing.

        Raises:
            WishError: It is over already, or there is no such day.
        """
        zone = str(self.zone)
        said = datetime.fromtimestamp(self.said, timezone.utc)
        if self.wait is not None:
            then = local(said + timedelta(minutes=self.wait), zone)
            return Schedule(times=(then.hour * 60 + then.minute,), on=then.date(), zone=zone)
        times = tuple(minutes for minutes, _ in self.times)
        if self.monthly and self.day:
            first = self.day.day or (self.day.after(local(said, zone).date()) or said).day
            return Schedule(times=times, of_month=first, zone=zone)
        if not (self.once or self.day):
            return Schedule(times=times, days=self.days, zone=zone)
        without_day = replace(self, day=None, once=False)
        today = local(said, zone).date()
        on = self.day.after(today) if self.day else today
        if on is None:
            raise WishError("reminder_no_such_day", without_day)
        may_be_later = timedelta(days=7 if self.day and self.day.weekday is not None else 0 if self.day else 1)
        if max(instant(on, each, zone) for each in times) <= said:
            on += may_be_later
        if max(instant(on, each, zone) for each in times) <= said:
            raise WishError("reminder_past", without_day)
        if on - today > _FURTHEST:
            raise WishError("reminder_too_far", without_day)
        return Schedule(times=times, on=on, every=self.every, zone=zone)


def _day_of(schedule: Schedule) -> Day | None:
    if schedule.on:
        return Day(day=schedule.on.day, month=schedule.on.month, year=schedule.on.year)
    return Day(day=schedule.of_month) if schedule.of_month else None


def _with_half(time: NamedTime, half: bool | None) -> tuple[int, bool]:
    if time.sure or half is None:
        return time.minutes, time.sure
    return time.minutes + (_HALF if half else 0), True


def _made_sure(known: Iterable[tuple[int, bool]], said: tuple[NamedTime, ...]) -> tuple[tuple[int, bool], ...]:
    """Times with those in place that are now sure ("8 pm", where 8 was said); other ones, where they are others."""
    sure = [time.minutes for time in said if time.sure]
    unsure = [minutes for minutes, is_sure in known if not is_sure]
    if len(sure) != len(said) or not all(any(each % _HALF == minutes for minutes in unsure) for each in sure):
        return tuple((time.minutes, time.sure) for time in said)
    settled: list[tuple[int, bool]] = []
    left = list(sure)
    for minutes, is_sure in known:
        match = None if is_sure else next((each for each in left if each % _HALF == minutes), None)
        if match is not None:
            left.remove(match)
        settled.append((minutes, is_sure) if match is None else (match, True))
    return tuple(settled)


def _at(plan: Plan, wish: Wish, at: float, *, all_halves: bool) -> Plan:
    counted = next((time for time in wish.times if time.from_now), None)
    if counted:
        return replace(plan, wait=counted.minutes, times=(), days=(), each_day=False, day=None, said=at)
    if wish.times and plan.unsure is not None:
        return replace(plan, times=_made_sure(plan.times, wish.times), wait=None)
    if wish.times:
        half = wish.half if wish.half is not None else plan.half
        return replace(plan, times=tuple(_with_half(time, half) for time in wish.times), wait=None)
    if wish.half is None:
        return plan
    if plan.unsure is None:
        return replace(plan, half=wish.half)
    return plan.in_half(late=wish.half, all_of_them=all_halves)
