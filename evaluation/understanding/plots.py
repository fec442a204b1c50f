"""The pictures of the report, as SVG."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from evaluation.understanding.judged import Bin, Judged

_DOTS = 72
"""To the inch, in SVG."""
_CELL = 15
"""Dots for each intent in the confusion matrix."""
_MARGIN = 190
"""Dots beside it for the names."""


def confusion_matrix(judged: Iterable[Judged]) -> str:
    """What was read (across) of what should be (down), each row in shares of its cases.

    Args:
        judged: What was read.
    """
    judged = list(judged)
    intents = sorted({each.expected for each in judged} | {each.intent for each in judged})
    place = {intent: index for index, intent in enumerate(intents)}
    counts = np.zeros((len(intents), len(intents)))
    for each in judged:
        counts[place[each.expected], place[each.intent]] += 1
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)

    side = (len(intents) * _CELL + _MARGIN) / _DOTS
    figure = Figure(figsize=(side, side))
    axes = figure.add_subplot()
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(intents)), intents, rotation=90, fontsize=7)
    axes.set_yticks(range(len(intents)), intents, fontsize=7)
    axes.set_xlabel("read as")
    axes.set_ylabel("should be")
    for row, column in np.argwhere(counts > 0):
        colour = "white" if shares[row, column] > 0.5 else "black"
        axes.text(column, row, int(counts[row, column]), ha="center", va="center", fontsize=6, color=colour)
    return _svg(figure)


def calibration_plot(bins: Sequence[Bin]) -> str:
    """How often readings are right, by how sure they are; the dotted line is where they should be.

    Args:
        bins: Of `calibration`.
    """
    figure = Figure(figsize=(5, 4))
    axes = figure.add_subplot()
    axes.plot([0, 1], [0, 1], linestyle=":", color="grey")
    axes.plot([each.confidence for each in bins], [each.right for each in bins], marker="o")
    for each in bins:
        axes.annotate(str(each.cases), (each.confidence, each.right), (4, -10), textcoords="offset points", fontsize=7)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1.02)
    axes.set_xlabel("confidence")
    axes.set_ylabel("share that is right")
    return _svg(figure)


def _svg(figure: Figure) -> str:
    written = io.StringIO()
    # Text stays text: it can be searched and read aloud. A fixed salt: the same figures draw the same file.
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "medguide"}):
        figure.savefig(written, format="svg", bbox_inches="tight", metadata={"Date": None})
    return written.getvalue()
