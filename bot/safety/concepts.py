"""Words of a message -> concepts, with typos forgiven."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.language.normalise import collapse_repeats, normalise
from bot.safety.rules import Concept

NUMBER = "number"
"""The concept of any number above one, in digits or words."""
MANY = "many"
"""The concept of a number of tablets that few people take at once."""

_TOKEN = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?|[.;?!,\n]")
_SHORTEST_TYPO = 5
_LONG_WORD = 9


@dataclass(frozen=True)
class Word:
    """One word or mark of a message."""

    text: str
    """Lower case, without apostrophes."""
    start: int
    end: int
    """Span in the text as it was typed."""


@dataclass(frozen=True)
class Span:
    """Words `start` to `end` (one past the last)."""

    start: int
    end: int


def words(text: str) -> list[Word]:
    """Split a message into words and clause marks.

    Args:
        text: As it was typed.

    Returns:
        The words in order. Apostrophes are dropped ("can't" is "cant"), repeated letters are shortened.
    """
    normalised = normalise(text)
    kept = [index for index, character in enumerate(normalised.text) if character != "'"]
    plain = "".join(normalised.text[index] for index in kept).lower()
    found = []
    for match in _TOKEN.finditer(plain):
        start, end = normalised.raw_span(kept[match.start()], kept[match.end() - 1] + 1)
        found.append(Word(text=collapse_repeats(match.group()), start=start, end=end))
    return found


class PhraseFinder:
    """Finds phrases of several lists in a message, whole words only."""

    def __init__(self, phrases: dict[str, Iterable[str]]) -> None:
        """Compile the lists.

        Args:
            phrases: For each name, its phrases.
        """
        self._vocab = Vocab()
        self._matcher = PhraseMatcher(self._vocab)
        for name, texts in phrases.items():
            patterns = [[word.text for word in words(text)] for text in texts]
            self._matcher.add(name, [Doc(self._vocab, words=pattern) for pattern in patterns if pattern])

    def find(self, tokens: list[str]) -> dict[str, list[Span]]:
        """Where each list's phrases occur.

        Args:
            tokens: Words of a message.

        Returns:
            For each name that occurs, its spans in order.
        """
        found: dict[str, list[Span]] = defaultdict(list)
        for key, start, end in sorted(self._matcher(Doc(self._vocab, words=tokens)), key=lambda match: match[1:]):
            found[self._vocab.strings[key]].append(Span(start, end))
        return found


class ConceptFinder:
    """Finds concepts in the words of a message."""

    def __init__(self, concepts: Iterable[Concept], everyday: Container[str]) -> None:
        """Compile the concepts.

        Args:
            concepts: What to look for.
            everyday: Words that mean what they say, however near they are to a concept's word ("fewer", "fever").
        """
        concepts = list(concepts)
        self._phrases = PhraseFinder({concept.id: concept.phrases for concept in concepts})
        self._familiar = {word.text for concept in concepts for phrase in concept.phrases for word in words(phrase)}
        self._everyday = everyday
        self._correctable = sorted(
            phrase
            for concept in concepts
            if concept.typos
            for phrase in concept.phrases
            if " " not in phrase and len(phrase) >= _SHORTEST_TYPO
        )
        self._correct = lru_cache(maxsize=4096)(self._nearest)

    def find(self, tokens: list[str]) -> dict[str, list[Span]]:
        """Where each concept occurs.

        Args:
            tokens: Words of a message.

        Returns:
            For each concept that occurs, its spans in order.
        """
        found = self._phrases.find([self._correct(token) for token in tokens])
        for index, token in enumerate(tokens):
            concept = _number(token)
            if concept:
                found[NUMBER].append(Span(index, index + 1))
            if concept == MANY:
                found[MANY].append(Span(index, index + 1))
        return found

    def _nearest(self, token: str) -> str:
        if len(token) < _SHORTEST_TYPO or token in self._familiar or token.isdigit() or token in self._everyday:
            return token
        allowed = 2 if len(token) >= _LONG_WORD else 1
        found = process.extractOne(token, self._correctable, scorer=OSA.distance, score_cutoff=allowed)
        return found[0] if found and found[0][0] == token[0] else token


_NUMBER_WORDS = {
    **dict.fromkeys(("two", "three", "four"), False),
    **dict.fromkeys(("five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen"), True),
    **dict.fromkeys(("fifteen", "sixteen", "twenty", "thirty", "forty", "fifty", "sixty", "hundred", "dozen"), True),
}
"""Whether each is many."""
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_FEW = 4


def _number(token: str) -> str | None:
    """The concept of a token that is a number, if it is one. "1" is none: it says nothing about too much."""
    if token in _NUMBER_WORDS:
        return MANY if _NUMBER_WORDS[token] else NUMBER
    if not _DIGITS.fullmatch(token) or token == "1":
        return None
    return MANY if float(token) > _FEW else NUMBER
