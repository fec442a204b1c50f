"""What is asked and what is answered. `Question` goes in, `Answer` comes out; both are plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from enum import Enum
from typing import Any

from bot.model.desk import Desk
from bot.model.record import Change, Profile, Record
from bot.model.safety import ENGLISH, Finding, Level, Verdict
from bot.model.times import DoseTimes


class Outcome(str, Enum):
    """What became of a question."""

    ANSWERED = "answered"
    ASKED = "asked"
    """A question was asked back."""
    UNKNOWN_MEDICINE = "unknown_medicine"
    NO_FACT = "no_fact"
    """The medicine is known, and no source here answers the question."""
    OUT_OF_SCOPE = "out_of_scope"
    SILENT = "silent"
    """Nothing is answered, or one line says so: a human has the conversation."""
    ERROR = "error"


@dataclass(frozen=True)
class Reading:
    """One intent that a message may have."""

    intent: str
    confidence: float
    """0 to 1."""


@dataclass(frozen=True)
class Mention:
    """A medicine, product or class that a message names."""

    text: str
    """As it was typed."""
    name: str
    """As it is shown: the generic or class name that the text was resolved to."""
    substance: str | None = None
    """Id of the medicine in the knowledge base, where it is there; else the generic name, where the name is known;
    `None` where only the words are there."""
    known: bool = False
    """Whether the knowledge base can answer about it."""
    product: str | None = None
    """Id of the product, where the text names one."""
    drug_class: str | None = None
    """Id of a class, where the text names a class or a member of one that is not in the knowledge base."""
    candidates: tuple[str, ...] = ()
    """Names to ask about, where the text could be several: the person chooses, nothing is guessed."""
    start: int = 0
    end: int = 0


def mentions_as_json(mentions: Iterable[Mention]) -> list[dict[str, Any]]:
    """Mentions as JSON takes them.

    Args:
        mentions: What a message names.
    """
    return [{**asdict(each), "candidates": list(each.candidates)} for each in mentions]


def mentions_from_json(stored: Iterable[Mapping[str, Any]] | None) -> tuple[Mention, ...]:
    """Mentions as `mentions_as_json` wrote them.

    Args:
        stored: What it gave; nothing where nothing was named.
    """
    return tuple(Mention(**{**each, "candidates": tuple(each["candidates"])}) for each in stored or ())


@dataclass(frozen=True)
class Previous:
    """The last answer of the conversation, as far as a follow-up needs it."""

    intents: tuple[str, ...] = ()
    medicines: tuple[str, ...] = ()
    """Medicine ids."""
    fact_ids: tuple[str, ...] = ()
    shown_detail: int = 0
    """How often "tell me more" was answered since the question."""
    terms: tuple[str, ...] = ()
    form: str | None = None
    product: str | None = None
    others: tuple[Mention, ...] = ()
    """The other side of a pair that was asked about, where that is no medicine of the knowledge base."""
    choices: tuple[str, ...] = ()
    """The intents between which the person was asked to choose, in the order of the buttons."""
    left_open: tuple[Reading, ...] = ()
    """What the question may be about, best first, where nothing was sure: it is decided once the medicine is known."""
    earlier: tuple[str, ...] = ()
    """Intents answered before that, the latest first, each once."""
    earlier_facts: tuple[str, ...] = ()
    """Ids of what those answers stated, the latest last."""


@dataclass(frozen=True)
class Task:
    """A tool that waits for something from the person; any other question may come in between."""

    intent: str
    """Of the tool."""
    step: str
    """What it waits for."""
    values: tuple[tuple[str, Any], ...] = ()
    """What it knows so far, as JSON takes it."""

    def value(self, name: str) -> Any:
        """What is known under a name; `None` where nothing is.

        Args:
            name: As the tool wrote it.
        """
        return dict(self.values).get(name)


@dataclass(frozen=True)
class Report:
    """What the person last said that they felt, in a message before this one."""

    text: str
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """One message as understood: all that `Assistant.answer` looks at."""

    text: str
    readings: tuple[Reading, ...]
    """The topics asked about, best first: more than one where the message asks several things."""
    mentions: tuple[Mention, ...] = ()
    terms: tuple[str, ...] = ()
    """Ids of terms named (`kidney_disease`, `milk`)."""
    form: str | None = None
    product: str | None = None
    strength: str | None = None
    """As typed, normalised ("5 mg/mL", "10 mg")."""
    remembered_medicine: str | None = None
    """Id of the medicine that the conversation is about, where the message names none; the name of one that is not in
    the knowledge base, where the person last asked about that."""
    other_medicine: str | None = None
    """Id of the medicine that the conversation was about before that one: what "the other one" means."""
    first_medicine: str | None = None
    """Id of the one that it was about first of all: what "the first one" means."""
    region: str = "US"
    requested_region: str | None = None
    """Region that a pressed button asks to change to."""
    profile: Profile = field(default_factory=Profile)
    verdict: Verdict | None = None
    """`None` where the message was not screened yet: the assistant then screens it."""
    earlier_signals: tuple[str, ...] = ()
    """What earlier messages said that may complete a red flag now ("stopped_medicine")."""
    held_level: Level = Level.NONE
    """The level that the conversation still holds from earlier messages."""
    held_findings: tuple[Finding, ...] = ()
    """What raised it."""
    held_since: float = 0.0
    """When it was last raised, in seconds."""
    held_language: str = ENGLISH
    """Of the words that raised it."""
    held_turns: int = 0
    """How often the person was answered since it was raised."""
    asked_while_held: tuple[str, ...] = ()
    """Ids of our own questions that were asked since."""
    denied: bool = False
    """Whether the person has said clearly, since it was raised, that there is no such danger."""
    asked: str | None = None
    """Id of our own question that the last answer ended with (`cards.yml`)."""
    requested_step: str | None = None
    """What a pressed button asks for in a crisis (`safety_plan`)."""
    previous: Previous | None = None
    checked: tuple[Mention, ...] = ()
    """The list of what is taken, of which pairs were checked before."""
    pending: bool = False
    """Whether the last answer asked something back."""
    dose_times: DoseTimes | None = None
    """What was said before of the times of a missed dose."""
    task: Task | None = None
    """The tool that waits for something."""
    reported: Report | None = None
    """What "log it" points at."""
    at: float = 0.0
    """When it was asked, in seconds since 1970."""
    record: Record = field(default_factory=Record)
    """What is kept of the person."""
    incognito: bool = False
    """Whether the person wants nothing kept, whatever they agreed to before."""
    desk: Desk | None = None
    """Whom this installation passes questions on to; `None` where it does not."""
    with_human: bool = False
    """Whether the message came while a human may have the conversation."""
    was_silent: bool = False
    """Whether the message before was left to them."""
    channel: str = ""
    """Where it was asked; what a reminder is sent to."""
    ranking: tuple[Reading, ...] = ()
    """Everything that the message may mean, best first; empty where nothing has to be guessed (a button, a detail)."""

    @property
    def own_texts(self) -> Iterator[str]:
        """Every text that the person wrote, as far as it is known: now, for the tool that waits, and what is kept."""
        yield self.text
        if self.strength:
            yield self.strength
        yield from (self.reported.text,) if self.reported else ()
        yield from self.record.words
        for _, value in self.task.values if self.task else ():
            yield from (
                each for each in (value if isinstance(value, (list, tuple)) else [value]) if isinstance(each, str)
            )

    @property
    def intent(self) -> str:
        """The best reading."""
        return self.readings[0].intent if self.readings else "out_of_scope"


@dataclass(frozen=True)
class Button:
    """A follow-up that the person can press. Only a channel turns it into a payload."""

    title: str
    intent: str
    entities: tuple[tuple[str, str], ...] = ()
    """Pairs of entity and value (`("medicine", "baclofen")`)."""


@dataclass(frozen=True)
class SourceLine:
    """A source as an answer names it."""

    publisher: str
    title: str
    section: str
    date: str
    """The document's date, or `unknown`."""
    id: str = ""
    """Id of the source; empty for our own words."""


@dataclass(frozen=True)
class Table:
    """Rows to compare, where a channel can show them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """Each as long as `columns`; the first cell names the row."""


@dataclass(frozen=True)
class Card:
    """What goes out before everything else when help is needed."""

    level: Level
    situations: tuple[str, ...]
    lines: tuple[str, ...]
    """Most urgent first, the number to call in the first two."""
    question: str | None = None
    """At most one question, after the card."""
    asks: str | None = None
    """Id of that question (`cards.yml`)."""


@dataclass(frozen=True)
class Section:
    """The answer to one of the topics asked about."""

    intent: str
    headline: str
    """The direct first sentence."""
    points: tuple[str, ...] = ()
    """At most five."""
    get_help: tuple[str, ...] = ()
    table: Table | None = None
    fact_ids: tuple[str, ...] = ()
    """What it states, as `Snapshot.statement` takes it: its numbers and claims come from there."""
    source_ids: tuple[str, ...] = ()
    """The documents that what it states is from."""
    echoes: tuple[str, ...] = ()
    """The person's own words that it says back: a number in them is theirs, and no claim."""
    quotes: tuple[str, ...] = ()
    """What the person wrote, now or in what is kept, as it stands in quotation marks; and days and times of day of
    that. The guards leave it out."""


@dataclass(frozen=True)
class Answer:
    """What the person gets, as data; a channel renders it."""

    outcome: Outcome
    sections: tuple[Section, ...] = ()
    card: Card | None = None
    verdict: Verdict = field(default_factory=Verdict)
    """What the screen said of the message, together with what was said before it."""
    question: str | None = None
    """A question asked back, after the sections."""
    asks: str | None = None
    """Id of that question, where it is one of our own (`cards.yml`)."""
    denied: bool = False
    """Whether the person has taken back, now or before, what raised the level that is held."""
    sources: tuple[SourceLine, ...] = ()
    review_note: str | None = None
    """Says that no pharmacist has reviewed the content, while that is so."""
    buttons: tuple[Button, ...] = ()
    choices: tuple[str, ...] = ()
    """The intents between which the person is asked to choose, in the order of the buttons."""
    left_open: tuple[Reading, ...] = ()
    """What the question may be about, best first, where nothing is sure."""
    medicines: tuple[str, ...] = ()
    """Ids of the medicines that it is about."""
    others: tuple[Mention, ...] = ()
    """The other side of a pair that was asked about, where that is no medicine of the knowledge base."""
    checked: tuple[Mention, ...] = ()
    """The list of what is taken, where pairs of it were checked: "add melatonin" adds to it."""
    fact_ids: tuple[str, ...] = ()
    knowledge_version: str = ""
    sets: tuple[tuple[str, Any], ...] = ()
    """What the conversation should remember from now on (`("region", "UK")`, `("form", "liquid")`)."""
    documents: tuple[str, ...] = ()
    """Names of the documents that the person can take along, made from what is kept (`log.pdf`, `questions.pdf`)."""
    changes: tuple[Change, ...] = ()
    """What becomes of what is kept of the person: written before the answer is shown."""
