"""How hard a text is to read: the Flesch-Kincaid grade.

Kincaid, Fishburne, Rogers, Chissom (1975): 0.39 * words per sentence + 11.8 * syllables per word - 15.59. A name that
a person cannot avoid (their medicine, a term that the glossary explains) is not held against a text: it counts as one
word of one syllable.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from bot.language.syllables import syllables

_BULLET = re.compile(r"^\s*(?:[-*\u2022\u2013]|\d+[.)])\s+", re.MULTILINE)
_ABBREVIATION = re.compile(r"\b(e\.g|i\.e|vs|etc|dr|mr|mrs|ms|no|approx)\.(?=\s+[a-z0-9(])", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]+(?=[\s\"')\]]|$)|\n+")
_WORD = re.compile(r"\w[\w.,]*\w(?:['\u2019-]\w+)*|\w(?:['\u2019-]\w+)*")

_Phrases = dict[str, tuple[tuple[str, ...], ...]]


def grade(text: str, familiar: Collection[str] = ()) -> float:
    """The school grade (US) that a text asks of its reader.

    Args:
        text: Sentences; the end of a line and a list bullet end one too.
        familiar: Words and phrases that count as one word of one syllable, in any case, singular or plural.

    Returns:
        The grade; below 0 for the easiest texts, 0 for one without words.
    """
    read = [_familiar_merged(words(sentence), _phrases(frozenset(familiar))) for sentence in sentences(text)]
    counts = [count for sentence in read for count in sentence]
    if not counts:
        return 0.0
    return 0.39 * len(counts) / len(read) + 11.8 * sum(counts) / len(counts) - 15.59


def longest_sentence(text: str) -> int:
    """Length of the longest sentence, in words."""
    return max((len(words(sentence)) for sentence in sentences(text)), default=0)


def sentences(text: str) -> list[str]:
    """The sentences of a text that hold at least one word."""
    unabbreviated = _ABBREVIATION.sub(r"\1", _BULLET.sub("", text))
    return [part.strip() for part in _SENTENCE_END.split(unabbreviated) if part and words(part)]


def words(sentence: str) -> list[str]:
    """The words of a sentence; a number is one, a hyphenated word is one, `mg/mL` is two."""
    return _WORD.findall(sentence)


def _familiar_merged(sentence: list[str], phrases: _Phrases) -> Iterator[int]:
    """Syllables of each word, a familiar phrase being one word of one syllable."""
    keys = [_key(word) for word in sentence]
    at = 0
    while at < len(keys):
        length = next((len(p) for p in phrases.get(keys[at], ()) if tuple(keys[at : at + len(p)]) == p), 0)
        yield 1 if length else syllables(sentence[at])
        at += length or 1


def _key(word: str) -> str:
    """A word without case, possessive and plural ending."""
    bare = re.sub(r"['\u2019]s?$", "", word.casefold())
    if bare.endswith("ies"):
        return bare[:-3] + "y"
    return bare[:-1] if bare.endswith("s") and not bare.endswith("ss") else bare


@lru_cache(maxsize=8)
def _phrases(familiar: frozenset[str]) -> _Phrases:
    """Familiar phrases by their first word, longest first."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for phrase in familiar:
        keys = tuple(_key(word) for word in words(phrase))
        if keys:
            found.setdefault(keys[0], set()).add(keys)
    return {first: tuple(sorted(group, key=lambda keys: (-len(keys), keys))) for first, group in found.items()}
