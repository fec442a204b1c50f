"""What the learned second opinion is worth: `python -m evaluation.second_opinion`.

It learns from our examples without the working half of the safety corpus, and is tried on that half: each of its two
readers alone, both together, and with the rules, at several bounds. Takes minutes.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from sklearn.metrics import roc_auc_score

from bot.learning.second_opinion import all_examples, as_examples, fit
from bot.model.safety import Level, Verdict
from bot.nlu.second_opinion import BOUNDS
from bot.safety import screen
from bot.safety.examples import LabelledText
from bot.safety.opinion_model import Example, Opinion, OpinionModel
from bot.safety.rules import default_rules
from bot.safety.second_opinion import Bounds, Reading, judged
from evaluation.safety.corpus import Row, read_corpus
from evaluation.safety.figures import ESCALATED, Outcome, outcome, share

RAISES = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
CONTRADICTS = (0.0, 0.1, 0.2, 0.3, 0.4)
ALARMS = (0.01, 0.02, 0.05)


@dataclass(frozen=True)
class Measured:
    """A line of the working half, what the rules and the opinion say of it."""

    row: Row
    verdict: Verdict
    example: Example


def to_measure_on() -> list[Measured]:
    """The working half."""
    rows = [line.row for line in read_corpus().half("working")]
    examples = as_examples([LabelledText(row.text, row.level, row.situation[0]) for row in rows])
    return [Measured(row, screen(row.text), example) for row, example in zip(rows, examples, strict=True)]


def compare(model: OpinionModel, measured: Sequence[Measured], console: Console) -> None:
    """Print how well each reader tells messages that need help from those that do not."""
    must = np.array([each.row.must_fire for each in measured])
    table = Table("reader", "area under the curve", *(f"found at {alarms:.0%} false alarms" for alarms in ALARMS))
    scores = np.array([model.readers(each.example.clues, _pieces(each)) for each in measured])
    both = np.array([model.opinion(each.example.clues, _pieces(each)).needs_help for each in measured])
    for name, of_it in (("words and concepts", scores[:, 0]), ("word pieces", scores[:, 1]), ("both", both)):
        calm = np.sort(of_it[~must])[::-1]
        found = [float((of_it[must] > calm[int(alarms * len(calm))]).mean()) for alarms in ALARMS]
        table.add_row(name, f"{roc_auc_score(must, of_it):.4f}", *(f"{each:.3f}" for each in found))
    console.print(table)


def choose(model: OpinionModel, measured: Sequence[Measured], console: Console) -> None:
    """Print what the rules and the second opinion see together, at several bounds."""
    opinions = [model.opinion(each.example.clues, _pieces(each)) for each in measured]
    table = Table("raises", "contradicts", "sensitivity", "right level", "too urgent", "false alarms")
    table.add_row("rules alone", "", *_figures(measured, [each.verdict.level for each in measured]))
    for raises in RAISES:
        for contradicts in CONTRADICTS if raises == BOUNDS.raises else (BOUNDS.contradicts,):
            bounds = replace(BOUNDS, raises=raises, self_harm=max(raises, BOUNDS.self_harm), contradicts=contradicts)
            levels = [_level(each, opinion, bounds) for each, opinion in zip(measured, opinions, strict=True)]
            table.add_row(f"{raises}", f"{contradicts}", *_figures(measured, levels))
    console.print(table)


def _level(each: Measured, opinion: Opinion, bounds: Bounds) -> Level:
    return judged([Reading(each.verdict, opinion)], default_rules(), len(each.row.text), bounds).level


def _figures(measured: Sequence[Measured], levels: Sequence[Level]) -> list[str]:
    pairs = [(each.row, level) for each, level in zip(measured, levels, strict=True)]
    firing = [outcome(row, level) for row, level in pairs if row.must_fire]
    found = (
        share(level in ESCALATED for row, level in pairs if row.level in ESCALATED),
        share(each is Outcome.RIGHT for each in firing),
        share(each in (Outcome.ONE_HIGHER, Outcome.HIGHER) for each in firing),
        share(level.shows_card for row, level in pairs if not row.must_fire),
    )
    return [f"{each.value:.3f}" for each in found]


def _pieces(each: Measured) -> NDArray[Any]:
    return each.example.pieces.astype(np.float32)


def main() -> int:
    """Learn, compare and choose."""
    console = Console(width=140)
    learnt, measured = all_examples(corpus=False), to_measure_on()
    with_help = sum(each.label is not None for each in learnt)
    console.print(f"{len(learnt)} examples, {with_help} of them need help; {len(measured)} lines of the working half")
    with console.status("Learning"):
        model = fit(learnt)
    compare(model, measured, console)
    choose(model, measured, console)
    return 0


if __name__ == "__main__":
    sys.exit(main())
