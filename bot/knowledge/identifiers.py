"""How pieces of content are named across medicines."""

from __future__ import annotations

import re


def full_id(medicine: str, item: str) -> str:
    """Name a fact, side effect, interaction or the like across all medicines: `baclofen/stopping-lead`."""
    return f"{medicine}/{item}"


def natural_order(text: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key that puts `D2` before `D10`."""
    parts = re.split(r"([0-9]+)", text)
    return tuple((1, int(part), "") if index % 2 else (0, 0, part) for index, part in enumerate(parts))
