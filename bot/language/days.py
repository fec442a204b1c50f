"""The day on which something was felt, and the part of it, in people's words: "yesterday after lunch", "on monday"."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_DAYS |= {name.lower(): number for number, name in enumerate(calendar.day_abbr)}
_DAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "couple of": 2, "a couple of": 2, "three": 3, "four": 4, "five": 5}
_NUMBERS |= {"six": 6, "seven": 7, "ten": 10}
_MOST_DAYS_AGO = 366
_WEEK = 7


def _any_of(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_MONTH, _COUNT = _any_of(_MONTHS), rf"(?:\d{{1,3}}|{_any_of(_NUMBERS)})"
_NTH = r"(?:st|nd|rd|th)"
_DAY = re.compile(
    rf"""
    (?<![\w/.-])
    (?:
        (?P<before>(?:the\s)?day\sbefore\syesterday)
      | (?P<yesterday>yest(?:erday|erdy|arday|eray)|last\s(?:night|evening)|the\sother\snight)
      | (?P<today>today|tonight|tonite|this\s(?:morning|afternoon|evening|lunchtime)|just\snow|right\snow)
      | (?P<count>{_COUNT})\s(?P<unit>days?|nights?|weeks?)\sago
      | (?P<year>20\d\d)-(?P<month>\d\d)-(?P<number>\d\d)
      | (?P<first>\d{{1,2}})\s?{_NTH}?\s(?:of\s)?(?P<first_month>{_MONTH})\b\.?(?:,?\s(?P<first_year>20\d\d))?
      | (?P<second_month>{_MONTH})\b\.?\s(?:the\s)?(?P<second>\d{{1,2}}){_NTH}?\b(?!\s?(?:/|out|mg|ml|times|:|am|pm))
            (?:,?\s(?P<second_year>20\d\d))?
      | (?:on|since)\sthe\s(?P<alone>\d{{1,2}}){_NTH}
      | (?P<last>last\s)?(?P<weekday>{_any_of(_DAYS)})(?:'s)?
    )
    (?![\w/-])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AMBIGUOUS = re.compile(r"(?:sun|sat|mon|wed|fri|thu|tue)\Z", re.IGNORECASE)
"""Short names that are words as well ("the sun"): a day only after a word that says so."""
_SAYS_DAY = re.compile(r"\b(?:on|last|since|this|every)\s$", re.IGNORECASE)

_MEAL = r"(?:breakfast|brunch|lunch(?:time)?|dinner|supper|tea(?:time)?|eating|food|(?:(?:a|each|every)\s)?meals?)"
_DOSE = (
    r"(?:(?:taking|having)\s(?:it|my\s\w+|the\s\w+|them)"
    r"|(?:(?:my|the|each|every|a)\s)?(?:(?:first|second|third|last|next|morning|lunchtime|evening|night|\w+)\s)?"
    r"(?:dose|pill|tablet|tab|capsule|meds|medicine|injection|jab|patch)s?)"
)
_CLOCK = (
    r"(?:noon|midday|midnight|(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?\s?[ap]\.?m\b\.?|(?:[01]?\d|2[0-3])[:.][0-5]\d"
    r"|\d{1,2}\so'?clock)"
)
_PART = r"(?:early\s|late\s|mid\s?-?)?(?:morning|afternoon|evening|night)"
_TIME = re.compile(
    rf"""
    (?<!\w)
    (?:
        (?:(?:about|around|roughly)\s)?(?:{_COUNT}|half\san|a\sfew)\s(?:minutes?|mins?|hours?|hrs?)\s(?:after|before)\s
            (?:{_DOSE}|{_MEAL}|(?:my\s)?bed(?:time)?|\w+ing\s\w+)
      | (?:after|before|during|at|with|around|by|over|since)\s(?:my\s|the\s)?{_MEAL}
      | (?:right\s|just\s|shortly\s|soon\s)?(?:after|before|during|with|since)\s{_DOSE}
      | (?:at|around|about|by|after|before|since|until|till)\s{_CLOCK} | {_CLOCK}
      | (?:before|at|in|after)\s(?:bed(?:time)?|work|school|the\sgym|exercise|a\sshower)
      | (?:all|most\sof\sthe|half\sthe|through(?:out)?\sthe)\s(?:day|night|morning|afternoon|evening)
      | overnight | all\sday\slong | (?:in\sthe|during\sthe|at|over)\s{_PART}
      | (?:in\sthe\smiddle\sof\sthe|middle\sof\sthe)\s(?:night|day)
      | (?<=this\s){_PART} | (?<=last\s)(?:night|evening) | (?<=yesterday\s){_PART} | (?<=day\s){_PART}
      | (?:when|whenever)\si\s(?:woke\sup|wake\sup|stood\sup|stand\sup|got\sup|get\sup|lie\sdown|lay\sdown)
      | (?:after|on)\s(?:standing|getting|waking)(?:\sup)? | on\swaking
    )
    (?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def day_in(text: str, today: date) -> date | None:
    """The day that a text names, today or before; `None` where it names none.

    Args:
        text: Any text, as it was typed.
        today: By the calendar of the person.
    """
    for match in _DAY.finditer(text):
        if (day := _day(match, text, today)) is not None and day <= today:
            return day
    return None


def time_in(text: str) -> str | None:
    """The part of the day or the time that a text names, as it was typed; `None` where it names none.

    Args:
        text: Any text, as it was typed.
    """
    match = _TIME.search(text)
    return match[0] if match else None


def without_day_and_time(text: str, today: date) -> str:
    """What a text says besides when.

    Args:
        text: Any text, as it was typed.
        today: By the calendar of the person.
    """

    def left(match: re.Match[str]) -> str:
        return " " if _day(match, text, today) else match[0]

    return _DAY.sub(left, _TIME.sub(" ", text))


def _day(match: re.Match[str], text: str, today: date) -> date | None:
    if match["today"]:
        return today
    if match["yesterday"]:
        return today - timedelta(days=1)
    if match["before"]:
        return today - timedelta(days=2)
    if match["count"]:
        return _ago(match["count"].casefold(), match["unit"], today)
    if match["weekday"]:
        return _weekday(match, text, today)
    return _date(match, today)


def _ago(count: str, unit: str, today: date) -> date | None:
    number = int(count) if count.isdigit() else _NUMBERS[count]
    days = number * (_WEEK if unit.casefold().startswith("week") else 1)
    return today - timedelta(days=days) if days <= _MOST_DAYS_AGO else None


def _weekday(match: re.Match[str], text: str, today: date) -> date | None:
    before = text[: match.start("weekday")]
    if _AMBIGUOUS.search(match["weekday"]) and not _SAYS_DAY.search(before):
        return None
    back = (today.weekday() - _DAYS[match["weekday"].casefold()]) % _WEEK
    return today - timedelta(days=back or _WEEK)  # said on a Monday, "on monday" is the last one, not today


def _date(match: re.Match[str], today: date) -> date | None:
    if match["number"]:
        return _made(int(match["year"]), int(match["month"]), int(match["number"]))
    if match["alone"]:
        this_month = _made(today.year, today.month, int(match["alone"]))
        if this_month and this_month <= today:
            return this_month
        last = today.replace(day=1) - timedelta(days=1)
        return _made(last.year, last.month, int(match["alone"]))
    named = match["first_month"] or match["second_month"]
    month, number = _MONTHS[named.casefold()], int(match["first"] or match["second"])
    year = match["first_year"] or match["second_year"]
    if year:
        return _made(int(year), month, number)
    this_year = _made(today.year, month, number)
    return this_year if this_year and this_year <= today else _made(today.year - 1, month, number)


def _made(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
