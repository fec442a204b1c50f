"""`python -m evaluation.understanding.stock`: train and measure our pipeline and stock Rasa's in one run."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evaluation.understanding import RESULTS, cases
from evaluation.understanding.stock.comparison import OURS, Measured, header, rows, write
from evaluation.understanding.stock.training import PIPELINES, StockError, read, train

LEARNED_BEFORE = (
    "Ours takes the second opinion on emergencies along, which was learned before (most of an hour): its training is "
    "not counted here."
)
WITHOUT_SPACY = (
    "DIET with spaCy vectors is left out: spaCy's own vectors are not on the package registry, and the copies there "
    "are other people's."
)


def main() -> int:
    """Compare; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.understanding.stock", description=__doc__)
    parser.add_argument("--pipelines", type=_pipelines, default=list(PIPELINES), help=f"of {', '.join(PIPELINES)}")
    parser.add_argument("--epochs", type=_positive, help="fewer or more than the pipelines say, for a quick run")
    parser.add_argument("--limit", type=_positive, help="how many cases of each set at most, for a quick run")
    options = parser.parse_args()
    console = Console(width=140, soft_wrap=True)
    if not cases.SHARED.exists():
        console.print("The shared evaluation sets are not here: only our own are measured.")
    notes = how(options.pipelines, options.epochs, options.limit)
    RESULTS.mkdir(parents=True, exist_ok=True)
    measured: list[Measured] = []
    try:
        for each in measure(options.pipelines, options.epochs, options.limit, console):
            measured.append(each)
            written = write(RESULTS, measured, notes)
    except StockError as error:
        console.print(str(error), style="red", markup=False, highlight=False)
        return 1
    table = Table(*header(measured))
    for row in rows(measured):
        table.add_row(*row)
    console.print(table)
    for note in notes:
        console.print(note)
    console.print(f"The same: {' and '.join(map(str, written))}")
    return 0


def measure(pipelines: Sequence[str], epochs: int | None, most: int | None, console: Console) -> Iterator[Measured]:
    """Train and measure one pipeline after the other.

    Args:
        pipelines: Their names.
        epochs: Taken in the place of the pipelines' own; these if `None`.
        most: How many cases of each set at most; all if `None`.
        console: Where to say what is being done.

    Yields:
        Each as soon as it is measured.

    Raises:
        StockError: One of them failed.
    """
    with tempfile.TemporaryDirectory(prefix="stock-") as folder:
        for name in pipelines:
            logs = RESULTS / f"stock-{name}-training.log", RESULTS / f"stock-{name}-reading.log"
            console.print(f"{name}: training; {logs[0]} says how far it is ...")
            with console.status("Training (an hour or more for DIET with all its epochs) ..."):
                trained = train(name, Path(folder), logs[0], epochs)
            console.print(f"{name}: trained in {trained.used.seconds:.0f} s; reading every message of every set ...")
            with console.status("Reading (a minute or two) ..."):
                yield read(trained, logs[1], most)


def how(pipelines: Sequence[str], epochs: int | None, most: int | None) -> list[str]:
    """What has to be known to understand the figures.

    Args:
        pipelines: Those compared.
        epochs: As `measure` takes them.
        most: As `measure` takes it.
    """
    return [
        *([LEARNED_BEFORE] if OURS in pipelines else []),
        WITHOUT_SPACY,
        *([] if epochs is None else [f"A run with other epochs than the pipelines say: {epochs}."]),
        *([] if most is None else [f"A quick check: {most} cases of each set at most."]),
    ]


def _pipelines(names: str) -> list[str]:
    """Argument of `--pipelines`."""
    wanted = names.split(",")
    unknown = [name for name in wanted if name not in PIPELINES]
    if unknown:
        raise argparse.ArgumentTypeError(f"there is no '{unknown[0]}'; there are {', '.join(PIPELINES)}")
    return wanted


def _positive(number: str) -> int:
    """Argument of `--epochs` and `--limit`."""
    if not number.isdecimal() or not int(number):
        raise argparse.ArgumentTypeError(f"'{number}' is no number above 0")
    return int(number)


if __name__ == "__main__":
    sys.exit(main())
