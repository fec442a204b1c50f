"""Reads the sets with one model, in this process alone: `python -m evaluation.understanding.stock.reading MODEL TO`."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.runtime.quiet import configure_rasa_logging, quieten
from evaluation.understanding.figures import Parse, Reader, latency, measure_intents
from evaluation.understanding.judged import OUT_OF_SCOPE

if TYPE_CHECKING:
    from rasa.core.agent import Agent

REFUSALS = frozenset({OUT_OF_SCOPE, "nlu_fallback"})
"""Intents by which a pipeline of Rasa says that a message is not for it."""


def as_ours(parsed: dict[str, Any]) -> dict[str, Any]:
    """Parse data of any pipeline with the keys that ours has.

    Args:
        parsed: What `Agent.parse_message` gives.

    Returns:
        The same where it has a `reading`; else its intent as the reading, a fallback as out of scope.
    """
    if "reading" in parsed:
        return parsed
    name, confidence = parsed["intent"]["name"], parsed["intent"]["confidence"]
    name = OUT_OF_SCOPE if name in REFUSALS else name
    return {
        **parsed,
        "intent": {"name": name, "confidence": confidence},
        "reading": {"intent": name, "confidence": confidence, "topics": []},
    }


async def read_sets(agent: Agent, most: int | None) -> dict[str, dict[str, float]]:
    """Measure a model.

    Args:
        agent: Just loaded.
        most: How many cases of each set at most; all if `None`.

    Returns:
        `shares` and `costs`, as `Measured` has them.
    """
    parse: Parse = agent.parse_message
    await parse("hello")  # loads what is loaded with the first message only

    async def read(text: str) -> dict[str, Any]:
        return as_ours(await parse(text))

    megabytes = resident_megabytes()
    reader = Reader(read)
    shares = {figure.name: figure.value for figure in await measure_intents(reader, most)}
    time = latency(reader)
    return {"shares": shares, "costs": {time.name: time.value, "megabytes of memory, loaded": megabytes}}


def resident_megabytes() -> float:
    """How much memory this process holds now, as Linux counts it."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Read, and write what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("to", type=Path)
    parser.add_argument("--limit", type=int)
    arguments = parser.parse_args()
    quieten()
    from rasa.core.agent import Agent  # noqa: PLC0415 - it warns of what is not ours before it is made quiet

    configure_rasa_logging()
    measured = asyncio.run(read_sets(Agent.load(str(arguments.model)), arguments.limit))
    arguments.to.write_text(json.dumps(measured), encoding="utf-8")


if __name__ == "__main__":
    main()
