"""Which learned second opinion is best: `python -m evaluation.second_opinion`.

Each way to make numbers of a message, and each model over them, learns from our examples and is tried on the working
half of the safety corpus, which is never learned from. The threshold is chosen on held-out folds of the examples, as in
training. Takes minutes: every text is encoded twice, with and without its medicines masked.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from bot.knowledge import read_files
from bot.language import name_index
from bot.language.encoder import shared_encoder
from bot.language.linker import Linker
from bot.model.safety import Level, Verdict
from bot.nlu.medicine_linker import build_lexicon
from bot.nlu.red_flag_examples import RedFlagExamples
from bot.nlu.second_opinion import NEITHER, SecondOpinion
from bot.safety import screen
from bot.safety.clues import Clues
from bot.safety.rules import default_rules
from bot.safety.screen import default_screen
from bot.safety.second_opinion import Example, Label, Limits, OpinionModel, raised, thresholds
from evaluation.safety.corpus import read_corpus
from evaluation.safety.figures import Share, share

ROOT = Path(__file__).parents[1]
SEED, FOLDS = 20, 5
WHOLE_WORDS: dict[str, Any] = {"token_pattern": r"\S+"}
ESCALATED = frozenset({Level.EMERGENCY, Level.CRISIS, Level.URGENT})
SETTINGS = SecondOpinion.get_default_config()
LIMITS = Limits(**{name: SETTINGS[name] for name in ("look_alikes", "crises", "questions", "spoken_against")})


@dataclass(frozen=True)
class Read:
    """One message, read in every way that is tried."""

    text: str
    masked: str
    vector: np.ndarray[Any, Any]
    unmasked_vector: np.ndarray[Any, Any]
    clues: Clues
    verdict: Verdict
    label: Label | None
    resembles: int | None

    @property
    def as_example(self) -> Example:
        """As the model of the graph learns from it."""
        return Example(
            self.clues, self.vector, self.label, self.resembles, any(not each.sure for each in self.verdict.findings)
        )


def read(given: Sequence[tuple[str, Label | None, int | None]]) -> list[Read]:
    """Read texts in every way."""
    linker = Linker(build_lexicon(read_files(), name_index.build(name_index.DEFAULT_PATH)))
    masked = [linker.link(text).masked.lower() for text, _, _ in given]
    vectors = shared_encoder().encode_all([*masked, *(text.lower() for text, _, _ in given)])
    return [
        Read(text, mask, vector, unmasked, default_screen().clues(text), screen(text), label, resembles)
        for (text, label, resembles), mask, vector, unmasked in zip(
            given, masked, vectors[: len(given)], vectors[len(given) :], strict=True
        )
    ]


def to_learn_from() -> list[Read]:
    """What the graph's component learns from, but for the working half, which is measured on here."""
    # Takes seconds, and only this reads Rasa's format.
    from rasa.shared.nlu.training_data.loading import load_data  # noqa: PLC0415

    examples = RedFlagExamples({**RedFlagExamples.get_default_config(), "corpus": None}).examples()
    given: list[tuple[str, Label | None, int | None]] = [
        (each.text, Label(each.level, each.situation) if each.level.shows_card else None, each.situation)
        for each in examples
    ]
    questions = load_data(str(ROOT / "data/nlu")).intent_examples
    given += [(each.get("text"), None, None) for each in questions if each.get("intent") not in NEITHER]
    return [each for each in read(given) if each.resembles or not each.verdict.level.shows_card]


def to_measure_on() -> list[Read]:
    """The working half."""
    lines = read_corpus().half("working")
    return read(
        [
            (
                line.row.text,
                Label(line.row.level, line.row.situation[0]) if line.row.level.shows_card else None,
                line.row.situation[0],
            )
            for line in lines
        ]
    )


Rows = Callable[[Sequence[Read], Sequence[Read]], tuple[sparse.csr_matrix, sparse.csr_matrix]]


def vector(name: str) -> Rows:
    """A sentence vector as it is."""

    def rows(learnt: Sequence[Read], measured: Sequence[Read]) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
        made = [sparse.csr_matrix(np.array([getattr(each, name) for each in part])) for part in (learnt, measured)]
        return made[0], made[1]

    return rows


def grams(text: Callable[[Read], str], **settings: Any) -> Rows:
    """N-grams of a text."""

    def rows(learnt: Sequence[Read], measured: Sequence[Read]) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
        vectoriser = TfidfVectorizer(sublinear_tf=True, **settings)
        return vectoriser.fit_transform(map(text, learnt)), vectoriser.transform(map(text, measured))

    return rows


MASKED, UNMASKED = vector("vector"), vector("unmasked_vector")
LETTERS = grams(lambda each: each.masked, analyzer="char_wb", ngram_range=(2, 5), min_df=2)
TYPED = grams(lambda each: each.masked, ngram_range=(1, 3))
WORDS = grams(lambda each: each.clues.words, ngram_range=(1, 3), min_df=2, **WHOLE_WORDS)
CONCEPTS = grams(lambda each: each.clues.names, min_df=2, **WHOLE_WORDS)
SIGNALS = grams(lambda each: " ".join(each.verdict.signals) or "none", **WHOLE_WORDS)

FEATURES: dict[str, tuple[Rows, ...]] = {
    "vector": (MASKED,),
    "vector, nothing masked": (UNMASKED,),
    "vector, signals of the screen": (MASKED, SIGNALS),
    "vector, words and letters as typed": (MASKED, TYPED, LETTERS),
    "words in the rules' spelling, concepts": (WORDS, CONCEPTS),
    "vector, concepts": (MASKED, CONCEPTS),
    "vector, words in the rules' spelling, concepts": (MASKED, WORDS, CONCEPTS),
    "the same, and letters": (MASKED, WORDS, CONCEPTS, LETTERS),
    "the same, nothing masked": (UNMASKED, WORDS, CONCEPTS),
}
MACHINES: dict[str, Callable[[], Any]] = {
    "SVM": lambda: LinearSVC(C=SETTINGS["penalty"], dual=True, random_state=SEED, max_iter=2000),
    "logistic": lambda: LogisticRegression(C=10, solver="liblinear", random_state=SEED),
}


def compare(learnt: Sequence[Read], measured: Sequence[Read], console: Console) -> None:
    """Print what each way to tell messages that need help finds at the same false alarms."""
    table = Table("features", "model", "opinion", "with rules", "false alarms", "with rules", "seconds")
    needs_help = np.array([each.label is not None for each in learnt])
    examples = [each.as_example for each in learnt]
    for name, parts in FEATURES.items():
        both = [part(learnt, measured) for part in parts]
        rows = sparse.hstack([each for each, _ in both], format="csr")
        tried = sparse.hstack([each for _, each in both], format="csr")
        for machine, make in MACHINES.items():
            started = time.monotonic()
            held_out = np.zeros(len(learnt))
            for fold, rest in StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(rows, needs_help):
                held_out[rest] = make().fit(rows[fold], needs_help[fold]).decision_function(rows[rest])
            scores = make().fit(rows, needs_help).decision_function(tried)
            sure = scores > max(thresholds(held_out, examples, LIMITS))
            table.add_row(name, machine, *_shares(measured, sure), f"{time.monotonic() - started:.0f}")
    console.print(table)


def _shares(measured: Sequence[Read], sure: Sequence[bool]) -> list[str]:
    pairs = list(zip(measured, sure, strict=True))
    found = [
        share(
            raised_it or (rules and each.verdict.level.shows_card)
            for each, raised_it in pairs
            if bool(each.label) is wanted_help
        )
        for wanted_help, rules in ((True, False), (True, True), (False, False), (False, True))
    ]
    return [_written(each) for each in found]


def _written(found: Share) -> str:
    return f"{found.value:.3f}"


def measure(learnt: Sequence[Read], measured: Sequence[Read], console: Console) -> None:
    """Print what the model of the graph makes of the working half, by kind of line, and how long it takes."""
    model = OpinionModel.fit([each.as_example for each in learnt], LIMITS, SETTINGS["penalty"])
    started = time.perf_counter()
    opinions = [model.opinion(each.clues, each.vector) for each in measured]
    weighing = time.perf_counter() - started
    started = time.perf_counter()
    for each in measured:
        default_screen().clues(each.text)
    clues = time.perf_counter() - started
    console.print(
        f"{1000 * weighing / len(measured):.2f} ms a message, and {1000 * clues / len(measured):.2f} for clues"
    )

    after = [
        raised(each.verdict, opinion, default_rules(), len(each.text), sure_of_level=SETTINGS["sure_of_level"])
        for each, opinion in zip(measured, opinions, strict=True)
    ]
    alone = [opinion.label.level if opinion.is_sure else Level.NONE for opinion in opinions]
    table = Table("working half", "escalated", "right level", "false alarms")
    for name, levels in (
        ("rules alone", [each.verdict.level for each in measured]),
        ("opinion alone", alone),
        ("both", [each.level for each in after]),
    ):
        table.add_row(name, *_figures(measured, levels))
    long = [index for index, each in enumerate(measured) if len(each.text.split()) >= 60]
    for name, levels in (
        ("rules alone, 60 words or more", [measured[index].verdict.level for index in long]),
        ("both, 60 words or more", [after[index].level for index in long]),
    ):
        table.add_row(name, *_figures([measured[index] for index in long], levels))
    console.print(table)


def _figures(measured: Sequence[Read], levels: Sequence[Level]) -> list[str]:
    pairs = [(each.label.level if each.label else Level.NONE, got) for each, got in zip(measured, levels, strict=True)]
    found = (
        share(got in ESCALATED for wanted, got in pairs if wanted in ESCALATED),
        share(got is wanted for wanted, got in pairs if wanted.shows_card),
        share(got.shows_card for wanted, got in pairs if not wanted.shows_card),
    )
    return [_written(each) for each in found]


def main() -> int:
    """Compare and measure."""
    console = Console(width=140)
    learnt, measured = to_learn_from(), to_measure_on()
    with_help = sum(each.label is not None for each in learnt)
    console.print(f"{len(learnt)} examples, {with_help} of them need help; {len(measured)} lines of the working half")
    measure(learnt, measured, console)
    compare(learnt, measured, console)
    return 0


if __name__ == "__main__":
    sys.exit(main())
