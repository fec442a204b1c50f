"""What the encoder gains from multiplying whole numbers, and what that costs: `python -m benchmarks.encoder`.

The same sentences by the encoder as its package has it and as it is served, in this process, one after the other.
"""

from __future__ import annotations

import statistics
import time

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.latency import QUESTIONS
from bot.language import encoder
from bot.language.encoder import DIMENSIONS, SentenceEncoder

ROUNDS = 50


def main() -> None:
    """Measures and prints."""
    table = Table("products", "ms a sentence", "of the other", "least likeness", title=f"{len(QUESTIONS)} sentences")
    plain = _as_packaged()
    before = [plain.encode(text) for text in QUESTIONS]
    taken = _milliseconds(plain)
    table.add_row("floating point", f"{taken:.1f}", "1", "1")
    served = SentenceEncoder()
    likeness = min(_cosine(one, served.encode(text)) for one, text in zip(before, QUESTIONS, strict=True))
    now = _milliseconds(served)
    table.add_row("whole numbers", f"{now:.1f}", f"{now / taken:.2f}", f"{likeness:.3f}")
    Console().print(table)


def _as_packaged() -> SentenceEncoder:
    whole, encoder.multiply_integers = encoder.multiply_integers, lambda model: model
    try:
        return SentenceEncoder()
    finally:
        encoder.multiply_integers = whole


def _milliseconds(one: SentenceEncoder) -> float:
    taken = []
    for _ in range(ROUNDS):
        for text in QUESTIONS:
            started = time.perf_counter()
            one.encode(text)
            taken.append(1000 * (time.perf_counter() - started))
    return statistics.median(taken)


def _cosine(one: encoder.Vector, other: encoder.Vector) -> float:
    """Of what the last layer says."""
    return float(np.dot(one[-DIMENSIONS:], other[-DIMENSIONS:]))


if __name__ == "__main__":
    main()
