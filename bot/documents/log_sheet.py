"""The log of side effects on paper: a timeline, and every entry with the person's words."""

from __future__ import annotations

import calendar
from collections import Counter
from datetime import date, datetime, timedelta
from typing import cast

from fpdf.enums import MethodReturnValue, XPos, YPos

from bot.answers.wording import Wording
from bot.documents.names import Names, in_order
from bot.documents.paper import FAINT, INK, LINE, MARGIN, RULE, Paper
from bot.model.record import LogEntry, Record

MOST_ROWS = 12
"""Effects that have a row of their own in the timeline, those felt most often."""
_LABELS = 46
_ROW = 8
_MOST_DATES = 6
_DOT = (31, 78, 121)
_SIZES = {None: 1.3, "mild": 1.1, "moderate": 1.8, "severe": 2.5}
"""Radius of a dot, by how bad it was: to be told apart on a black and white printer too."""
_RANK = {None: 0, "mild": 1, "moderate": 2, "severe": 3}
_COLUMNS = (("day", 27), ("effect", 36), ("how_bad", 25), ("medicine", 27), ("words", 65))


def log_as_pdf(record: Record, names: Names, wording: Wording, made: datetime) -> bytes:
    """The log as a PDF.

    Args:
        record: What is kept of the person.
        names: What effects and medicines are called.
        wording: The assistant's own phrases.
        made: The time, in UTC.
    """
    paper = Paper(wording.say("paper_log"), wording, made)
    entries = in_order(record)
    if not entries:
        paper.say(wording.say("paper_log_empty"))
        return paper.finished()
    paper.say(wording.say("paper_timeline"), size=13, bold=True)
    _timeline(paper, entries, names, wording)
    paper.ln(3)
    paper.say(wording.say("paper_entries"), size=13, bold=True)
    paper.ln(1)
    _table(paper, entries, names, wording)
    return paper.finished()


def _timeline(paper: Paper, entries: list[LogEntry], names: Names, wording: Wording) -> None:
    other = wording.say("paper_effect_unnamed")
    effects = [names.effect(entry) or other for entry in entries]
    often = Counter(effects)
    rows = sorted((name for name in often if name != other), key=lambda name: (-often[name], name))[:MOST_ROWS]
    rows += [other] if set(effects) - set(rows) else []
    first, last = entries[0].day, entries[-1].day
    left, top = paper.l_margin + _LABELS, paper.get_y() + 2
    width, bottom = paper.epw - _LABELS - 6, top + _ROW * len(rows)

    def across(day: date) -> float:
        span = (last - first).days
        return left + 4 + (width - 4) * ((day - first).days / span if span else 0.5)

    paper.set_draw_color(*RULE)
    paper.set_line_width(0.2)
    for day in _dates(first, last):
        paper.line(across(day), top, across(day), bottom)
        paper.write_in(8, colour=FAINT)
        paper.set_xy(across(day) - 12, bottom + 0.5)
        paper.cell(24, 4, _short(day, first, last), align="C")
    for number, name in enumerate(rows):
        middle = top + _ROW * number + _ROW / 2
        paper.line(left, middle, left + width + 4, middle)
        paper.write_in(9)
        paper.set_xy(paper.l_margin, middle - _ROW / 2)
        paper.cell(_LABELS - 2, _ROW, _fitting(paper, paper.shown(name), _LABELS - 3))
        worst: dict[date, LogEntry] = {}
        for entry, effect in zip(entries, effects, strict=True):
            same = effect == name or (name == other and effect not in rows)
            if same and _RANK[entry.severity] >= _RANK[getattr(worst.get(entry.day), "severity", None)]:
                worst[entry.day] = entry
        for entry in worst.values():
            _dot(paper, across(entry.day), middle, entry)
    paper.set_xy(paper.l_margin, bottom + 6)
    _legend(paper, wording)


def _dot(paper: Paper, x: float, y: float, entry: LogEntry | None, level: str | None = None) -> None:
    severity = entry.severity if entry else level
    paper.set_draw_color(*_DOT)
    paper.set_line_width(0.4)
    paper.set_fill_color(*((255, 255, 255) if severity is None else _DOT))
    paper.circle(x=x, y=y, radius=_SIZES[severity], style="DF")
    paper.set_draw_color(*RULE)
    paper.set_line_width(0.2)


def _legend(paper: Paper, wording: Wording) -> None:
    y = paper.get_y() + 2
    x = paper.l_margin + 2.5
    for level in ("mild", "moderate", "severe", None):
        _dot(paper, x, y, None, level)
        paper.write_in(8, colour=FAINT)
        text = wording.say(f"bad_{level}" if level else "paper_not_said")
        paper.set_xy(x + 3, y - 2)
        paper.cell(paper.get_string_width(text) + 2, 4, text)
        x += paper.get_string_width(text) + 12
    paper.set_xy(paper.l_margin, y + 3)
    paper.say(wording.say("paper_scale"), size=8, colour=FAINT)


def _dates(first: date, last: date) -> list[date]:
    """The days that are named below the timeline: the first, the last and some between."""
    span = (last - first).days
    steps = min(_MOST_DATES - 1, span)
    return [first + timedelta(days=round(span * step / steps)) for step in range(steps + 1)] if steps else [first]


def _short(day: date, first: date, last: date) -> str:
    name = f"{day.day} {calendar.month_abbr[day.month]}"
    return name if first.year == last.year else f"{name} {day.year}"


def _fitting(paper: Paper, text: str, width: float) -> str:
    while len(text) > 1 and paper.get_string_width(text) > width:
        text = f"{text[:-2].rstrip()}\u2026"
    return text


def _table(paper: Paper, entries: list[LogEntry], names: Names, wording: Wording) -> None:
    _head(paper, wording)
    for entry in entries:
        cells = [paper.shown(text) for text in _cells(entry, names, wording)]
        paper.write_in(9)
        height = max(_height(paper, text, width) for text, (_, width) in zip(cells, _COLUMNS, strict=True)) + 2
        if paper.will_page_break(height):
            paper.add_page()
            _head(paper, wording)
            paper.write_in(9)
        _row(paper, cells, height)


def _head(paper: Paper, wording: Wording) -> None:
    paper.write_in(9, bold=True)
    _row(paper, [wording.say(f"paper_{column}") for column, _ in _COLUMNS], LINE + 2)


def _row(paper: Paper, cells: list[str], height: float) -> None:
    x, y = MARGIN, paper.get_y()
    for text, (_, width) in zip(cells, _COLUMNS, strict=True):
        paper.set_xy(x, y + 1)
        paper.shape(text)
        paper.multi_cell(width - 2, LINE * 0.85, text, align="L", new_x=XPos.RIGHT, new_y=YPos.TOP)
        x += width
    paper.set_draw_color(*RULE)
    paper.line(MARGIN, y + height, MARGIN + sum(width for _, width in _COLUMNS), y + height)
    paper.set_xy(MARGIN, y + height)
    paper.set_text_color(*INK)


def _height(paper: Paper, text: str, width: float) -> float:
    if not text:
        return 0.0
    paper.shape(text)
    found = paper.multi_cell(width - 2, LINE * 0.85, text, align="L", dry_run=True, output=MethodReturnValue.HEIGHT)
    return float(cast("float", found))


def _cells(entry: LogEntry, names: Names, wording: Wording) -> tuple[str, ...]:
    day = f"{entry.day.day} {calendar.month_abbr[entry.day.month]} {entry.day.year}"
    level = wording.say(f"bad_{entry.severity}") if entry.severity else ""
    said = entry.severity_words or ""
    return (
        f"{day}, {entry.time}" if entry.time else day,
        names.effect(entry) or "",
        f"{level} (\u201c{said}\u201d)" if level and said and said.casefold() != level else level,
        names.medicine(entry.medicine) or "",
        entry.text,
    )
