"""What is wrong with content, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class ContentError:
    """One thing that is wrong with the content."""

    file: str
    """Path as a reader would type it (`knowledge/medicines/baclofen/uses.yml`)."""
    line: int
    """Counted from 1."""
    field: str
    """Path within the file (`facts[3].evidence`); empty for the file as a whole."""
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: "
        return f"{where}{self.field}: {self.message}" if self.field else f"{where}{self.message}"


class ContentErrors(Exception):  # noqa: N818 - several errors in one; the plural is its name
    """Content that cannot be used, with every reason at once: one line each."""

    def __init__(self, errors: Iterable[ContentError]) -> None:
        self.errors = tuple(sorted(set(errors)))
        super().__init__("\n".join(str(error) for error in self.errors))
