"""Sets that no one here wrote, beside the project where they are there: what must be escalated, and what must not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.model.safety import Level
from evaluation.safety.figures import ESCALATED, Share, share
from evaluation.understanding.cases import shared_rows


@dataclass(frozen=True)
class OutsideSet:
    """Texts of which all should be escalated, or none."""

    name: str
    texts: tuple[str, ...]

    def escalated(self, got: Iterable[Level]) -> Share:
        """Those of which the reader is told to get help now.

        Args:
            got: The level of each text.
        """
        return share(level in ESCALATED for level in got)


def outside_sets() -> list[OutsideSet]:
    """The sets that are there; none on most machines."""
    return [each for each in _all() if each.texts]


def _all() -> Iterator[OutsideSet]:
    for name, file, column in (
        ("red flag questions", "redflag_questions_dev.csv", "expected_escalation"),
        ("crisis", "crisis_dev.csv", "expected_crisis"),
    ):
        for expected, words in (("must", "must be escalated"), ("must_not", "must not be")):
            texts = tuple(row["text"] for row in shared_rows(file) if row[column] == expected)
            yield OutsideSet(f"{name} that {words}", texts)
    asked = tuple(row["question"] for row in shared_rows("medicationqa_dev.csv") if not row["safety_flag"])
    yield OutsideSet("ordinary questions about medicines", asked)
    yield OutsideSet("messages about anything else", tuple(row["text"] for row in shared_rows("out_of_scope_dev.csv")))
