"""The report of `python -m evaluation.understanding`: as Markdown, and as one HTML page with its pictures."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt

from evaluation.bounds import Bound, is_kept
from evaluation.understanding import plots
from evaluation.understanding.figures import Figure
from evaluation.understanding.judged import Judged, calibration, calibration_error, confusions, scores_by_intent, worst

_TEMPLATES = Path(__file__).parent / "templates"
_CONFUSIONS = 25
_WORST = 40


def write_report(
    folder: Path, figures: Sequence[Figure], bounds: Mapping[str, Bound], judged: Sequence[Judged], model: str
) -> tuple[Path, Path]:
    """Write `report.md`, the pictures that it shows, and `report.html`, which holds all in one file.

    Args:
        folder: Where to.
        figures: What was measured.
        bounds: By the name of a figure, what it is held to.
        judged: How each case was read, set by set.
        model: Name of the model that read them.

    Returns:
        The Markdown file and the HTML file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    bins = calibration(judged)
    pictures = {"confusion.svg": plots.confusion_matrix(judged), "calibration.svg": plots.calibration_plot(bins)}
    for name, svg in pictures.items():
        (folder / name).write_text(svg, encoding="utf-8")

    templates = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Markdown; what people typed is escaped by `cell`, and again where it becomes HTML
    )
    templates.filters["cell"] = _cell
    markdown = templates.get_template("report.md.j2").render(
        model=model,
        figures=[(figure, _bound(bounds.get(figure.name, {}), figure)) for figure in figures],
        sets=[(name, list(group)) for name, group in groupby(judged, key=lambda each: each.of)],
        intents=scores_by_intent(judged),
        confusions=confusions(judged)[:_CONFUSIONS],
        bins=bins,
        calibration_error=calibration_error(bins),
        worst=worst(judged, _WORST),
    )
    paths = folder / "report.md", folder / "report.html"
    paths[0].write_text(markdown, encoding="utf-8")
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    for name, svg in pictures.items():
        body = body.replace(f'src="{name}"', f'src="{_data_address(svg)}"')
    paths[1].write_text(templates.get_template("report.html.j2").render(body=body), encoding="utf-8")
    return paths


def _bound(bound: Bound, figure: Figure) -> str:
    said = " ".join(f"{kind.replace('_', ' ')} {limit:g}" for kind, limit in bound.items())
    return said if is_kept(bound, figure.value) else f"**{said}: not kept**"


def _cell(text: str) -> str:
    """What somebody typed, as it may stand in a cell of a table."""
    plain = " ".join(text.split()).replace("\\", "\\\\")
    for mark in "|*_`[]<>#!&~":
        plain = plain.replace(mark, f"\\{mark}")
    return plain


def _data_address(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
