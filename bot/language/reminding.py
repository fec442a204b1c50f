"""When somebody wants to be reminded, as people type it: "at 8 and 2", "every monday", "tomorrow at noon".

Only what the words say: no time is added to another, none is guessed from how often, and of "12/3" neither reading is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.language.clock import half_named, times_in
from bot.language.numbers import UP_TO_TWELVE
from bot.model.times import NamedTime

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_DAY = (
    r"(?P<weekday>mon(?:day)?|tues?(?:day)?|wed(?:nesday|s)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_NUMBER = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s(?P<year>20\d\d)\b)?"
_DATE = re.compile(
    rf"\b(?:{_NUMBER}\s(?:of\s)?{_MONTH}{_YEAR}|{_MONTH.replace('month', 'month_2')}\s(?:the\s)?"
    rf"{_NUMBER.replace('day', 'day_2')}(?!\d|:|\s?[ap]m\b){_YEAR.replace('year', 'year_2')})"
)
_ISO = re.compile(r"\b(?P<year>20\d\d)-(?P<month>0\d|1[0-2])-(?P<day>[0-2]\d|3[01])\b")
_SLASHED = re.compile(r"\b\d{1,2}[/.]\d{1,2}(?:[/.](?:20)?\d\d)?\b(?!\s?(?:[ap]\.?m|o'?\s?clock))")
_OF_THE_MONTH = re.compile(
    r"\b(?:the\s(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)|(?P<bare>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th))\b"
    r"(?!\s(?:one|reminder|dose|pill|tablet))"
)
_WORD = "|".join(UP_TO_TWELVE)
_COUNT_AHEAD = rf"\d{{1,3}}|a|{_WORD}"
_AHEAD = re.compile(
    r"\b(?:(?P<after>day after (?:tomorrow|tmrw|tmr))|(?P<tomorrow>tomorrow|tmrw|tmr|tomorow|tommorow|tommorrow)"
    r"|(?P<today>today|tonight|tonite|this (?:morning|afternoon|evening))"
    rf"|in (?P<count>{_COUNT_AHEAD}) (?P<unit>days?|weeks?)\b)(?:'s)?"
)
_AHEAD_DAYS = re.compile(rf"\bin (?:{_COUNT_AHEAD}) (?:days?|weeks?)\b")
_YESTERDAY = re.compile(r"\b(?:yesterday|last (?:night|week|month|mon|tues|wednes|thurs|fri|satur|sun)\w*)\b")
_EACH_DAY = re.compile(
    r"\b(?:every|each)\s(?:single\s)?(?:day|morning|afternoon|evening|night)\b|\bdaily\b|\bevery\s?day\b"
    r"|\b(?:mornings|evenings|nights|afternoons|nightly)\b|\b(?:a|per) day\b"
)
_ONCE = re.compile(
    r"\b(?:only|just) (?:the )?(?:once|one time|next time)\b|\bonce(?! (?:a|every|per)\b)\b|\bone time\b"
)
_WEEKDAYS = re.compile(r"\bweek\s?days\b|\bevery week\s?day\b|\bmon(?:day)? (?:to|through|till|-) fri(?:day)?\b")
_WEEKENDS = re.compile(r"\bweek\s?ends?\b")
_WEEKDAY = re.compile(rf"\b{_DAY}(?P<many>s)?\b")
_EVERY_BEFORE = re.compile(r"\b(?:every|each|weekly|once a week)\b")
_COUNTS_APART = {"other": 2, "second": 2, "third": 3, "fourth": 4, **UP_TO_TWELVE}
_COUNTED = rf"{'|'.join(_COUNTS_APART)}|\d{{1,3}}(?:st|nd|rd|th)?"
_APART = re.compile(
    rf"\b(?:every|each)\s(?P<count>{_COUNTED})\s(?:(?P<unit>days?|weeks?)\b|(?={_DAY.replace('weekday', 'of_week')}\b))"
    r"|\b(?:every\s)?(?P<fortnight>fortnight(?:ly)?)\b|\b(?P<alternate>alternate)\s(?:days?|(?P<weeks>weeks?))\b"
)
_MONTHLY = re.compile(r"\bmonthly\b|\b(?:(?:of )?(?:every|each)|a|per)\smonth\b")
_LAST_DAY = re.compile(r"\b(?:the )?(?:last day|end) of (?:the|each|every) month\b")
_SKIPPING = re.compile(
    rf"\b(?:first|second|third|fourth|last|1st|2nd|3rd|4th) {_DAY.replace('weekday', 'in_month')} (?:of|in) "
    r"(?:the|each|every) month\b|"
    rf"\b(?:every|each)\s(?:{_COUNTED})\smonths?\b|\byearly\b|\b(?:every|each|a|per)\syear\b|\bbi-?(?:weekly|monthly)\b"
)
_WEEKLY = re.compile(r"\b(?:weekly|every week|each week|once a week)\b")

_CLOCK = r"\s?(?:[ap]\.?\s?m\b\.?|o\s?'?\s?clock)"
_PART = r"(?:\s(?:in the|at)?\s?(?:morning|afternoon|evening|night)s?\b)"
_TOKEN = rf"(?:(?:\d{{1,2}}(?:[:.]\d\d)?|{_WORD})(?:{_CLOCK})?{_PART}?|noon|midday|midnight)"
_JOIN = r"(?:\s?(?:,|;|&|\+|/|\band\b|\bn\b|\bplus\b|\bthen\b)\s?)+(?:at\s|also\s|again at\s)?"
_CHAIN = re.compile(rf"(?<![\w.:/])(?P<cue>(?:at|@|around|about|by|for)\s?)?{_TOKEN}(?:{_JOIN}{_TOKEN})*(?![\w:/])")
_CUED = re.compile(rf"{_CLOCK}|\d[:.]\d\d|\b(?:noon|midday|midnight)\b|{_PART}")
_BARE_TOKEN = re.compile(rf"(?<![\w.:/])(?=(?:\d{{1,2}}|{_WORD})(?![\w:/]))")
_NOT_A_TIME = re.compile(
    rf"(?:\bat\s|@\s?)(?P<at>\d{{1,4}})(?P<minute>[:.]\d{{1,2}})?(?!\d)(?P<unit>{_CLOCK})?"
    rf"|(?<![\w.:/])(?P<hour>\d{{1,4}})(?P<minutes>[:.]\d{{1,2}})?(?P<clock>{_CLOCK})"
    r"|(?<![\w.:/])(?P<colon>\d{1,2})(?P<both>:\d{2})(?!\d)"
)
_PART_OF_AN_HOUR = re.compile(
    r"(?:half|(?:quarter|twenty(?:[\s-]five)?|five|ten|\d+|minutes?)\s(?:past|to|til|till|after|before|of)|half\spast)\s$"
)
"""Before the hour of "half past 7"."""
_A_THING = re.compile(rf"(?<!^)(?<!\bat )(?<!, )(?<!\band )\bone\b(?!{_CLOCK})")
"""What is no time in "the evening one"."""
_LAST_HOUR, _LAST_MINUTE, _NOON_HOUR = 23, 59, 12


@dataclass(frozen=True)
class Day:
    """One day as it was named; which date it is depends on the day it was said."""

    ahead: int | None = None
    """Days from the day it was said."""
    weekday: int | None = None
    """The next of these, Monday 0."""
    day: int | None = None
    month: int | None = None
    year: int | None = None

    def after(self, today: date) -> date | None:
        """The date that is meant.

        Args:
            today: The day it was said.

        Returns:
            The first such date from that day on, or the one with the year that was named; `None` where there is none.
        """
        if self.ahead is not None:
            return today + timedelta(days=self.ahead)
        if self.weekday is not None:
            return today + timedelta(days=(self.weekday - today.weekday()) % 7)
        if self.month is None:
            months = (
                (today.year + (today.month + ahead - 1) // 12, (today.month + ahead - 1) % 12 + 1) for ahead in range(4)
            )
            return _first(months, self.day, today)
        years = [self.year] if self.year else range(today.year, today.year + 5)
        return _first(((year, self.month) for year in years), self.day, date.min if self.year else today)


def _first(months: Iterator[tuple[int, int]], day: int | None, since: date) -> date | None:
    for year, month in months:
        try:
            found = date(year, month, day or 0)
        except ValueError:
            continue
        if found >= since:
            return found
    return None


@dataclass(frozen=True)
class Wish:
    """What a message says of when to remind."""

    times: tuple[NamedTime, ...] = ()
    half: bool | None = None
    """Whether it says the second half of the day, or the first, beside times that do not."""
    no_time: bool = False
    """Whether something stands for a time that is none ("25 o'clock")."""
    days: tuple[int, ...] = ()
    """Days of the week on which it comes again, Monday 0."""
    each_day: bool = False
    once: bool = False
    each_week: bool = False
    """Whether it says weekly, without the day."""
    day: Day | None = None
    past: bool = False
    """Whether it names a day that is over ("yesterday")."""
    unclear_date: bool = False
    """Whether a date is all numbers, which is read in two ways."""
    every: int | None = None
    """Days from one to the next ("every 4 weeks", "every other monday")."""
    monthly: bool = False
    skips: bool = False
    """Whether it is to come again in a way that no schedule has ("every 3 months", "biweekly", which is twofold)."""

    @property
    def says_something(self) -> bool:
        """Whether it says anything of when."""
        return self != Wish()


def wish_in(text: str, *, asked: bool = False) -> Wish:
    """What a text says of when to remind.

    Args:
        text: Any text, as it was typed.
        asked: Whether a time was asked for: then a bare number is one.
    """
    said = _A_THING.sub(" ", " ".join(text.casefold().replace("\u2019", "'").split()))
    iso, named, slashed = _ISO.search(said), _DATE.search(said), None
    rest = _without(said, _ISO, _DATE)
    if not (iso or named):
        slashed = _SLASHED.search(rest) if not _CUED.search(rest) or "/" in rest else None
        slashed = slashed if slashed and "/" in slashed[0] else None
        rest = _without(rest, re.compile(re.escape(slashed[0]))) if slashed else rest
    skips, rest = bool(_SKIPPING.search(rest)), _without(rest, _SKIPPING)
    of_month = _OF_THE_MONTH.search(_without(rest, _APART))
    ahead = _AHEAD.search(rest)
    days, one = _weekdays(rest)
    apart, monthly = _APART.search(rest), bool(_MONTHLY.search(rest))
    if apart and days:  # "every other monday" is no monday of each week
        one, days = days[0], ()
    last = bool(_LAST_DAY.search(rest))
    rest = _without(rest, _APART, _LAST_DAY, _MONTHLY, _OF_THE_MONTH, _AHEAD_DAYS, _ONCE)
    no_time = _names_no_time(rest if not (asked and rest.isdigit()) else f"at {rest}")
    times = () if no_time else tuple(_times(rest, asked=asked))
    return Wish(
        times=times,
        half=half_named(rest) if not all(time.sure for time in times) or not times else None,
        no_time=no_time,
        days=days,
        each_day=bool(_EACH_DAY.search(said)),
        once=bool(_ONCE.search(said)),
        each_week=bool(_WEEKLY.search(said)),
        day=Day(day=31) if last else _day(iso or named, of_month, ahead, one),
        past=bool(_YESTERDAY.search(_without(said, _SKIPPING))),
        unclear_date=slashed is not None,
        every=_days_apart(apart) if apart else None,
        monthly=monthly or last,
        skips=skips,
    )


def _days_apart(match: re.Match[str]) -> int:
    if match["fortnight"] or match["weeks"]:
        return 14
    if match["alternate"]:
        return 2
    count = match["count"]
    number = _COUNTS_APART.get(count) or int(re.sub(r"\D", "", count))
    return number * (1 if (match["unit"] or "").startswith("day") else 7)


def without_when(text: str) -> str:
    """What a text says besides when to remind.

    Args:
        text: Any text, as it was typed.
    """
    said = " ".join(text.casefold().replace("\u2019", "'").split())
    left = _without(
        said, _ISO, _DATE, _SLASHED, _OF_THE_MONTH, _LAST_DAY, _SKIPPING, _APART, _MONTHLY, _WEEKDAYS, _WEEKENDS,
        _EACH_DAY, _ONCE, _WEEKLY, _AHEAD, _YESTERDAY, _CHAIN, _NOT_A_TIME,
    )  # fmt: skip
    return _without(
        left, _WEEKDAY, re.compile(r"\b(?:at|on|every|each|the|am|pm|a\.m|p\.m|morning|afternoon|evening|night)\b")
    )


def _without(text: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        text = pattern.sub(" ", text)
    return " ".join(text.split())


def _day(
    full: re.Match[str] | None, of_month: re.Match[str] | None, ahead: re.Match[str] | None, weekday: int | None
) -> Day | None:
    if full:
        named = full.groupdict()
        month, day, year = (named.get(part) or named.get(f"{part}_2") for part in ("month", "day", "year"))
        return Day(day=int(str(day)), month=_month(str(month)), year=int(year) if year else None)
    if ahead:
        return Day(ahead=_days_ahead(ahead))
    if weekday is not None:
        return Day(weekday=weekday)
    return Day(day=int(of_month["day"] or of_month["bare"])) if of_month else None


def _month(name: str) -> int:
    return int(name) if name.isdigit() else next(n for n, each in enumerate(_MONTHS, 1) if each.startswith(name[:3]))


def _days_ahead(match: re.Match[str]) -> int:
    if match["count"]:
        count = int(match["count"]) if match["count"].isdigit() else {"a": 1, **UP_TO_TWELVE}[match["count"]]
        return count * (7 if match["unit"].startswith("week") else 1)
    return 2 if match["after"] else 1 if match["tomorrow"] else 0


def _weekdays(text: str) -> tuple[tuple[int, ...], int | None]:
    """The days of the week on which it comes again; or else the one that is meant once."""
    found: set[int] = set(range(5)) if _WEEKDAYS.search(text) else set()
    found |= {5, 6} if _WEEKENDS.search(text) else set()
    matches = list(_WEEKDAY.finditer(_without(text, _WEEKDAYS)))
    named = {next(n for n, day in enumerate(_DAYS) if day.startswith(match["weekday"][:3])) for match in matches}
    again = found or len(named) > 1 or any(match["many"] for match in matches) or _EVERY_BEFORE.search(text)
    if again:
        return tuple(sorted(found | named)), None
    return (), next(iter(named), None)


def _times(text: str, *, asked: bool) -> Iterator[NamedTime]:
    """Times of day, those in a list too, each once; and one that is counted from now."""
    clear = _CHAIN.sub(lambda match: _made_clear(match, asked=asked), text)
    seen: set[tuple[int, bool, bool]] = set()
    for time in times_in(clear):
        key = (time.minutes, time.sure, time.from_now)
        if key not in seen and (not time.from_now or time.minutes > 0):
            seen.add(key)
            yield time


def _made_clear(match: re.Match[str], *, asked: bool) -> str:
    """A list of times with "at" before each, where something says that it is one."""
    chain = match[0]
    if not (asked or (match["cue"] or "").strip() in ("at", "@", "around", "about", "by") or _CUED.search(chain)):
        return chain
    cue = match["cue"] or ""
    listed = _BARE_TOKEN.sub("at ", chain[len(cue) :]).removeprefix("at ")
    return listed if _PART_OF_AN_HOUR.search(match.string[: match.start()]) else f"at {listed}"


def _names_no_time(text: str) -> bool:
    for match in _NOT_A_TIME.finditer(text):
        hour = match["at"] or match["hour"] or match["colon"]
        minute = (match["minute"] or match["minutes"] or match["both"] or "")[1:]
        together = len(hour) > 2 and not minute
        hours, minutes = (int(hour[:-2]), int(hour[-2:])) if together else (int(hour), int(minute or 0))
        half = re.search(r"[ap]\.?\s?m", match["unit"] or match["clock"] or "")
        if hours > _LAST_HOUR or minutes > _LAST_MINUTE or (half and hours == 0) or (len(minute) == 1 and not half):
            return True
    return False
