"""What is kept of a person beyond the conversation, and how that changes. Plain data: `bot.records` stores it.

A tool reads the `Record` of its question, and says with `Change`s what should become of it; nothing is written before
the whole answer passed the guards. What a person wrote is theirs: it is said back in quotation marks, and is no claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar, Literal, TypeVar

from pydantic import BaseModel, Extra, Field

LONGEST_WORDS = 300
"""Characters of what a person wrote that one item keeps."""
LONGEST_DETAIL = 60
"""Characters of a detail of it: when, how bad, the name of a medicine."""

Severity = Literal["mild", "moderate", "severe"]


@dataclass(frozen=True)
class Profile:
    """What the person has said about themselves. Empty unless they chose to."""

    age_band: Literal["child", "adult", "older"] | None = None
    pregnant: bool | None = None
    breastfeeding: bool | None = None
    conditions: tuple[str, ...] = ()
    """Term ids."""
    medicines: tuple[str, ...] = ()
    """Names as they are shown: what is taken besides."""
    form: str | None = None
    """A `Form`."""
    strength: str | None = None
    """As typed, normalised ("5 mg/mL", "10 mg")."""
    region: str | None = None


class Item(BaseModel):
    """One thing that is kept. Subclasses say what; each adds a `kind` of its own, and how many there may be."""

    kind: ClassVar[str]
    most: ClassVar[int]
    """How many of the kind one person may have."""

    id: int = 0
    """Given by the store; 0 for what is not stored yet."""
    at: datetime
    """When it was said, in UTC."""

    class Config:
        """Stored as they are, never changed."""

        frozen = True
        extra = Extra.forbid

    @property
    def words(self) -> Iterator[str]:
        """The texts of it that are the person's own, or the name of something they named."""
        return iter(())

    @property
    def due(self) -> datetime | None:
        """When something has to be delivered because of it, in UTC; `None` where nothing has."""
        return None


class DoctorQuestion(Item):
    """Something the person wants to ask their doctor."""

    kind = "doctor_question"
    most = 50

    text: str = Field(max_length=LONGEST_WORDS)

    @property
    def words(self) -> Iterator[str]:
        """The question."""
        yield self.text


class LogEntry(Item):
    """Something that the person felt, in their words, with what could be read of them."""

    kind = "log_entry"
    most = 500

    text: str = Field(min_length=1, max_length=LONGEST_WORDS)
    day: date
    """When it was felt, by the person's calendar."""
    time: str | None = Field(default=None, max_length=LONGEST_DETAIL)
    """The part of the day, or the time, as it was said ("after lunch")."""
    effect: str | None = Field(default=None, max_length=LONGEST_DETAIL)
    """Id of the term that it is, where it is known to be one."""
    severity: Severity | None = None
    severity_words: str | None = Field(default=None, max_length=LONGEST_DETAIL)
    """How bad it was, as it was said ("pretty bad", "8/10")."""
    medicine: str | None = Field(default=None, max_length=LONGEST_DETAIL)
    """What it was about: the id of a medicine of the knowledge base, or a name as it is shown."""

    @property
    def words(self) -> Iterator[str]:
        """What was said, and the details that were read of it."""
        yield from (each for each in (self.text, self.time, self.severity_words, self.medicine) if each)


ITEMS: dict[str, type[Item]] = {each.kind: each for each in (DoctorQuestion, LogEntry)}
"""Every kind of item, by its name in the store."""

T = TypeVar("T", bound=Item)


@dataclass(frozen=True)
class Record:
    """All that is kept of one person; empty for somebody who did not agree to anything."""

    agreed_at: datetime | None = None
    """When the person agreed that something is kept; `None` where they did not."""
    profile: Profile = field(default_factory=Profile)
    items: tuple[Item, ...] = ()
    """Oldest first."""

    @property
    def has_agreed(self) -> bool:
        """Whether anything may be kept."""
        return self.agreed_at is not None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept, agreed or not."""
        return not self.items and self.profile == Profile()

    def of(self, kind: type[T]) -> tuple[T, ...]:
        """The items of one kind, oldest first.

        Args:
            kind: The class of the items.
        """
        return tuple(item for item in self.items if isinstance(item, kind))

    @property
    def words(self) -> Iterator[str]:
        """Every text of it that is the person's own."""
        for item in self.items:
            yield from item.words
        yield from (text for text in (*self.profile.medicines, self.profile.strength) if text)


@dataclass(frozen=True)
class Agree:
    """The person agrees that what they ask to keep is kept."""

    at: datetime


@dataclass(frozen=True)
class Keep:
    """An item is added; one with an id takes the place of the item with that id."""

    item: Item


@dataclass(frozen=True)
class Remove:
    """An item is taken away."""

    item: Item


@dataclass(frozen=True)
class SetProfile:
    """The profile becomes another one."""

    profile: Profile


@dataclass(frozen=True)
class Forget:
    """Everything of the person goes: record, conversation, and what is still to be delivered."""


Change = Agree | Keep | Remove | SetProfile | Forget
