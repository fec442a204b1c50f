"""The messages of `pairs.yml`, with what has to be said of the pairs in each."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from bot.knowledge.documents import read_yaml
from bot.model.knowledge import Content

FILE = Path(__file__).parent / "pairs.yml"

KNOWN, DUPLICATE, NO_EFFECT, NOT_LISTED, UNKNOWN = "known", "duplicate", "no_effect", "not_listed", "unknown"

Value = Literal[
    "known", "known contraindicated", "known major", "known moderate", "known minor", "known info",
    "duplicate", "no_effect", "not_listed", "unknown",
]  # fmt: skip


class Expected(Content):
    """Two that a message names, and what has to be said of them."""

    between: tuple[str, str]
    """Each as `knowledge/` names it, by id or name; as typed where it is in no file there."""
    expect: Value
    kind: Literal["known", "by_class", "no_effect", "not_listed", "unknown", "duplicate"]
    how: tuple[str, ...]
    """What is special about how it is said."""
    source: str = Field(alias="from")
    """Where the value is from."""

    def is_met_by(self, value: str) -> bool:
        """Whether a value is the right one: any severity, where several would be."""
        return value == self.expect or (self.expect == KNOWN and value.startswith(f"{KNOWN} "))


class Message(Content):
    """A message as a person may type it."""

    say: str
    pairs: tuple[Expected, ...]


class _File(Content):
    messages: tuple[Message, ...]


def read_messages(path: Path = FILE) -> tuple[Message, ...]:
    """Read and validate the messages.

    Args:
        path: The file.

    Raises:
        ContentErrors: Everything that is wrong with it, with line and field.
    """
    return read_yaml(path, _File).messages
