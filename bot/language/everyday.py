"""Everyday English words, so that "wine" is never read as a misspelt medicine.

The list is the vocabulary of the sentence encoder: about 21,000 words that English text uses most. It is installed with
the encoder, so nothing has to be kept by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.language.encoder import load_tokenizer

_ENDINGS = (
    ("'s", ""),
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("ied", "y"),
    ("er", ""),
    ("er", "e"),
    ("ly", ""),
    ("ally", ""),
    ("y", ""),
    ("y", "e"),
    ("ness", ""),
    ("iness", "y"),
    ("less", ""),
    ("able", ""),
    ("ful", ""),
)
_DOUBLED_BEFORE = ("ing", "ed", "er", "y")
_SHORTEST_STEM = 3


class EverydayWords:
    """Words that are plain English, with their regular inflections.

    Args:
        words: Lower-case words.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word for word in words if word.isalpha())

    def __iter__(self) -> Iterator[str]:
        """The words that are listed, inflections not among them."""
        return iter(self._words)

    def __contains__(self, word: str) -> bool:
        """Whether a lower-case word, or what it is inflected from, is an everyday word."""
        return word in self._words or any(stem in self._words for stem in _stems(word))


def _stems(word: str) -> list[str]:
    stems = []
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < _SHORTEST_STEM:
            continue
        stems.append(stem + instead)
        if ending in _DOUBLED_BEFORE and stem[-1] == stem[-2]:
            stems.append(stem[:-1])
    return stems


@lru_cache(maxsize=1)
def everyday_words() -> EverydayWords:
    """The everyday words of English, read once from the installed encoder's vocabulary."""
    return EverydayWords(load_tokenizer().get_vocab())
