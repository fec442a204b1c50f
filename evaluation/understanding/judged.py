"""Cases and how each was read: what the report is made of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evaluation.understanding.cases import Case

OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class Judged:
    """A case of one set, and what it was read as."""

    of: str
    """The set."""
    case: Case
    intent: str
    """The intent as `bot ask` prints it; `out_of_scope` where the message is refused."""
    confidence: float
    """How sure that is: 0 to 1."""

    @property
    def is_right(self) -> bool:
        """Whether it is one of the right readings."""
        return self.intent in self.case.accept

    @property
    def expected(self) -> str:
        """The right reading: what was read, where that is one, and else the best."""
        return self.intent if self.is_right else self.case.best or min(self.case.accept)


@dataclass(frozen=True)
class IntentScores:
    """How well one intent is told from the others."""

    intent: str
    cases: int
    """Those that should be read so."""
    read: int
    """Those that were."""
    right: int
    """Those that are both."""

    @property
    def recall(self) -> float:
        """Of those that should be read so, the share that was."""
        return self.right / self.cases if self.cases else 0.0

    @property
    def precision(self) -> float:
        """Of those that were read so, the share that should be."""
        return self.right / self.read if self.read else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.cases + self.read) if self.cases + self.read else 0.0


@dataclass(frozen=True)
class Bin:
    """Readings that were about as sure as each other."""

    cases: int
    confidence: float
    """Their mean."""
    right: float
    """The share of them that is right."""


def scores_by_intent(judged: Iterable[Judged]) -> list[IntentScores]:
    """The scores of each intent that should be read somewhere or was, the least well read first."""
    expected, read, right = Counter[str](), Counter[str](), Counter[str]()
    for each in judged:
        expected[each.expected] += 1
        read[each.intent] += 1
        right[each.intent] += each.is_right
    scores = [IntentScores(intent, expected[intent], read[intent], right[intent]) for intent in expected | read]
    return sorted(scores, key=lambda each: (each.f1, each.intent))


def confusions(judged: Iterable[Judged]) -> list[tuple[str, str, int]]:
    """What should be read, what was read in its place, and how often, most often first."""
    pairs = Counter((each.expected, each.intent) for each in judged if not each.is_right)
    return [(*pair, times) for pair, times in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))]


def calibration(judged: Iterable[Judged], bins: int = 10) -> list[Bin]:
    """Whether readings are right as often as they are sure, in equal steps of confidence; empty steps are left out.

    Args:
        judged: What was read. What was refused is left out: its confidence is another model's.
        bins: How many steps between 0 and 1.
    """
    grouped: dict[int, list[Judged]] = defaultdict(list)
    for each in judged:
        if each.intent != OUT_OF_SCOPE:
            grouped[min(int(each.confidence * bins), bins - 1)].append(each)
    return [
        Bin(
            len(group),
            sum(each.confidence for each in group) / len(group),
            sum(each.is_right for each in group) / len(group),
        )
        for _, group in sorted(grouped.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """How far confidence is from being right, on average over all cases (Naeini and others, 2015).

    Args:
        bins: Of `calibration`.
    """
    cases = sum(each.cases for each in bins)
    return sum(each.cases * abs(each.confidence - each.right) for each in bins) / cases if cases else 0.0


def worst(judged: Iterable[Judged], most: int) -> list[Judged]:
    """The wrong readings that were most sure.

    Args:
        judged: What was read.
        most: How many of them at most.
    """
    wrong = [each for each in judged if not each.is_right]
    return sorted(wrong, key=lambda each: (-each.confidence, each.case.text))[:most]
