"""What the learned second opinion is worth: `python -m evaluation.second_opinion`.

It learns from our examples without the working half of the safety corpus, and is tried on that half: each of its two
readers alone, both together, and with the rules, at several bounds. Takes minutes.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from sklearn.metrics import roc_auc_score

from bot.knowledge import read_files
from bot.language import name_index
from bot.language.encoder import shared_encoder
from bot.language.linker import Linker
from bot.model.safety import Level, Verdict
from bot.nlu.medicine_linker import build_lexicon
from bot.nlu.red_flag_examples import RedFlagExamples
from bot.nlu.second_opinion import BOUNDS, NEITHER, SecondOpinion, network_trainer
from bot.safety import screen
from bot.safety.rules import default_rules
from bot.safety.screen import default_screen
from bot.safety.second_opinion import Bounds, Example, Label, Opinion, OpinionModel, judged
from evaluation.safety.corpus import Row, read_corpus
from evaluation.safety.figures import ESCALATED, Outcome, outcome, share

ROOT = Path(__file__).parents[1]
SETTINGS = SecondOpinion.get_default_config()
RAISES = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
CONTRADICTS = (0.0, 0.1, 0.2, 0.3, 0.4)
ALARMS = (0.01, 0.02, 0.05)


@dataclass(frozen=True)
class Measured:
    """A line of the working half, what the rules and the opinion say of it."""

    row: Row
    verdict: Verdict
    example: Example


def examples_of(given: Sequence[tuple[str, Label | None, int]]) -> list[Example]:
    """Texts as the graph's component learns from them."""
    linker = Linker(build_lexicon(read_files(), name_index.build(name_index.DEFAULT_PATH)))
    pieces = shared_encoder().encode_all_pieces([linker.link(text).masked.lower() for text, _, _ in given])
    return [
        Example(default_screen().clues(text), of_it, label, resembles)
        for (text, label, resembles), of_it in zip(given, pieces, strict=True)
    ]


def to_learn_from() -> list[Example]:
    """What the graph's component learns from, but for the working half."""
    # Takes seconds, and only this reads Rasa's format.
    from rasa.shared.nlu.training_data.loading import load_data  # noqa: PLC0415

    without_corpus = RedFlagExamples({**RedFlagExamples.get_default_config(), "corpus": None}).examples()
    given: list[tuple[str, Label | None, int]] = [
        (each.text, Label(each.level, each.situation) if each.level.shows_card else None, each.situation)
        for each in without_corpus
    ]
    questions = [
        each for each in load_data(str(ROOT / "data/nlu")).intent_examples if each.get("intent") not in NEITHER
    ]
    silent = [each.get("text") for each in questions if not screen(each.get("text")).level.shows_card]
    return examples_of([*given, *((text, None, 0) for text in silent)])


def to_measure_on() -> list[Measured]:
    """The working half."""
    rows = [line.row for line in read_corpus().half("working")]
    examples = examples_of([(row.text, None, row.situation[0]) for row in rows])
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
            bounds = replace(BOUNDS, raises=raises, crisis=max(raises, BOUNDS.crisis), contradicts=contradicts)
            levels = [_level(each, opinion, bounds) for each, opinion in zip(measured, opinions, strict=True)]
            table.add_row(f"{raises}", f"{contradicts}", *_figures(measured, levels))
    console.print(table)


def _level(each: Measured, opinion: Opinion, bounds: Bounds) -> Level:
    return judged(each.verdict, [opinion], default_rules(), len(each.row.text), bounds).level


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
    learnt, measured = to_learn_from(), to_measure_on()
    with_help = sum(each.label is not None for each in learnt)
    console.print(f"{len(learnt)} examples, {with_help} of them need help; {len(measured)} lines of the working half")
    train = network_trainer(SETTINGS["rounds"], SETTINGS["learners"])
    model = OpinionModel.fit(learnt, train, SETTINGS["penalty"])
    compare(model, measured, console)
    choose(model, measured, console)
    return 0


if __name__ == "__main__":
    sys.exit(main())
