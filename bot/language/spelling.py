"""Which name a misspelt word was meant to be, and how sure that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.language.normalise import collapse_repeats

SHORTEST = 5
"""Letters that a word needs before a guess is made."""

_FAR = 99

# First letters that are heard alike, so mistaken for each other.
_SOUNDS_LIKE = {"c": "cksz", "k": "kcq", "f": "fp", "p": "pf", "g": "gj", "j": "jg", "s": "scz", "z": "zxs", "x": "xz",
                "i": "iey", "e": "eia", "a": "aeo", "o": "oau", "u": "uo", "y": "yi", "q": "qk"}  # fmt: skip


@dataclass(frozen=True)
class Guess:
    """Names that a word may have been meant to be, nearest first."""

    names: tuple[str, ...]
    sure: bool
    """Whether the first name is near enough, and far enough ahead of any other, to be taken as meant."""


def is_near(word: str, others: Iterable[str]) -> bool:
    """Whether a word may be another one, misspelt.

    Args:
        word: Lower-case letters.
        others: Words, in lower case.
    """
    return any(OSA.distance(word, other, score_cutoff=2) <= min(2, len(other) // 3) for other in others)


def _most_edits(letters: int) -> int:
    """How many edits a word of that many letters may be away from a name and still be offered."""
    if letters < 7:
        return 1
    return 2 if letters < 12 else 3


class SpellingGuesser:
    """Finds names near a word.

    Args:
        meanings: Each name with what it stands for: names that stand for the same are no rivals of each other.
        foremost: Names that are considered even if the first letter is wrong.
        foremost: Names that are considered even if the first letter is wrong.
        rare: Names that few people type, considered only where one edit leads to them.
        plain: Everyday words: where one of them is nearer than any name, no name is guessed.
    """

    def __init__(
        self,
        meanings: Iterable[tuple[str, str]],
        foremost: Iterable[str] = (),
        rare: Iterable[str] = (),
        plain: Iterable[str] = (),
    ) -> None:
        self._foremost = tuple(foremost)
        self._rare = frozenset(rare)
        self._meaning: dict[str, str | None] = {}
        self._by_start: dict[tuple[str, int], list[str]] = defaultdict(list)
        """Names by first letter and length."""
        for name, meaning in chain(meanings, ((word, None) for word in sorted(plain))):
            if name.isalpha() and len(name) >= SHORTEST - 1 and name not in self._meaning:
                self._meaning[name] = meaning
                self._by_start[name[0], len(name)].append(name)

    def guess(self, word: str) -> Guess | None:
        """The names nearest to a word.

        Args:
            word: Lower-case letters; not itself one of the names.

        Returns:
            The guess, or `None` where no name is near.
        """
        spellings = {collapse_repeats(word, 1), collapse_repeats(word, 2)} if word else set()
        distances: dict[str, int] = {}
        for spelling in sorted(spellings):
            if not len(spelling) >= SHORTEST or not spelling.isalpha():
                continue
            for name, distance, _ in self._near(spelling, _most_edits(len(spelling))):
                if distance <= 1 or name not in self._rare:
                    distances[name] = min(distance, distances.get(name, distance))
        return self._judge(len(word), distances) if distances else None

    def _near(self, word: str, most: int) -> list[tuple[str, int, int]]:
        alike = _SOUNDS_LIKE.get(word[0], word[0])
        lengths = range(len(word) - most, len(word) + most + 1)
        names = [name for letter in alike for length in lengths for name in self._by_start.get((letter, length), ())]
        names += [name for name in self._foremost if len(name) in lengths and name[0] not in alike]
        return process.extract(word, names, scorer=OSA.distance, score_cutoff=most, limit=12)

    def _judge(self, letters: int, distances: dict[str, int]) -> Guess | None:
        nearest_of: dict[str | None, tuple[int, str]] = {}
        for name, distance in distances.items():
            meaning = self._meaning[name]
            nearest_of[meaning] = min((distance, name), nearest_of.get(meaning, (distance, name)))
        plain_distance, _ = nearest_of.pop(None, (_FAR, ""))
        ranked = sorted(nearest_of.values())
        if not ranked or plain_distance < ranked[0][0] or plain_distance == ranked[0][0] > 1:
            return None
        best = ranked[0][0]
        near_enough = best <= 1 or (best == 2 and letters >= 10)
        rivals = [name for distance, name in ranked if distance <= best + (best > 1)]
        return Guess(tuple(rivals[:3]), sure=near_enough and len(rivals) == 1 and plain_distance > best)
