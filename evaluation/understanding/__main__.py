"""`python -m evaluation.understanding`: print the figures, write the misses to `results/`, fail beyond a threshold."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path

from rasa.core.agent import Agent
from rich.console import Console
from rich.table import Table

from bot.runtime.agent import newest_model
from bot.runtime.quiet import configure_rasa_logging, quieten
from evaluation.bounds import Bound, is_kept, read_bounds, shown
from evaluation.understanding import cases
from evaluation.understanding.figures import Figure, Reader, measure

MISSES = Path("results") / "understanding"


def main() -> int:
    """Run the evaluation.

    Returns:
        0 if every figure keeps its threshold, else 1.
    """
    parser = argparse.ArgumentParser(prog="python -m evaluation.understanding", description=__doc__)
    parser.add_argument("--model", type=Path, default=Path("models"), help="a model, or a folder of models")
    arguments = parser.parse_args()
    quieten()
    configure_rasa_logging()
    console = Console()
    if not cases.SHARED.exists():
        console.print("The shared evaluation sets are not here: only our own are measured.")
    agent = Agent.load(str(newest_model(arguments.model)))
    figures = asyncio.run(measure(Reader(agent.parse_message)))
    return report(figures, read_bounds("understanding"), console)


def report(figures: list[Figure], thresholds: Mapping[str, Bound], console: Console) -> int:
    """Print the figures beside their thresholds, and write the misses.

    Args:
        figures: What was measured.
        thresholds: By the name of a figure, `at_least` or `at_most`.
        console: Where to print.

    Returns:
        0 if every figure keeps its threshold, else 1.
    """
    table = Table("figure", "value", "bound", "cases")
    failed = False
    MISSES.mkdir(parents=True, exist_ok=True)
    for figure in figures:
        bound = thresholds.get(figure.name, {})
        failed |= not is_kept(bound, figure.value)
        table.add_row(figure.name, f"{figure.value:.3f}", shown(bound, figure.value), str(figure.cases))
        if figure.misses:
            (MISSES / f"{figure.name.replace(', ', '-').replace(' ', '-')}.txt").write_text("\n".join(figure.misses))
    console.print(table)
    console.print(f"What counts against each figure: {MISSES}/")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
