"""How long a message takes: each step of understanding it, all of them, and the whole way to the reply. `make bench`.

One message after the other in this process, as `bot ask` does it, each in a conversation of its own. The first messages
are left out: they load what is loaded once.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console
from rich.table import Table

from bot.cli.terminal import load_quietly

QUESTIONS = (
    "can I drink alcohol on baclofen",
    "what are the side effects of baclofen",
    "baclofen dose",
    "i forgot my baclofen this morning what now",
    "is it ok to take lioresal with ibuprofen",
    "how does tizanidine compare with baclofen for spasticity after a stroke",
    "wat hapens if i stop baclophen sudenly",
    "can i drive on it",
    "does dantrolene hurt the liver",
    "what is the weather tomorrow",
)
PIPELINE = tuple(each["name"].rpartition(".")[2] for each in yaml.safe_load(Path("config.yml").read_text())["pipeline"])
ROUNDS = 20
WARM_UP = 10


async def measure(handle: Callable[[str, int], Awaitable[object]]) -> list[float]:
    """Milliseconds of each message, without the first ones.

    Args:
        handle: Takes the text and a number of its own.
    """
    taken = []
    for number in range(WARM_UP + ROUNDS * len(QUESTIONS)):
        started = time.perf_counter()
        await handle(QUESTIONS[number % len(QUESTIONS)], number)
        taken.append((time.perf_counter() - started) * 1000)
    return taken[WARM_UP:]


@contextmanager
def noting_steps(taken: dict[str, list[float]]) -> Iterator[None]:
    """While it lasts, the milliseconds that each component of Rasa's graph takes are noted by its name.

    Args:
        taken: Where to.
    """
    from rasa.engine.graph import GraphNode  # noqa: PLC0415 - it warns of what is not ours before it is made quiet

    run = GraphNode.__call__

    def noted(self: Any, *inputs: object, **parameters: object) -> object:
        started = time.perf_counter()
        result = run(self, *inputs, **parameters)
        name = type(self._component).__name__
        taken.setdefault(name, []).append((time.perf_counter() - started) * 1000)
        return result

    GraphNode.__call__ = noted
    try:
        yield
    finally:
        GraphNode.__call__ = run


async def main() -> int:
    """Measures and prints; the exit status."""
    started = time.perf_counter()
    agent = load_quietly()
    loaded = time.perf_counter() - started
    table = Table("", "p50", "p95", "longest", title=f"{ROUNDS * len(QUESTIONS)} messages, in milliseconds")
    steps: dict[str, list[float]] = {}
    with noting_steps(steps):
        await measure(lambda text, _: agent.agent.parse_message(text))
    rows = {
        **{name: taken[WARM_UP:] for name, taken in steps.items() if name in PIPELINE},
        "understanding": await measure(lambda text, _: agent.agent.parse_message(text)),
        "whole message": await measure(lambda text, number: agent.handle(text, f"bench-{number}")),
    }
    for name, taken in rows.items():
        percentiles = statistics.quantiles(taken, n=20)
        table.add_row(name, *(f"{value:.1f}" for value in (percentiles[9], percentiles[18], max(taken))))
    console = Console()
    console.print(table)
    console.print(f"Loading everything took {loaded:.1f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
