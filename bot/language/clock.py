"""Times of day as people type them: "noon", "half past 8", "8.30", "it's 3 now", "next at 8", "in 2 hours".

A bare number is a time only where the words beside it say so ("at 8", "its 3 now"); beside a unit it never is one.
Whether it is morning or evening is not guessed: a time that does not say so may be either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from bot.language.numbers import UP_TO_TWELVE
from bot.model.times import DAY, NamedTime, Role, Wait

_HOUR = 60
_NOON = 12 * _HOUR
_VALUES = {
    **UP_TO_TWELVE,
    **dict.fromkeys(("a", "an"), 1),
    **dict.fromkeys(("twenty-five", "twenty five"), 25),
    "quarter": 15,
    "half": 30,
    "twenty": 20,
}
_NAMED = {"noon": _NOON, "midday": _NOON, "mid-day": _NOON, "mid day": _NOON, "midnight": 0}

_WORD = "|".join(UP_TO_TWELVE)
_UNIT = (
    r"\s?-?(?:mgs?|mcgs?|ug|g|kg|mls?|milli\w*|micro\w*|grams?|tab\w*|pill\w*|cap\w*|dos(?:e|es)|drops?|spoon\w*|puffs?"
    r"|units?|times|x|days?|nights?|weeks?|months?|years?|yrs?|hours?|hrs?|minutes?|mins?|percent|st|nd|rd|th|of|more"
    r"|extra|left|per|a\s(?:day|night|week|time)|or\s\d|beers?|glass\w*|drinks?)\b"
)
_ENDS = rf"(?![\w%/:\u2013-]|[.,]\d|{_UNIT}|\s?%)"
_AM_PM = r"(?P<half>[ap])\.?\s?m\b\.?"
_PART = r"(?:(?:in\sthe|this|at|tomorrow|yesterday|in)\s)?(?P<part>morning|afternoon|evening|night|tonight|tonite)\b"
_TIME = re.compile(
    rf"""
    (?<![\w.,:/$\u00a3\u20ac+-])
    (?:
        (?P<named> (?:12\s|twelve\s)?(?:{"|".join(_NAMED)}) ) \b
      | (?P<of> half | quarter | twenty(?:[\s-]five)? | five | ten | 5 | 10 | 20 | 25 )
        (?P<counted> \s(?:minutes?|mins?) )? \s(?P<way>past|after|to|til|till|before|of)\s
        (?P<of_hour> (?:1[0-2]|0?[1-9]|{_WORD}) ) (?: \s?{_AM_PM.replace("half", "of_half")} )? {_ENDS}
      | half\s(?P<half_hour> 1[0-2]|[1-9]|{_WORD} ) (?: \s?{_AM_PM.replace("half", "half_half")} | {_ENDS} )
      | (?P<hour> 2[0-3]|1\d|0?\d )(?P<point>[:.h])(?P<minute>[0-5]\d) (?:\s?{_AM_PM.replace("half", "point_half")}
            | (?:\s?(?:hrs|hours))?{_ENDS} )
      | (?P<glued> (?:1[0-2]|0?[1-9])[0-5]\d ) \s?{_AM_PM.replace("half", "glued_half")}
      | (?P<four> (?:[01]\d|2[0-3])[0-5]\d ) (?:\s?(?P<hours>hrs|hours|h))? {_ENDS}
      | (?P<plain> (?:2[0-3]|1\d|0?\d|{_WORD}) )
        (?: \s?{_AM_PM} | \s?(?P<clock>o\s?['\u2019]?\s?clock) | {_ENDS} )
    )
    """,
    re.VERBOSE,
)
_NUMBER = rf"(?:\d{{1,2}}(?:\.5)?|an?|{_WORD})"
_SPAN = rf"""
    (?: (?P<hours>{_NUMBER})(?P<and_half>\sand\sa\shalf)?\s?-?(?:hours?|hrs?|h)\b
        (?:\s(?:and\s)?(?:(?P<half_more>a\shalf)|(?P<more>\d{{1,2}}|{_WORD})\s?(?:minutes?|mins?|m)\b))?
      | (?P<half>half\s(?:an?\s)?hour|half-hour)\b
      | (?P<minutes>\d{{1,3}}|{_WORD}|twenty|thirty|forty)\s?(?:minutes?|mins?)\b )
"""
_FROM_NOW = re.compile(
    rf"""
    (?<![\w.]) (?P<rough> (?:less\sthan|under|over|more\sthan|at\sleast|nearly|almost|within|not\squite)\s )?
    (?: (?P<ahead>in)\s(?:about\s|around\s|like\s)?(?P<roughly>(?:less\sthan|under|over|more\sthan|nearly|almost)\s)? )?
    {_SPAN}
    (?: \s(?: (?P<ago>ago|late|overdue) | (?P<until>away|from\snow|time|to\sgo|(?:until|till|til|to|before)
        (?=\s(?:my\s|the\s|her\s|his\s)?next\b)) ) \b )?
    """,
    re.VERBOSE,
)
_UNTIL = ("until", "till", "til", "to", "before")
_TENS_OF_MINUTES = {"twenty": 20, "thirty": 30, "forty": 40}

_FILLERS = (
    r"(?:\s|[,:]|(?:a|currently|now|about|around|nearly|almost|just|only|already|gone|like|exactly|at|for|is|was|be"
    r"|approx)\b)*"
)
_IT_IS = rf"(?:\b(?:it'?s|it\sis|its|time(?:\sis|'?s)?|now)\b)(?:\s?,)?{_FILLERS}$"
_BARE_BEFORE = re.compile(
    rf"(?:\bat|@|\buntil|\btill?|\bby|\bdue|\bnext(?:\s(?:one|dose|pill|tablet|tab))?(?:'s)?|\bmissed\s(?:my|the))"
    rf"{_FILLERS}$|{_IT_IS}"
)
_AT = re.compile(rf"\bat{_FILLERS}$")
"""What makes even "one" a time: "the next one" is none."""
_BETWEEN = re.compile(r"\b(?:from|between)\s$")
"""Before "5 to 8": then that is no time of day."""
_NOW_AFTER = re.compile(r"\s?(?:right\s|here\s)?(?:now|rn|atm|at the moment|currently)\b(?!\s?,?\s?(?:it'?s|its|time))")
_NOW_BEFORE = re.compile(_IT_IS)
_NEXT = re.compile(r"\bnext\b|\bfollowing\b|\bdue again\b|\bthe one after\b|\b(?:is|it'?s|am) due\b|\bthen again\b")
_DUE = re.compile(
    r"\b(?:was|were) (?:due|to)\b|\bshould(?:'?ve|a|\shave|\sof)\b|\bsup+osed\b|\bmeant\b|\bmissed\b"
    r"|\bforgot\w*|\bskip\w*|\b(?:didn'?t|did not|haven'?t|not) (?:take|have|taken|had)\b|\bthat was due\b"
)
_AFTER = {Role.NEXT: _NEXT, Role.DUE: _DUE}
_PART_AFTER = re.compile(rf"\s?,?\s?{_PART}")
_PART_BEFORE = re.compile(
    r"\b(?P<part>morning|afternoon|evening|night|tonight|tonite)\b(?:'s)?(?:\s|,|at\b|by\b|around\b|about\b|is\b)*$"
)
_DAY_AFTER = re.compile(r"\s?,?\s?(?:in the morning\s)?(?P<day>tomorrow|tmrw|tmr|yesterday|last night|the next day)\b")
_DAY_BEFORE = re.compile(
    r"\b(?P<day>tomorrow|tmrw|tmr|yesterday|last night)(?:'s)?(?:\s(?:morning|afternoon|evening|night))?"
    r"(?:\s|,|at\b|by\b|around\b|about\b|is\b)*$"
)
_BREAK = re.compile(r"[.;!?\n](?:\s|$)|,|\b(?:and|but|n|so)\b|&|/")
_HALF_ALONE = re.compile(
    r"(?<!\bi\s)\b(?P<half>[ap])\.?\s?m\b\.?|\b(?P<part>morning|afternoon|evening|night|tonight)\b"
)
_ON_24 = re.compile(r"(?<![\w.,:])(?:0\d|1[3-9]|2[0-3])[:.h][0-5]\d(?![\w:]|\s?[ap]\.?\s?m\b)")
"""A time that only a clock of 24 hours shows: where one is, "10:00" beside it is of the same clock."""
_EARLY = 5 * _HOUR
"""Until then "tomorrow" may be the day that has begun already."""


def times_in(text: str) -> tuple[NamedTime, ...]:
    """The times that a text names, in order, each with what happens then where the words say it.

    Args:
        text: Any text, as it was typed.
    """
    text = _lower(text)
    found = sorted([*_counted(text), *_on_the_clock(text)], key=lambda time: time.start)
    apart = [time for at, time in enumerate(found) if not any(_overlap(time, other) for other in found[:at])]
    for at, time in enumerate(apart):
        apart[at] = replace(time, role=time.role or _role(text, at, apart))
    return tuple(apart)


def half_named(text: str) -> bool | None:
    """Whether a text says the second half of the day (`True`) or the first; `None` where it says neither or both.

    Args:
        text: Any text ("pm", "both in the evening").
    """
    halves = {_is_late(match["half"], match["part"], 8) for match in _HALF_ALONE.finditer(_lower(text))} - {None}
    return halves.pop() if len(halves) == 1 else None


def wait_until_next(due: NamedTime | None, now: NamedTime | None, next_dose: NamedTime | None) -> Wait | None:
    """How long it is until the next dose, where that can be told without guessing.

    Where a time may be morning or evening, it is told only if exactly one reading has them in this order on one day;
    or, if none has, exactly one over midnight, all within 24 hours.

    Args:
        due: When the missed dose was due, where that was said.
        now: What time it is.
        next_dose: When the next dose is due.

    Returns:
        The wait; `None` where something is missing, contradicts itself or could be meant in two ways.
    """
    if next_dose and next_dose.from_now:
        return Wait(next_dose.minutes) if 0 < next_dose.minutes < DAY else None
    if now is None or next_dose is None or now.from_now:
        return None
    missed = due if due and not due.from_now else None
    possible = list(_possible(missed, now, next_dose))
    pairs = {
        (now_at, next_at) for now_at, next_at, one_day in possible if one_day or not any(each[2] for each in possible)
    }
    if len(pairs) != 1:
        return None
    ((now_at, next_at),) = pairs
    return Wait(next_at - now_at, now_at, next_at % DAY) if next_at - now_at <= DAY else None


def _lower(text: str) -> str:
    """In lower case, each sign in its place."""
    signs = (" " if sign.isspace() else low if len(low := sign.lower()) == 1 else sign for sign in text)
    return "".join(signs).replace("\u2019", "'")


def _overlap(one: NamedTime, other: NamedTime) -> bool:
    return one.start < other.end and other.start < one.end


def _possible(due: NamedTime | None, now: NamedTime, next_dose: NamedTime) -> Iterator[tuple[int, int, bool]]:
    """Each way in which the three can follow one another: now, the next dose, and whether all is on one day."""
    for now_at, next_at in product(now.readings, next_dose.readings):
        for at, same_day in _next_after(now_at, next_at, next_dose.day):
            if due is None:
                yield now_at, at, same_day
                continue
            for due_at in due.readings:
                missed = due_at - DAY if due.day < 0 or due_at > now_at else due_at
                if at - missed <= DAY:
                    yield now_at, at, same_day and (missed >= 0 or due.day < 0)


def _next_after(now_at: int, next_at: int, day: int) -> Iterator[tuple[int, bool]]:
    if day > 0:
        yield next_at + DAY, True
        if now_at < _EARLY and next_at > now_at:
            yield next_at, True
    elif next_at > now_at:
        yield next_at, True
    else:
        yield next_at + DAY, False


def _on_the_clock(text: str) -> Iterator[NamedTime]:
    at = 0
    while match := _TIME.search(text, at):
        at = match.end()
        time = _time(text, match)
        if time is None:
            at = match.start() + 1
            continue
        yield time


def _time(text: str, match: re.Match[str]) -> NamedTime | None:
    """The time that a match is; `None` where it is only a number."""
    minutes, half, sure = _read(match)
    before, start, end = text[: match.start()], match.start(), match.end()
    if minutes is None or (match["way"] == "to" and _BETWEEN.search(before)):
        return None
    part_after = _PART_AFTER.match(text, end)
    day_after = _DAY_AFTER.match(text, end)
    part = part_after or _PART_BEFORE.search(before)
    day = day_after or _DAY_BEFORE.search(before) or (part_after and _tomorrow_in(part_after[0]))
    named = match["named"] or match["clock"] or half or match["hours"] or match["half_hour"]
    plain = match["point"] == ":" or match["counted"] or match["of"] in ("half", "quarter")
    cued = named or plain or part or day or _NOW_AFTER.match(text, end)
    if not (cued or (_AT if match["plain"] == "one" else _BARE_BEFORE).search(before)):
        return None
    if match["point"] and not (half or part) and _ON_24.search(text):
        sure = True
    if not sure:
        late = _is_late(half, part["part"] if part else _night(day), minutes // _HOUR)
        minutes, sure = minutes % _NOON + (_NOON if late else 0), late is not None
    closing = max(end, part_after.end() if part_after else 0, day_after.end() if day_after else 0)
    return NamedTime(minutes, sure=sure, day=_day(day), start=start, end=closing)


def _read(match: re.Match[str]) -> tuple[int | None, str | None, bool]:
    """Minutes after midnight, the half of the day that stands with it, and whether they are sure by themselves."""
    if match["named"]:
        return next(value for name, value in _NAMED.items() if match["named"].endswith(name)), None, True
    if match["of"]:
        hour, part = _value(match["of_hour"]), _value(match["of"])
        past = match["way"] in ("past", "after")
        if match["of"] == "half" and not past:
            return None, None, False
        half = match["of_half"] if past or hour != 12 else None  # "quarter to 12 am": of which day, people differ
        return (hour * _HOUR + (part if past else -part)) % DAY, half, False
    if match["half_hour"]:
        return _value(match["half_hour"]) * _HOUR + 30, match["half_half"], False
    return _in_digits(match)


def _in_digits(match: re.Match[str]) -> tuple[int, str | None, bool]:
    """The same for an hour that stands with its minutes, or alone."""
    together = match["glued"] or match["four"]
    hour = together[:-2] if together else match["hour"] or match["plain"]
    minute = together[-2:] if together else match["minute"] or "0"
    half = match["glued_half"] or match["point_half"] or match["half"]
    value = _value(hour)
    on_24 = value > 12 or (value == 0 or (hour.startswith("0") and minute != "0"))
    return value * _HOUR + int(minute), half, on_24


def _value(word: str) -> int:
    return int(word) if word.isdigit() else _VALUES[word]


def _is_late(half: str | None, part: str | None, hour: int) -> bool | None:
    """Whether an hour of the 12 is in the second half of the day; `None` where nothing says it."""
    if half:
        return half == "p"
    if part is None:
        return None
    if part in ("night", "tonight", "tonite"):
        return hour % 12 >= 5
    return part != "morning"


def _night(day: re.Match[str] | None) -> str | None:
    return "night" if day and day["day"] == "last night" else None


def _tomorrow_in(words: str) -> re.Match[str] | None:
    return re.search(r"(?P<day>tomorrow|yesterday)", words)


def _day(day: re.Match[str] | None) -> int:
    if day is None:
        return 0
    return -1 if day["day"] in ("yesterday", "last night") else 1


def _counted(text: str) -> Iterator[NamedTime]:
    """Times that are counted from now."""
    for match in _FROM_NOW.finditer(text):
        if match["rough"] or match["roughly"] or not (match["ahead"] or match["ago"] or match["until"]):
            continue
        minutes = _minutes(match)
        if match["ago"]:
            yield NamedTime(-minutes, Role.DUE, from_now=True, start=match.start(), end=match.end())
        elif minutes:
            role = Role.NEXT if match["until"] in _UNTIL else None
            yield NamedTime(minutes, role, from_now=True, start=match.start(), end=match.end())


def _minutes(match: re.Match[str]) -> int:
    if match["half"]:
        return 30
    if match["minutes"]:
        return _TENS_OF_MINUTES.get(match["minutes"]) or _value(match["minutes"])
    said = match["hours"]
    whole = int(float(said) * _HOUR) if said[0].isdigit() else _value(said) * _HOUR
    more = _value(match["more"]) if match["more"] else 0
    return whole + more + (30 if match["and_half"] or match["half_more"] else 0)


def _role(text: str, at: int, times: Sequence[NamedTime]) -> Role | None:
    """What happens at a time, by the words beside it."""
    time = times[at]
    begin = _end_of(text, times[at - 1]) if at else 0
    before = _BREAK.split(text[begin : time.start])
    nearest = before[-1]
    if time.from_now:
        return Role.NEXT if _NEXT.search(nearest) or re.search(r"\bdue\b", nearest) else None
    if _NEXT.search(nearest):
        return Role.NEXT
    if _NOW_BEFORE.search(nearest) or _NOW_AFTER.match(text, time.end):
        return Role.NOW
    if _DUE.search(nearest):
        return Role.DUE
    return _said_after(text[time.end : times[at + 1].start if at + 1 < len(times) else None], at + 1 < len(times))


def _end_of(text: str, time: NamedTime) -> int:
    """Where what is said of a time ends: "3 pm now"."""
    now = _NOW_AFTER.match(text, time.end) if time.role is Role.NOW else None
    return now.end() if now else time.end


def _said_after(after: str, another_follows: bool) -> Role | None:
    """The same by what follows the time in its own clause: "noon was the missed one", "8 pm is the next"."""
    clause, *others = _BREAK.split(after, maxsplit=1)
    if another_follows and not others:
        return None
    cues = [(match.start(), role) for role, cue in _AFTER.items() if (match := cue.search(clause))]
    return min(cues)[1] if cues else None


def named_as(times: Iterable[NamedTime], role: Role | None) -> NamedTime | None:
    """The last time of a role: who names it twice corrects it; of the missed dose none, where two are named.

    Args:
        times: Times that were named, in order.
        role: The role; `None` for a time of which it is not known.
    """
    found = [time for time in times if time.role is role]
    if role is Role.DUE and len(set(found)) > 1:
        return None
    return found[-1] if found else None
