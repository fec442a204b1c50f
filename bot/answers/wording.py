"""The assistant's own sentences: `knowledge/phrases.yml`, by key. Clinical statements are never here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field

from bot.knowledge.documents import read_yaml
from bot.model.knowledge import Content, Identifier

_ONLY_READ = ("_words", "besides", "beside_names")
"""How the names of lists end that are looked for in messages, and never said."""


class Refusal(Content):
    """Something that is asked and never answered with a figure, and what is said instead."""

    id: Identifier
    intents: tuple[str, ...]
    """The readings it applies to."""
    forms: tuple[str, ...] = ()
    """It applies where one of these forms is meant; empty: whatever the form."""
    terms: tuple[Identifier, ...] = ()
    """It applies where one of these terms is named; empty: whatever is named."""
    words: tuple[str, ...] = ()
    """It applies where one of these stands in the message; empty: whatever the words."""
    headline: str
    points: tuple[str, ...] = ()
    topics: tuple[Identifier, ...] = ()
    """Topics whose advice on getting help goes with it."""


class Zone(Content):
    """A time zone that people are asked about by name."""

    id: str
    """IANA name."""
    say: str
    """As a sentence names it ("UK time")."""
    regions: tuple[str, ...] = ()
    """Where it is the one that is meant, or, if several say so, one to choose."""
    names: tuple[str, ...] = ()
    """What people call it."""


class Wording(Content):
    """Phrases by key, lists of lines by key, and refusals. Placeholders are in braces (`{medicine}`)."""

    phrases: dict[str, str]
    lists: dict[str, tuple[str, ...]]
    situations: dict[Identifier, str] = Field(default_factory=dict)
    """How a term stands after "if" ("you are on dialysis"), where "you have ..." does not read well."""
    refusals: tuple[Refusal, ...] = ()
    zones: tuple[Zone, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that it may say, placeholders and all."""
        of_refusals = (text for refusal in self.refusals for text in (refusal.headline, *refusal.points))
        of_zones = (zone.say for zone in self.zones)
        of_lists = (text for name, lines in self.lists.items() if not name.endswith(_ONLY_READ) for text in lines)
        return (*self.phrases.values(), *of_lists, *self.situations.values(), *of_refusals, *of_zones)

    @classmethod
    def read(cls, path: Path) -> Wording:
        """Read and validate a phrases file.

        Args:
            path: the YAML file.

        Returns:
            The wording.

        Raises:
            ContentErrors: the file is not as it should be; each error has file, line and field.
        """
        return read_yaml(path, cls)

    def say(self, key: str, **values: Any) -> str:
        """The phrase of a key, its placeholders filled.

        Raises:
            KeyError: there is no such phrase, or a placeholder has no value.
        """
        return self.phrases[key].format(**values)

    def lines(self, key: str, **values: Any) -> tuple[str, ...]:
        """The lines of a list, their placeholders filled.

        Raises:
            KeyError: there is no such list, or a placeholder has no value.
        """
        return tuple(line.format(**values) for line in self.lists[key])


def listed(items: tuple[str, ...] | list[str], joint: str = "and") -> str:
    """Names in a sentence: "a", "a and b", "a, b and c"."""
    *rest, last = items
    return f"{', '.join(rest)} {joint} {last}" if rest else last


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
