"""What a figure has to reach: the bounds of `thresholds.yml`, and how sure a share is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml
from scipy.stats import binomtest

THRESHOLDS = Path(__file__).parent / "thresholds.yml"

Bound = Mapping[str, float]
"""`at_least` or `at_most`, or both; empty for a figure that is only shown."""


def read_bounds(section: str) -> dict[str, Bound]:
    """The bounds of one evaluation, by the name of the figure.

    Args:
        section: Key at the top of `thresholds.yml`.
    """
    found: dict[str, Bound] = yaml.safe_load(THRESHOLDS.read_text())[section]
    return found


def is_kept(bound: Bound, value: float) -> bool:
    """Whether a figure is within its bound."""
    return bound.get("at_least", value) <= value <= bound.get("at_most", value)


def shown(bound: Bound, value: float) -> str:
    """A bound as the tables show it, in red where the figure is beyond it."""
    text = " ".join(f"{kind.replace('_', ' ')} {limit:g}" for kind, limit in bound.items())
    return text if is_kept(bound, value) else f"[red]{text}[/red]"


def wilson(hits: int, cases: int) -> tuple[float, float]:
    """The Wilson score interval of a share, 95 % confident (Wilson 1927, JASA 22:209).

    Args:
        hits: How many of the cases counted.
        cases: At least one.

    Returns:
        Its lower and upper end, from 0 to 1.
    """
    interval = binomtest(hits, cases).proportion_ci(method="wilson")
    return float(interval.low), float(interval.high)
