"""How long the search for an emergency takes: on the corpus, on texts made to be slow, in the graph. `make bench`.

A text that is ten times longer must take about ten times as long, whatever is in it: else one message stops the server.
Time is that of one core, so that what else runs on the machine does not count.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import yaml
from rasa.shared.utils.common import class_from_module_path
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.cli.terminal import load_quietly
from bot.runtime.quiet import quieten
from bot.safety import screen
from evaluation.safety.corpus import read_corpus

HOSTILE = {
    "one letter": "a",
    "one sign after another": "fever ",
    "no after no": "no ",
    "no and signs": "no fever, ",
    "commas": ", ",
    "marks": "!?.",
    "digits": "7",
    "numbers": "10 mg ",
    "apostrophes": "a'a",
    "accents": "e\u0301\u0301",
    "invisible characters": "a\u200b",
    "words typed as one": "cantbreathe",
    "words unknown": "qzxv wvkq ",
    "years": "in 2010 ",
    "took and took": "i took too many tablets and ",
}
SHORT, LONG = 10_000, 100_000
"""Characters."""
STEEPEST = 13.0
"""Most that a text ten times longer may take, times the shorter one."""
SAMPLE = 300


def milliseconds(run: Callable[[], object]) -> float:
    """How long one call takes, the garbage collector left out, as `timeit` does."""
    gc.disable()
    started = time.process_time()
    run()
    taken = (time.process_time() - started) * 1000
    gc.enable()
    return taken


def of_length(unit: str, characters: int) -> str:
    """A text of one unit over and over."""
    return (unit * (characters // len(unit) + 1))[:characters]


def measure_rules(texts: list[str], console: Console) -> None:
    """Print how long the rules take for a message."""
    taken = [milliseconds(lambda text=text: screen(text)) for text in track(texts, "The corpus", console=console)]
    percentiles = statistics.quantiles(taken, n=20)
    table = Table("", "p50", "p95", "longest", title=f"Rules, {len(texts)} messages, in milliseconds")
    table.add_row("rules", *(f"{value:.2f}" for value in (percentiles[9], percentiles[18], max(taken))))
    Console().print(table)


def measure_hostile(console: Console) -> list[str]:
    """Print how much longer a text ten times longer takes.

    Returns:
        The names of the texts that take too long.
    """
    table = Table(
        "", f"{SHORT:,} characters", f"{LONG:,} characters", "times", title="Made to be slow, in milliseconds"
    )
    steep = []
    for name, unit in track(HOSTILE.items(), "Texts made to be slow", console=console):
        short = min(milliseconds(lambda unit=unit: screen(of_length(unit, SHORT))) for _ in range(3))
        long = min(milliseconds(lambda unit=unit: screen(of_length(unit, LONG))) for _ in range(2))
        if long / short > STEEPEST:
            steep.append(name)
        table.add_row(name, f"{short:.1f}", f"{long:.1f}", f"{long / short:.1f}")
    Console().print(table)
    return steep


def timed(process: Callable[..., Any], taken: list[float]) -> Callable[..., Any]:
    """A component's `process` that notes how long it takes."""

    def process_and_note(*arguments: Any, **named: Any) -> Any:
        started = time.process_time()
        result = process(*arguments, **named)
        taken.append((time.process_time() - started) * 1000)
        return result

    return process_and_note


async def measure_graph(texts: list[str], console: Console) -> None:
    """Print how long each component of the graph takes: the screen, and whatever gives a second opinion."""
    taken: Mapping[str, list[float]] = defaultdict(list)
    with open("config.yml", encoding="utf-8") as file:  # noqa: PTH123, ASYNC230 - read once, before anything is timed
        names = [component["name"] for component in yaml.safe_load(file)["pipeline"]]
    quieten()
    for name in names:
        component = class_from_module_path(name)
        if "process" in vars(component):
            component.process = timed(component.process, taken[name.rpartition(".")[2]])
    agent = load_quietly()
    for text in track(texts, "The whole understanding", console=console):
        await agent.agent.parse_message(text)
    table = Table("", "p50", "p95", title=f"Components of the graph, {len(texts)} messages, in milliseconds")
    for name, each in taken.items():
        if not each:  # in training only
            continue
        percentiles = statistics.quantiles(each, n=20)
        table.add_row(name, *(f"{value:.2f}" for value in (percentiles[9], percentiles[18])))
    Console().print(table)


def main() -> int:
    """Measures and prints; 1 where a text takes too long."""
    progress = Console(stderr=True)
    texts = [line.row.text for line in read_corpus().lines]
    screen(texts[0])
    measure_rules(texts, progress)
    steep = measure_hostile(progress)
    asyncio.run(measure_graph(texts[:: max(1, len(texts) // SAMPLE)], progress))
    if steep:
        Console().print(f"Takes more than {STEEPEST:g} times as long when ten times longer: {', '.join(steep)}")
    return int(bool(steep))


if __name__ == "__main__":
    sys.exit(main())
