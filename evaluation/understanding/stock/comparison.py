"""What was measured of each pipeline, side by side: as rows of a table, as Markdown and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

OURS = "ours"
"""The pipeline that the costs of the others are compared with."""


@dataclass(frozen=True)
class Measured:
    """One pipeline."""

    pipeline: str
    shares: Mapping[str, float]
    """By the name of the figure, 0 to 1."""
    costs: Mapping[str, float]
    """By what is counted, the unit in its name; less is better."""


def header(measured: Sequence[Measured]) -> list[str]:
    """The heads of the columns: one for each pipeline, after one for the figures."""
    return ["figure", *(each.pipeline for each in measured)]


def rows(measured: Sequence[Measured]) -> list[list[str]]:
    """A row for each figure; a cost is also said as a multiple of ours, where ours was measured.

    Args:
        measured: The pipelines, all with the same figures.
    """
    ours = next((each.costs for each in measured if each.pipeline == OURS), {})
    shares = [[name, *(f"{each.shares[name]:.3f}" for each in measured)] for name in measured[0].shares]
    costs = [
        [name, *(_cost(each.costs[name], None if each.pipeline == OURS else ours.get(name)) for each in measured)]
        for name in measured[0].costs
    ]
    return shares + costs


def _cost(value: float, ours: float | None) -> str:
    return f"{_short(value)} ({_short(value / ours)} x ours)" if ours else _short(value)


def _short(value: float) -> str:
    """Two digits or more, and no more behind the point than it takes."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def as_markdown(measured: Sequence[Measured], notes: Sequence[str]) -> str:
    """A section with the table.

    Args:
        measured: The pipelines.
        notes: How they were measured, one sentence or more each.
    """
    heads = header(measured)
    lines = [heads, ["---", *("---:" for _ in measured)], *rows(measured)]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return "\n\n".join(["# Beside stock Rasa", table, *notes]) + "\n"


def write(folder: Path, measured: Sequence[Measured], notes: Sequence[str]) -> tuple[Path, Path]:
    """Write `stock.json` and `stock.md`.

    Args:
        folder: Where to.
        measured: The pipelines.
        notes: How they were measured.

    Returns:
        Both files.
    """
    paths = folder / "stock.json", folder / "stock.md"
    kept = {"notes": list(notes), "measured": [asdict(each) for each in measured]}
    paths[0].write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    paths[1].write_text(as_markdown(measured, notes), encoding="utf-8")
    return paths
