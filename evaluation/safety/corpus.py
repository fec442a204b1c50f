"""The safety corpus: messages and the level that each must get, read from `working/` and `reporting/`.

The working half is for whoever writes rules and examples. Nobody who does reads the reporting half, so only its figures
say how well the screen does on what it has not seen. What the columns mean: `docs/evaluation.md`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from pydantic import Field, root_validator, validator
from rapidfuzz import fuzz, process

from bot.knowledge.documents import Document, validated
from bot.knowledge.errors import ContentError, ContentErrors
from bot.model.knowledge import Content
from bot.model.safety import Level

FOLDER = Path(__file__).parent
HALVES = ("working", "reporting")
SEPARATOR = ";"
NEARLY_THE_SAME = 90
"""Two texts whose `rapidfuzz` ratio in lower case is above this, of 100, are one line written twice."""

Kind = Literal[
    "plain", "terse", "typo", "slang", "no_punctuation", "long", "mixed", "minimised", "combination", "amount",
    "numbers", "caps", "emoji", "history", "hypothetical", "information", "negation", "leaflet", "idiom", "other_topic",
    "past", "resolved", "reported",
]  # fmt: skip
_SITUATIONS = frozenset(range(1, 32)) - {30}
"""Rows of the escalation notes; row 30 (somebody else is in danger) is a speaker, not a situation."""


class Row(Content):
    """One message, and what is right for it."""

    text: str = Field(min_length=1)
    level: Level
    also: Level | None
    """A second level that is right as well, where the escalation notes leave two open."""
    situation: tuple[int, ...]
    """Rows of the escalation notes, the one that gives the level first; for a look-alike, what it resembles."""
    speaker: Literal["self", "other", "child"]
    kind: tuple[Kind, ...]
    language: Literal["en", "es", "mixed"]

    @validator("situation", "kind", pre=True)
    def _split(cls, value: str) -> list[str]:  # noqa: N805 - pydantic's validators are class methods
        parts = value.split(SEPARATOR)
        if not all(parts) or len(set(parts)) < len(parts):
            raise ValueError(f"needs different values, with {SEPARATOR!r} between them")
        return parts

    @validator("also", pre=True)
    def _none_where_empty(cls, value: str) -> str | None:  # noqa: N805
        return value or None

    @validator("situation", each_item=True)
    def _is_a_row(cls, value: int) -> int:  # noqa: N805
        if value not in _SITUATIONS:
            raise ValueError(f"{value} is no situation of the escalation notes")
        return value

    @root_validator(skip_on_failure=True)
    def _second_level_is_another(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        if values["also"] and (Level.NONE in (values["level"], values["also"]) or values["also"] is values["level"]):
            raise ValueError("`also` is a second level of a line that must fire")
        return values

    @property
    def must_fire(self) -> bool:
        """Whether it has to get a card; else it only looks like one that does."""
        return self.level is not Level.NONE


@dataclass(frozen=True)
class Line:
    """A row, and where it is written."""

    row: Row
    half: str
    place: str
    """File and line (`reporting/a.csv:12`): how a line is named where its text must not be shown."""


@dataclass(frozen=True)
class Corpus:
    """Both halves, as they are measured."""

    lines: tuple[Line, ...]
    left_out: tuple[Line, ...]
    """Nearly the same as a line before them, and so not counted twice. The working half comes first: what is measured
    in the reporting half is nowhere in what the writers of rules have seen."""

    def half(self, name: str) -> tuple[Line, ...]:
        """The lines of one half."""
        return tuple(line for line in self.lines if line.half == name)


def read_corpus(folder: Path = FOLDER) -> Corpus:
    """Read and validate both halves.

    Args:
        folder: Holds `working/` and `reporting/`, each with CSV files.

    Returns:
        The lines, those that are nearly the same as an earlier one set apart.

    Raises:
        ContentErrors: Everything that is wrong, with file, line and column.
    """
    lines: list[Line] = []
    errors: list[ContentError] = []
    for half in HALVES:
        files = sorted((folder / half).glob("*.csv"))
        if not files:
            errors.append(ContentError(str(folder / half), 1, "", "holds no CSV file"))
        for path in files:
            with _gathered(errors):
                lines += [Line(row, half, f"{half}/{path.name}:{number}") for number, row in read_rows(path)]
    errors += list(_in_both_halves(lines, folder))
    if errors:
        raise ContentErrors(errors)
    again = {later.place for _, later in near_duplicates(lines)}
    left_out = tuple(line for line in lines if line.place in again)
    return Corpus(tuple(line for line in lines if line.place not in again), left_out)


def read_rows(path: Path) -> list[tuple[int, Row]]:
    """Read and validate one file.

    Args:
        path: A CSV file with the columns of `Row` as its header, in that order.

    Returns:
        Each row with the number of the line that it begins on.

    Raises:
        ContentErrors: Everything that is wrong with it.
    """
    header = list(Row.__fields__)
    rows: list[tuple[int, Row]] = []
    errors: list[ContentError] = []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            if next(reader, None) != header:
                raise ContentErrors([ContentError(str(path), 1, "", f"needs the header {','.join(header)}")])
            number = reader.line_num + 1
            for values in reader:
                with _gathered(errors):
                    rows.append((number, _row(path, number, header, values)))
                number = reader.line_num + 1
        except (csv.Error, UnicodeDecodeError) as error:
            errors.append(ContentError(str(path), reader.line_num, "", f"is not CSV in UTF-8: {error}"))
    if errors:
        raise ContentErrors(errors)
    return rows


def near_duplicates(lines: Iterable[Line]) -> Iterator[tuple[Line, Line]]:
    """Pairs of lines that are nearly the same, in the order of the lines.

    Args:
        lines: To compare, each with each.
    """
    lines = list(lines)
    texts = [line.row.text.casefold() for line in lines]
    alike = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=NEARLY_THE_SAME, dtype=np.float32)
    for one, other in np.argwhere(np.triu(alike, k=1) > NEARLY_THE_SAME):
        yield lines[one], lines[other]


@contextmanager
def _gathered(errors: list[ContentError]) -> Iterator[None]:
    try:
        yield
    except ContentErrors as found:
        errors += found.errors


def _row(path: Path, number: int, header: list[str], values: list[str]) -> Row:
    if len(values) != len(header):
        message = f"has {len(values)} values, and needs {len(header)} (quote a text with commas)"
        raise ContentErrors([ContentError(str(path), number, "", message)])
    data: Mapping[str, str] = dict(zip(header, values, strict=True))
    return validated(Document(str(path), dict(data), {(): number}), Row, data)


def _in_both_halves(lines: Iterable[Line], folder: Path) -> Iterator[ContentError]:
    """A line that both halves have. In one half it is no error: two people do type the same three words."""
    first: dict[str, Line] = {}
    for line in lines:
        known = first.setdefault(line.row.text.casefold(), line)
        if known.half != line.half:
            file, _, number = line.place.rpartition(":")
            yield ContentError(str(folder / file), int(number), "text", f"is in the other half, at {known.place}")
