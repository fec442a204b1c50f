"""The log as a table for a spreadsheet (RFC 4180)."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime

from bot.answers.wording import Wording
from bot.documents.names import Names, in_order
from bot.model.record import LogEntry, Record

_COLUMNS = ("day", "time", "effect", "how_bad", "how_bad_said", "medicine", "words", "written")
_FORMULA = re.compile(r"^[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]")
"""How a cell begins that a spreadsheet would reckon with, wide signs included."""
_BYTE_ORDER_MARK = "\ufeff"
"""Without it, Excel takes the file for another encoding, and breaks every letter that is not English."""


def log_as_csv(record: Record, names: Names, wording: Wording, made: datetime) -> bytes:  # noqa: ARG001 - as all others
    """The log, one entry a line, that which was felt first at the beginning.

    Args:
        record: What is kept of the person.
        names: What effects and medicines are called.
        wording: The assistant's own phrases.
        made: The time, in UTC.
    """
    table = io.StringIO(newline="")
    table.write(_BYTE_ORDER_MARK)
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(wording.say(f"paper_{column}") for column in _COLUMNS)
    for entry in in_order(record):
        writer.writerow(map(as_cell, _row(entry, names, wording)))
    return table.getvalue().encode()


def as_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    Args:
        text: What the cell says.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def _row(entry: LogEntry, names: Names, wording: Wording) -> tuple[str, ...]:
    return (
        entry.day.isoformat(),
        entry.time or "",
        names.effect(entry) or "",
        wording.say(f"bad_{entry.severity}") if entry.severity else "",
        entry.severity_words or "",
        names.medicine(entry.medicine) or "",
        entry.text,
        entry.at.isoformat(timespec="seconds"),
    )
