"""From what a person wrote to entries of their log: what they felt, when, how bad, and what it was about.

Nothing is guessed: what is not said stays open, and the words themselves are always kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.answers.context import Context
from bot.language.days import day_in, time_in
from bot.language.severity import severity_in
from bot.model.knowledge import Term
from bot.model.record import LONGEST_DETAIL, LONGEST_WORDS, LogEntry
from bot.tools.consent import moment
from bot.tools.kept import short
from bot.tools.local_time import there

MOST_AT_ONCE = 5
"""Effects of one message that become an entry each."""
_VERBS = frozenset(
    {
        "add",
        "diary",
        "enter",
        "entry",
        "jot",
        "log",
        "logged",
        "logging",
        "make",
        "mark",
        "note",
        "put",
        "record",
        "register",
        "remember",
        "save",
        "store",
        "update",
        "write",
    }
)
_BEGINNINGS = frozenset({"keep", "start", "track"})
"""Words that ask for a log, and may not say that something was felt ("track my headaches")."""
_BESIDE_VERBS = frozenset(
    {
        "a",
        "an",
        "and",
        "also",
        "another",
        "as",
        "can",
        "could",
        "dear",
        "do",
        "down",
        "effect",
        "effects",
        "hello",
        "help",
        "hey",
        "hi",
        "i",
        "i'd",
        "id",
        "in",
        "into",
        "it",
        "let",
        "like",
        "list",
        "me",
        "my",
        "need",
        "new",
        "ok",
        "okay",
        "of",
        "one",
        "our",
        "please",
        "pls",
        "plz",
        "side",
        "so",
        "symptom",
        "symptoms",
        "that",
        "the",
        "these",
        "this",
        "to",
        "today's",
        "u",
        "up",
        "wanna",
        "want",
        "we",
        "will",
        "with",
        "would",
        "you",
        "your",
    }
)
_WORD = re.compile(r"\W*([^\W_]+(?:['\u2019][^\W_]+)?)")
_TAIL = re.compile(
    r"(?:[\s,.;:!-]+(?:and|so|please|pls|plz|can you|could you|i want to|i'd like to))*"
    r"[\s,.;:!-]+(?:(?:please|pls|plz)\s)?(?:"
    r"(?:add|enter|keep|log|note|put|record|save|write|jot)(?:\s(?:this|that|it|them|both))?(?:\sdown)?"
    r"(?:\s(?:in|into|to|on|for)(?:\s(?:my|the|me))?(?:\s(?:side\seffects?|symptoms?))?(?:\s(?:log|diary|list))?)?"
    r"|(?:in|into|to|on)\s(?:my|the)\s(?:side\seffects?\s|symptoms?\s)?(?:log|diary|list))"
    r"(?:[\s,]+(?:please|pls|plz|for\sme|thanks|thx))*[\s.!?]*$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^[\s,.;:!?-]+(?:for\sme\b[\s,.;:!?-]*)?", re.IGNORECASE)
_SAYS_NOTHING = re.compile(
    r"\W*(?:how|what|which|whether|if|when|where|why|anything|something|everything|things|stuff|side\seffects?"
    r"|symptoms?|the\ssame)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\W*(?:one|it|this|that|these|them|both)\b", re.IGNORECASE)
_PART_ENDS = re.compile(r"\s*[,;.\n]+\s*|\s+(?:and then|and|then|plus|but|&)\s+", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[\s,;:.!?-]+$")
_DENIES = re.compile(
    r"\b(?:no|not|never|without|isn'?t|wasn'?t|didn'?t|don'?t|haven'?t|hadn'?t)(?:\s(?:more|any|have|had|get|got|feel"
    r"|felt|really|the|a|been|so|that|very|too))*\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Felt:
    """One thing that was felt, as a message tells it."""

    text: str
    effect: str | None = None
    of_all: str = ""
    """What the message says of this and of all else that was felt ("both awful")."""


def today_of(context: Context) -> date:
    """The day it is where the person is, as far as their region tells."""
    return there(context, moment(context.question)).date()


def entries_in(context: Context) -> tuple[LogEntry, ...]:
    """What a message asks to be written down; empty where it does not say what.

    Where it only points ("log it"), what was reported before is meant.

    Args:
        context: the question.
    """
    question = context.question
    content = content_of(question.text, named=bool(effects_named(context, question.terms)))
    if content is not None:
        return _entries(context, content, question.terms, moment(question))
    reported, pressed = question.reported, question.terms
    if reported is not None and set(pressed) <= set(reported.terms):
        told = content_of(reported.text, named=True) or reported.text
        return _entries(context, told, reported.terms, moment(question))
    named = [context.snapshot.terms[term] for term in pressed if term in context.snapshot.terms]
    return tuple(entry for term in named for entry in _entries(context, term.name, (term.id,), moment(question)))


def entries_of(context: Context, text: str) -> tuple[LogEntry, ...]:
    """What a reply to our question what was felt says.

    Args:
        context: the question.
        text: the reply.
    """
    told = content_of(text, named=True) or text
    return _entries(context, told, context.question.terms, moment(context.question))


def content_of(text: str, *, named: bool) -> str | None:
    """What of a text is to be written down; `None` where it only asks for that, or points at something.

    Args:
        text: as it was typed.
        named: whether it names something that is felt: else it has to say that what it says is to be written down.
    """
    rest, words = _lead(text)
    begins, asked = bool(words & _BEGINNINGS), bool(words & (_BEGINNINGS | _VERBS))
    told = asked and rest.lstrip().startswith(":")
    whole = rest if asked else text
    body = _LEAD.sub("", _TAIL.sub("", whole))
    asked = asked or len(_TAIL.sub("", whole)) < len(whole)
    if not body.strip() or not (asked or named):
        return None
    if not told and (_SAYS_NOTHING.match(body) or (_POINTS.match(body) and not named)):
        return None
    return None if begins and not told else body  # "track my headaches" begins a log, and says nothing that was felt


def asks_to_write(text: str) -> bool:
    """Whether a text says that something is to be written down ("log ...", "... put that in my diary").

    Args:
        text: as it was typed.
    """
    _, words = _lead(text)
    return bool(words & _VERBS) or _TAIL.search(text) is not None


def _lead(text: str) -> tuple[str, set[str]]:
    """A text without the words by which it asks for something to be written down, and those words."""
    words: set[str] = set()
    while (match := _WORD.match(text)) is not None:
        word = match[1].casefold().replace("\u2019", "'")
        if word not in _VERBS | _BEGINNINGS | _BESIDE_VERBS:
            break
        words.add(word)
        text = text[match.end() :]
    return text, words


def with_details(entry: LogEntry, text: str, today: date) -> LogEntry:
    """An entry with the day, the time and the severity that a text says in place of its own.

    Args:
        entry: the entry.
        text: as it was typed.
        today: by the person's calendar.
    """
    day, time, bad = day_in(text, today), time_in(text), severity_in(text)
    changed = {
        **({"day": day} if day else {}),
        **({"time": short(time, LONGEST_DETAIL)} if time else {}),
        **({"severity": bad.level, "severity_words": short(bad.words, LONGEST_DETAIL)} if bad else {}),
    }
    return entry.copy(update=changed)


def says_details(text: str, today: date) -> bool:
    """Whether a text says when something was felt, or how bad it was."""
    return bool(day_in(text, today) or time_in(text) or severity_in(text))


def effects_named(context: Context, terms: Sequence[str]) -> tuple[Term, ...]:
    """Which of the terms are something that is felt: symptoms, and what the medicine is listed to cause.

    Args:
        context: the question.
        terms: ids of terms.
    """
    listed = {row.term for row in context.medicine.side_effects} if context.medicine_id else set()
    known = (context.snapshot.terms[term] for term in terms if term in context.snapshot.terms)
    return tuple(term for term in known if term.kind == "symptom" or term.id in listed)


def bounded(text: str) -> str:
    """What is kept of a person's words: without what only ends a sentence, and no more than may be.

    Args:
        text: as it was typed.
    """
    return short(_ENDS_SENTENCE.sub("", text) or text, LONGEST_WORDS)


def _entries(context: Context, text: str, terms: Sequence[str], at: datetime) -> tuple[LogEntry, ...]:
    today, about = today_of(context), _medicine(context)
    day = day_in(text, today) or today
    blank = LogEntry(at=at, text=bounded(text), day=day, medicine=about)
    return tuple(
        with_details(
            with_details(blank.copy(update={"text": bounded(felt.text), "effect": felt.effect}), felt.of_all, today),
            felt.text,
            today,
        )
        for felt in _felt(context, text, terms)
    )


def _medicine(context: Context) -> str | None:
    named = [mention for mention in context.question.mentions if mention.substance and not mention.candidates]
    about = named[0].substance if named else context.question.remembered_medicine
    return about[:LONGEST_DETAIL] if about else None


def _felt(context: Context, text: str, terms: Sequence[str]) -> list[Felt]:
    """The things that a text says were felt: each with the part of the text that speaks of it."""
    named = [term for term in effects_named(context, terms) if not is_denied(text, term)]
    places = {term.id: _place(text, term) for term in named}
    placed = sorted((at, term) for term, at in places.items() if at is not None)
    ids = [*(term for _, term in placed), *(term for term, at in places.items() if at is None)]
    if len(ids) < 2:
        return [Felt(text, ids[0] if ids else None)]
    own, of_all = _cut(text, [at for at, _ in placed]) if placed else ({}, "")
    return [Felt(own.get(places[term] or 0, text) if places[term] is not None else text, term, of_all) for term in ids][
        :MOST_AT_ONCE
    ]


def names_of_effect(term: Term) -> list[str]:
    """The ways in which people say an effect, the longest first.

    Args:
        term: the effect.
    """
    return sorted(filter(None, (term.name, term.medical_name, *term.names)), key=len, reverse=True)


def is_denied(text: str, term: Term) -> bool:
    """Whether a text says that the effect was not there ("no nausea").

    Args:
        text: as it was typed.
        term: the effect.
    """
    at = _place(text, term)
    return at is not None and _DENIES.search(text[:at]) is not None


def _place(text: str, term: Term) -> int | None:
    """Where a text names a term; `None` where it is spelt in a way of its own."""
    names = names_of_effect(term)
    found = (re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) for name in names)
    return next((match.start() for match in found if match), None)


def _cut(text: str, places: Sequence[int]) -> tuple[dict[int, str], str]:
    """The part of a text that is about each of several places, and what before and after them is said of all.

    Args:
        text: as it was typed.
        places: where something is named, in order.
    """
    ends = [(match.start(), match.end()) for match in _PART_ENDS.finditer(text)]
    starts = [0, *(after for _, after in ends)]
    stops = [*(before for before, _ in ends), len(text)]
    spans = [(start, stop) for start, stop in zip(starts, stops, strict=True) if start < stop]
    holding = [index for index, (start, stop) in enumerate(spans) if any(start <= at < stop for at in places)]
    own: dict[int, str] = {}
    for index, following in zip(holding, [*holding[1:], holding[-1] + 1], strict=True):
        start, stop = spans[index][0], spans[following - 1][1]
        own |= {at: text[start:stop].strip() for at in places if start <= at < spans[index][1]}
    apart = [*spans[: holding[0]], *spans[holding[-1] + 1 :]]
    return own, " ".join(text[start:stop] for start, stop in apart)
