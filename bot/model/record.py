"""What is kept of a person beyond the conversation, and how that changes. Plain data: `bot.records` stores it.

A tool reads the `Record` of its question, and says with `Change`s what should become of it; nothing is written before
the whole answer passed the guards. What a person wrote is theirs: it is said back in quotation marks, and is no claim.
"""

from __future__ import annotations

from calendar import day_name
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import ClassVar, Literal, TypeVar

from pydantic import BaseModel, Extra, Field

from bot.model.reach import Reach, reach_of
from bot.model.safety import Level
from bot.model.schedule import Schedule, next_after

LONGEST_WORDS = 300
"""Characters of what a person wrote that one item keeps."""
LONGEST_MESSAGE = 1000
"""Characters of what somebody else writes to a person."""
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
        """The texts of it that are the person's own, the name of something they named, or written to them."""
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


class HandOff(Item):
    """A question that the person had passed on to people: the packet that went out, and what became of it.

    There is one at a time: a new one takes the place of one that is over.
    """

    kind = "hand_off"
    most = 1

    whom: Literal["self", "other"] | None = None
    """Whether the question is about the person or about somebody else, as far as they said."""
    medicine: str | None = Field(default=None, max_length=LONGEST_WORDS)
    """Its name, as shown."""
    product: str | None = Field(default=None, max_length=LONGEST_WORDS)
    form: str | None = None
    strength: str | None = Field(default=None, max_length=LONGEST_WORDS)
    question: str = Field(max_length=LONGEST_WORDS)
    level: Level = Level.NONE
    """The highest that was seen in the conversation."""
    situations: tuple[str, ...] = ()
    """Ids of the red flags."""
    answers: tuple[str, ...] = ()
    """What the answers shown were about, the last one first."""
    facts: tuple[str, ...] = ()
    """Ids of what they stated, the latest last."""
    region: str

    is_open: bool = True
    """Whether they answered when it was passed on: only then is the conversation theirs at once."""
    until: datetime
    """Until when an answer is waited for, in UTC."""
    state: Literal["waiting", "taken", "handed_back", "taken_back", "nobody_answered", "not_passed_on"] = "waiting"
    is_passed_on: bool = False
    """Whether it was delivered."""
    message: str | None = Field(default=None, max_length=LONGEST_MESSAGE)
    """What they wrote to the person when they handed back."""
    handed_back_at: datetime | None = None
    """When they handed back, in UTC: that ends a level that the conversation held."""
    is_told: bool = False
    """Whether the person knows that it is over."""

    @property
    def words(self) -> Iterator[str]:
        """The question, what it is about, and what the people wrote."""
        yield from (text for text in (self.question, self.medicine, self.strength, self.message) if text)

    @property
    def due(self) -> datetime | None:
        """At once, until it is delivered, taken, or over."""
        return self.at if self.state == "waiting" and not self.is_passed_on else None

    @property
    def is_pending(self) -> bool:
        """Whether somebody may still answer."""
        return self.state in ("waiting", "taken")


ReminderKind = Literal["dose", "refill"]
"""What somebody is reminded of."""


class Reminder(Item):
    """A wish to be reminded: only when, and of what kind of thing. What a medicine is called only where asked for."""

    kind = "reminder"
    most = 10

    about: ReminderKind
    schedule: Schedule
    medicine: str | None = Field(default=None, max_length=LONGEST_WORDS)
    """The name that is shown with it; `None` for none."""
    channel: str
    """Where the person is reached."""
    next_at: datetime | None
    """When it is due next, in UTC; `None` for one that is over."""

    @property
    def words(self) -> Iterator[str]:
        """When it is, in which zone, and the name that is shown."""
        schedule = self.schedule
        yield from (f"{minutes // 60:02}:{minutes % 60:02}" for minutes in schedule.times)
        yield from (day_name[day] for day in schedule.days)
        yield from (schedule.on.isoformat(),) if schedule.on else ()
        yield from (f"every {schedule.every} days",) if schedule.every else ()
        yield from (f"day {schedule.of_month} of each month",) if schedule.of_month else ()
        yield schedule.zone
        yield from (self.medicine,) if self.medicine else ()

    @property
    def due(self) -> datetime | None:
        """When it is due next, where the person can be reached."""
        return None if reach_of(self.channel) is Reach.NEVER else self.next_at

    def after(self, moment: datetime) -> Reminder:
        """The reminder as it is once a moment has passed: due at its next time.

        Args:
            moment: In UTC.
        """
        return self.copy(update={"next_at": next_after(self.schedule, moment)})


class Note(Item):
    """Something for the person that waits until their page fetches it."""

    kind = "note"
    most = 20

    text: str = Field(max_length=LONGEST_WORDS)
    late_text: str = Field(max_length=LONGEST_WORDS)
    """What is said instead where it is fetched late."""

    @property
    def words(self) -> Iterator[str]:
        """What it says."""
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


ITEMS: dict[str, type[Item]] = {each.kind: each for each in (DoctorQuestion, HandOff, LogEntry, Note, Reminder)}
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

    def replacing(self, item: Item) -> Record:
        """The record with an item in the place of the one with its id.

        Args:
            item: As it is from now on.
        """
        return replace(self, items=tuple(item if each.id == item.id else each for each in self.items))

    @property
    def words(self) -> Iterator[str]:
        """Every text of it that is the person's own, or was written to them."""
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
