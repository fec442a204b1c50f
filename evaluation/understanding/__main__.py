"""`python -m evaluation.understanding`: print the figures, write the report to `results/`, fail beyond a threshold."""

from __future__ import annotations

import argparse
import asyncio
import itertools
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from threadpoolctl import threadpool_limits

from bot.model.conversation import Outcome
from bot.runtime.quiet import configure_rasa_logging, quieten
from evaluation.bounds import Bound, is_kept, read_bounds, shown
from evaluation.understanding import RESULTS, cases
from evaluation.understanding.asking import Guesser
from evaluation.understanding.figures import TIME, Figure, Reader, judge_all, measure
from evaluation.understanding.judged import Judged

if TYPE_CHECKING:
    from bot.runtime.agent import MedguideAgent


def main() -> int:
    """Run the evaluation.

    Returns:
        0 if every figure keeps its threshold, else 1.
    """
    parser = argparse.ArgumentParser(prog="python -m evaluation.understanding", description=__doc__)
    parser.add_argument("--model", type=Path, default=Path("models"), help="a model, or a folder of models")
    parser.add_argument(
        "--without-times", action="store_true", help="do not hold times to a bound: the machine is busy"
    )
    arguments = parser.parse_args()
    quieten()
    # Each takes seconds, and warns of what is not ours before it is made quiet.
    from bot.runtime.agent import load_agent, newest_model  # noqa: PLC0415
    from evaluation.understanding.report import write_report  # noqa: PLC0415

    configure_rasa_logging()
    console = Console()
    if not cases.SHARED.exists():
        console.print("The shared evaluation sets are not here: only our own are measured.")
    model = newest_model(arguments.model)
    one_core = threadpool_limits(1)  # else idle threads would be counted as time that a message takes
    with one_core, console.status("Reading every message of every set (a minute) ..."):
        figures, judged = asyncio.run(_measure(load_agent(model)))
    bounds = read_bounds("understanding")
    if arguments.without_times:
        bounds = {name: bound for name, bound in bounds.items() if name != TIME}
    failed = print_summary(figures, bounds, console)
    markdown, page = write_report(RESULTS, figures, bounds, judged, model.name)
    console.print(f"The report: {page} and {markdown}. What counts against each figure: {RESULTS}/*.txt")
    return failed


async def _measure(agent: MedguideAgent) -> tuple[list[Figure], list[Judged]]:
    conversations = itertools.count()

    async def ask(text: str) -> Outcome:
        return (await agent.handle(text, f"evaluation-{next(conversations)}")).outcome

    reader = Reader(agent.agent.parse_message, Guesser.from_files().guess)
    return await measure(reader, ask), await judge_all(reader)


def print_summary(figures: Sequence[Figure], bounds: Mapping[str, Bound], console: Console) -> int:
    """Print the figures beside their bounds, and write what counts against each to `RESULTS`.

    Args:
        figures: What was measured.
        bounds: By the name of a figure, `at_least` or `at_most`.
        console: Where to print.

    Returns:
        0 if every figure keeps its bound, else 1.
    """
    table = Table("figure", "value", "bound", "cases")
    failed = False
    RESULTS.mkdir(parents=True, exist_ok=True)
    for figure in figures:
        bound = bounds.get(figure.name, {})
        failed |= not is_kept(bound, figure.value)
        table.add_row(figure.name, f"{figure.value:.3f}", shown(bound, figure.value), str(figure.cases))
        if figure.misses:
            name = figure.name.replace(", ", "-").replace(" ", "-")
            (RESULTS / f"{name}.txt").write_text("\n".join(figure.misses), encoding="utf-8")
    console.print(table)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
