"""Breaks the example's content in one place, and says what validation makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge import ContentErrors, read_files

RESTOL = "medicines/restol.yml"


def errors_of(content: Path) -> list[str]:
    """The lines of the error."""
    with pytest.raises(ContentErrors) as raised:
        read_files(content)
    return str(raised.value).splitlines()


def change(content: Path, file: str, old: str, new: str) -> None:
    """Put other words in place of those that stand there."""
    path = content / file
    text = path.read_text()
    assert text.count(old) >= 1, f"the example has no {old!r}"
    path.write_text(text.replace(old, new, 1))


def check_error(content: Path, file: str, on: str, expected: str) -> None:
    """Hold the one error to its file, the beginning of its line, and its words."""
    (error,) = errors_of(content)

    place, problem = error.split(": ", 1)
    name, line = place.split(":")
    assert problem == expected
    assert name == f"knowledge/{file}"
    assert (content / file).read_text().splitlines()[int(line) - 1].strip().startswith(on)
