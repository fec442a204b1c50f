"""Takes out of a text what may say who wrote it, before the text is kept. Pure; where in doubt, more is taken out.

Names in lower case are known by lists and by what stands before them: one that is on no list may stay. So what is left
is still a person's words, and is kept only where people agreed to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.language.everyday import everyday_words
from bot.language.normalise import normalise
from bot.privacy.names import is_first_name, is_last_name

PLACEHOLDERS = ("email", "link", "handle", "date", "number", "postcode", "address", "name")
"""What can stand in square brackets for something that was taken out."""
PLACEHOLDER = re.compile(rf"\[(?:{'|'.join(PLACEHOLDERS)})\]")

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
)
_UNIT = r"(?:mg|mcg|ug|g|ml|l|iu|units?|tablets?|tabs?|pills?|drops?|hours?|hrs?|days?|weeks?|months?|times?|x|%)\b"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"

_PATTERNS = tuple(
    (re.compile(pattern, re.IGNORECASE), f"[{placeholder}]")
    for placeholder, pattern in (
        ("email", r"[^\s@\[\]]+@[^\s@\[\]]+\.[^\s@\[\]]+"),
        ("email", r"\S+\s\(?at\)?\s\S+\s\(?dot\)?\s[a-z]+"),
        (
            "link",
            r"\b(?:https?:|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co|uk|io|gov|edu|info|me|us)\b(?:/\S*)?",
        ),
        ("handle", r"@[^\s\[\]]*"),
        ("date", r"(?<!\d)\d{1,4}([/.-])\d{1,2}\1\d{1,4}(?!\d)"),
        ("date", rf"(?<![\d/.])(?!24/7\b)(?:\d\d/\d{{1,2}}|\d/\d\d)(?![\d/]|\s?{_UNIT})"),
        ("date", rf"\b{_DAY}\s?(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?\b(?!\s?{_UNIT})"),
        ("date", rf"\b{_MONTH}\s(?:the\s)?(?:{_DAY}(?:,?\s{_YEAR})?|{_YEAR})\b(?!\s?{_UNIT})"),
        ("date", rf"(?<![\d.,]){_YEAR}(?![\d.,]?\d|\s?{_UNIT})"),
        ("postcode", r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}\b"),  # UK
        ("postcode", r"\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b"),  # Canada
        ("postcode", r"\b[AC-FHKNPRTV-Y]\d[\dW]\s?(?=[A-Z]*\d)[AC-FHKNPRTV-Y\d]{4}\b"),  # Ireland
        ("address", r"\b\d+[a-z]?(?:\s[a-z]+){1,2}\s(?:street|road|avenue|ave|boulevard|blvd|lane|crescent)\b"),
        ("number", rf"\b(?!\d+{_UNIT})(?=[\d_-]*[a-z])(?=(?:[a-z_-]*\d){{4}})[\w-]+"),  # of a passport, of an insurance
        ("number", r"\+?\(?\d(?:[\s().-]{0,2}\d){5,}"),
        ("number", r"\d{5,}"),
    )
)

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_BEGINS_SENTENCE = re.compile(r"(?:^|(?<!\b[a-z])(?<!\b(?:dr|mr|ms|st))(?<!\bmrs)\.|[?!:;*]|\s-)\s*$", re.IGNORECASE)
_NAMES = re.compile(r"(?:\b[a-z]\.\s?)*\[name\](?:[\s.'-]*\[name\])*", re.IGNORECASE)
"""A name of several parts, with the initials before it."""
_CASE_FROM = 3
"""Words within a sentence from which most being capitalised means that capitals say nothing."""
_LONGEST_ABBREVIATION = 5
_FIRST_PERSON = re.compile(r"i(?:'(?:m|ve|d|ll))?$", re.IGNORECASE)
_CALENDAR = re.compile(
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august"
    r"|september|october|november|december",
    re.IGNORECASE,
)
_NAME_FOLLOWS = re.compile(
    r"\b(?:(?:my|his|her|their|whose) name(?:'s| is| was)?|name:|signed|me llamo|mi nombre es|je m'appelle"
    r"|ich heisse)\s*$",
    re.IGNORECASE,
)
"""What stands before a name, whatever the name is."""
_IS = frozenset({"is", "was"})
_PERSON_FOLLOWS = re.compile(
    r"\b(?:i'?m|i am|this is|it'?s|soy|called|named|doctor|professor|nurse|sister|father|miss|sir)\s*$", re.IGNORECASE
)
"""What stands before a name, or before anything else ("I'm allergic", "the nurse said")."""
_TITLE = re.compile(r"\b(?:dr|mr|mrs|ms|mx|prof|rev)\.?\s*$", re.IGNORECASE)
_SURNAME_GAP = re.compile(r"\s+(?:(?:[a-z]\.?|de|del|la|van|von|bin|al)\s+)?$", re.IGNORECASE)


def redact(text: str, known: Iterable[str] = ()) -> str:
    """Takes out addresses, numbers, dates and names, with a placeholder in square brackets for each.

    Doing it again changes nothing. Never fails.

    Args:
        text: As it was typed.
        known: Names of medicines and terms that were found in it: these stay, though they look like names of people.

    Returns:
        The text on one line, letters and quotes made plain.
    """
    kept = _kept(known)
    while True:
        redacted = _once(text, kept)
        if redacted == text:
            return redacted
        text = redacted


def is_telling(redacted: str) -> bool:
    """Whether enough of a text is left to say what was asked.

    Args:
        redacted: What `redact` returned.
    """
    everyday = everyday_words()
    words = [word for word in _WORD.findall(PLACEHOLDER.sub(" ", redacted).lower()) if word in everyday]
    return len(words) > len(PLACEHOLDER.findall(redacted))


def _kept(known: Iterable[str]) -> re.Pattern[str] | None:
    phrases = sorted({phrase for each in known if (phrase := normalise(each).text.strip())}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)", re.IGNORECASE) if phrases else None


def _once(text: str, kept: re.Pattern[str] | None) -> str:
    text = normalise(text).text.strip()
    text = "".join(
        part if PLACEHOLDER.fullmatch(part) else part.translate({ord("["): "(", ord("]"): ")"}) for part in _parts(text)
    )
    for pattern, placeholder in _PATTERNS:
        text = pattern.sub(placeholder, text)
    return _without_names(text, kept)


def _parts(text: str) -> Iterator[str]:
    """The placeholders and what is between them, in order."""
    position = 0
    for found in PLACEHOLDER.finditer(text):
        yield text[position : found.start()]
        yield found.group()
        position = found.end()
    yield text[position:]


@dataclass(frozen=True)
class _Word:
    """A word in its place."""

    start: int
    end: int
    text: str
    begins: bool
    """Whether a sentence begins with it."""
    known: bool
    """Whether it is of a medicine or a term that was found."""

    @property
    def lower(self) -> str:
        return self.text.lower().removesuffix("'s")

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def _without_names(text: str, kept: re.Pattern[str] | None) -> str:
    words = list(_words(text, kept))
    within = [word for word in words if not (word.begins or word.known) and len(word.text) > 1]
    shouted = len(within) >= _CASE_FROM and sum(word.capital for word in within) > len(within) / 2
    by_case = _unlisted_in_capitals if shouted else _capital_within_sentence
    names: list[_Word] = []
    for word in words:
        before = text[: word.start]
        after_name = bool(names) and _SURNAME_GAP.match(text[names[-1].end : word.start]) is not None
        if _is_name(word, before, after_name=after_name, by_case=by_case):
            names.append(word)
    for word in reversed(names):
        text = f"{text[: word.start]}[name]{text[word.end :]}"
    return _NAMES.sub("[name]", text)


def _words(text: str, kept: re.Pattern[str] | None) -> Iterator[_Word]:
    known = {position for found in kept.finditer(text) for position in range(*found.span())} if kept else frozenset()
    placeholders = {position for found in PLACEHOLDER.finditer(text) for position in range(*found.span())}
    for found in _WORD.finditer(text):
        if found.start() not in placeholders:
            begins = _BEGINS_SENTENCE.search(text[: found.start()]) is not None
            yield _Word(found.start(), found.end(), found.group(), begins, found.start() in known)


def _is_name(word: _Word, before: str, *, after_name: bool, by_case: Callable[[_Word], bool]) -> bool:
    if _NAME_FOLLOWS.search(before) and word.lower not in _IS:
        return True
    if word.known or _FIRST_PERSON.match(word.text):
        return False
    lower = word.lower
    listed = any(is_first_name(part) for part in (lower, *lower.split("-")))
    behind_name = (after_name or _TITLE.search(before) is not None) and is_last_name(lower)
    may_be_name = word.begins or _PERSON_FOLLOWS.search(before) is not None
    unusual = may_be_name and lower not in everyday_words() and is_last_name(lower)
    return not word.text.isascii() or listed or behind_name or unusual or by_case(word)


def _capital_within_sentence(word: _Word) -> bool:
    """Whether a word has a capital that no sentence and no habit gives it, in a text that uses capitals sparingly."""
    if word.begins or not word.capital or _CALENDAR.fullmatch(word.text):
        return False
    return not (word.text.isupper() and len(word.text) <= _LONGEST_ABBREVIATION)


def _unlisted_in_capitals(word: _Word) -> bool:
    """Whether a word is none that English text uses much, in a text whose capitals say nothing."""
    return word.capital and len(word.text) > 1 and word.text.lower() not in everyday_words()
