"""Which sentences of a message tell a story of long ago.

A cue reaches a few words; a story goes on: "In 2018 I had an operation. On the third day I had a fit." A sentence that
speaks of now, or in the present tense, is never part of it, so that what is told last ("and now I can't breathe")
counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.language.amounts import DOSE_UNITS, unit_of
from bot.language.normalise import collapse_repeats
from bot.safety.amounts import value_of
from bot.safety.rules import Story
from bot.safety.words import Word, typed_words

SENTENCE_ENDS = frozenset(".;?!\n")
_LONGEST = 4
_AN_AGE = "#"
"""Stands for a number in a phrase ("when i was #")."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_REGULAR_PAST = "ed"


class StoryReader:
    """Finds the words of a message that are told of long ago."""

    def __init__(self, story: Story) -> None:
        """Compile the phrases.

        Args:
            story: What shows a time long past, the past tense, and now.
        """
        self._long_ago = _as_words(story.long_ago)
        self._now = _as_words(story.now)
        self._past = frozenset(story.past_tense)

    def long_ago(self, text: str) -> list[range]:
        """The stretches of a message that tell of long ago, in characters.

        Args:
            text: As it was typed.
        """
        found: list[range] = []
        told = False
        for sentence in _sentences(typed_words(text)):
            words = [collapse_repeats(word.text, keep=1) for word in sentence]
            phrases = set(_phrases(words))
            in_past = not phrases & self._now and any(self._is_past(word) for word in words)
            told = in_past and (told or bool(phrases & self._long_ago) or bool(years(words)))
            if told:
                found.append(range(sentence[0].start, sentence[-1].end))
        return found

    def _is_past(self, word: str) -> bool:
        return word in self._past or (word.endswith(_REGULAR_PAST) and len(word) > _LONGEST)


def _as_words(phrases: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(_typed(phrase)) for phrase in phrases)


def _typed(phrase: str) -> Iterator[str]:
    for part in phrase.split():
        yield from [part] if part == _AN_AGE else (word.text for word in typed_words(part))


def _sentences(words: Sequence[Word]) -> Iterator[list[Word]]:
    sentence: list[Word] = []
    for word in words:
        if word.text not in SENTENCE_ENDS:
            sentence.append(word)
        elif sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _phrases(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """Every run of up to four words, a number also as "a number"."""
    general = [_AN_AGE if value_of(word) is not None else word for word in words]
    for length in range(1, _LONGEST + 1):
        for start in range(len(words) - length + 1):
            yield tuple(words[start : start + length])
            yield tuple(general[start : start + length])


def years(words: Sequence[str]) -> list[int]:
    """Places of the words that are years: in "2000" one is, in "2000 mcg" none.

    Args:
        words: Of a message, in order.
    """
    return [
        place
        for place, word in enumerate(words)
        if _YEAR.fullmatch(word) and unit_of(" ".join(words[place + 1 : place + 2])) not in DOSE_UNITS
    ]
