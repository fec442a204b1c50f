"""A message -> words in one spelling, each with its place in what was typed.

"he's not really breathing", "hes not breathing" and "HE IS NOT BREEEATHING" become the same words, so that a rule is
written once. What counts as the same is content (`knowledge/red_flags/words.yml`); the rules' own phrases go through
the same reading as the messages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.language.normalise import collapse_repeats, normalise
from bot.safety.rules import RedFlagRules

_TOKEN = re.compile(r"x(?=[0-9])|(?<![a-wyz])[0-9]+(?:\.[0-9]+)?|[a-z][a-z0-9]*|([.;?!,])\1*")
_DOUBLED = re.compile(r"([a-z])\1")
_PAIR = 2
_SHORTEST_TYPO = 5
_LONG_WORD = 9
_SHORTEST_JOINED = 7
_LONGEST_JOINED = 40
_SHORTEST_PART = 3


@dataclass(frozen=True)
class Word:
    """One word or mark of a message."""

    text: str
    """Lower case, without apostrophes, in the one spelling."""
    start: int
    end: int
    """Span in the text as it was typed. Words that stand for one typed word ("can't") have the same."""


def typed_words(text: str) -> list[Word]:
    """Split a message into words and clause marks, spelled as they were typed.

    Args:
        text: As it was typed.

    Returns:
        The words in order. Apostrophes are dropped ("can't" is "cant"), a number is parted from its unit ("10mg" is
        "10", "mg"), and a mark that is doubled is one ("!!!" is "!").
    """
    normalised = normalise(text)
    kept = [index for index, character in enumerate(normalised.text) if character != "'"]
    plain = "".join(normalised.text[index] for index in kept).lower()
    found = []
    for match in _TOKEN.finditer(plain):
        start, end = normalised.raw_span(kept[match.start()], kept[match.end() - 1] + 1)
        found.append(Word(text=match[1] or match.group(), start=start, end=end))
    return found


class WordReader:
    """Reads messages, and the rules' phrases, into one spelling."""

    def __init__(self, rules: RedFlagRules, everyday: Container[str]) -> None:
        """Gather the words that the rules know.

        Args:
            rules: Whose words are known, and what counts as the same.
            everyday: Words that mean what they say, however near they are to a word of the rules ("fewer", "fever").
        """
        same = {tuple(word.split()): tuple(instead.split()) for word, instead in rules.words.same.items()}
        self._same = {words[0]: instead for words, instead in same.items() if len(words) == 1}
        self._joined = {words: instead for words, instead in same.items() if len(words) == _PAIR}
        self._fillers = frozenset(rules.words.fillers)
        self._everyday = everyday
        self._familiar = _vocabulary(rules.phrases) | self._fillers | {word for words in same for word in words}
        self._correctable: dict[str, list[str]] = defaultdict(list)
        for word in sorted(_vocabulary(rules.phrases_with_typos) - self._fillers):
            if len(word) >= _SHORTEST_TYPO:
                self._correctable[word[0]].append(word)
        self._spelling = lru_cache(maxsize=8192)(self._spell)

    def read(self, text: str) -> list[Word]:
        """The words of a message in the one spelling, fillers left out.

        Args:
            text: As it was typed.
        """
        found: list[Word] = []
        for word in typed_words(text):
            for spelled in self._spelling(collapse_repeats(word.text), collapse_repeats(word.text, keep=1)):
                joined = self._joined.get((found[-1].text, spelled)) if found else None
                if joined is None:
                    found.append(Word(spelled, word.start, word.end))
                else:
                    before = found.pop()
                    found += [Word(each, before.start, word.end) for each in joined]
        return found

    def _spell(self, doubled: str, single: str) -> tuple[str, ...]:
        return tuple(
            spelled
            for word in self._known_words(doubled, single)
            for spelled in self._same.get(word, (word,))
            if spelled not in self._fillers
        )

    def _known_words(self, doubled: str, single: str) -> tuple[str, ...]:
        """The words that a token most likely means: itself, the nearest known one, or two typed as one.

        Args:
            doubled: The token, with two left of a letter that was typed many times ("feeeel" is "feel").
            single: The token, with one left ("manyyy" is "many"). The same as `doubled` for most.
        """
        spellings = (doubled, single)
        for spelling in spellings:
            if spelling in self._familiar or not spelling[0].isalpha():
                return (spelling,)
        if any(spelling in self._everyday for spelling in spellings):
            return (single,)
        plain = _DOUBLED.sub(r"\1", single)
        if plain in self._familiar:
            return (plain,)
        for spelling in reversed(spellings):
            # The nearest word first: "forhead" is a forehead, and no "for head".
            if found := self._nearest(spelling) or self._parts(spelling):
                return found
        return (single,)

    def _parts(self, token: str) -> tuple[str, ...]:
        """Two known words typed without the space ("cantbreathe")."""
        if not _SHORTEST_JOINED <= len(token) <= _LONGEST_JOINED:
            return ()
        for cut in range(_SHORTEST_PART, len(token) - _SHORTEST_PART + 1):
            if token[:cut] in self._familiar and token[cut:] in self._familiar:
                return (token[:cut], token[cut:])
        return ()

    def _nearest(self, token: str) -> tuple[str, ...]:
        """The word of the rules that it is a misspelling of."""
        if len(token) < _SHORTEST_TYPO:
            return ()
        allowed = 2 if len(token) >= _LONG_WORD else 1
        # A first letter is seldom mistyped: "yelow" is no "below".
        known = self._correctable.get(token[0], [])
        found = process.extractOne(token, known, scorer=OSA.distance, score_cutoff=allowed)
        return (str(found[0]),) if found else ()


def _vocabulary(phrases: Iterable[str]) -> set[str]:
    return {collapse_repeats(word.text) for phrase in phrases for word in typed_words(phrase)}
