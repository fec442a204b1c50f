"""What a composer works with: the question, the knowledge, and what the question is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Any

from bot.answers.wording import Wording, sentence
from bot.knowledge import Snapshot
from bot.knowledge.identifiers import full_id
from bot.model.conversation import Button, Mention, Outcome, Question, Reading, Table
from bot.model.knowledge import Citation, MedicineContent, Product
from bot.model.record import Change
from bot.model.safety import Finding, Verdict
from bot.safety import Contacts
from bot.safety.card import speaks_of_crisis


@dataclass(frozen=True)
class Context:
    """One question about one medicine, or about none."""

    question: Question
    snapshot: Snapshot
    wording: Wording
    contacts: Contacts
    medicine_id: str | None = None
    others: tuple[Mention, ...] = ()
    """Everything else that the message names: the other side of a pair."""
    tools: Mapping[str, Entry] = field(default=MappingProxyType({}), repr=False)
    """What answers an intent that asks for more than an answer: a check, a log. They know the answers, and so are
    handed in."""

    @property
    def medicine(self) -> MedicineContent:
        """The content of the medicine.

        Raises:
            LookupError: the question is about no medicine of the knowledge base.
        """
        if self.medicine_id is None:
            raise LookupError("the question is about no medicine")
        return self.snapshot.medicines[self.medicine_id]

    @property
    def product(self) -> Product | None:
        """The product named, where it is one of this medicine's."""
        named = {mention.product for mention in self.question.mentions if mention.product} or {
            self.question.product or ""
        }
        return next((product for product in self.medicine.products if product.id in named), None)

    @property
    def form(self) -> str | None:
        """The form meant: the one named, else that of the product, else that of the profile, where there is such."""
        if self.question.form or self.medicine_id is None:
            return self.question.form
        if self.product:
            return self.product.form
        kept = self.question.profile.form
        return kept if kept in {product.form for product in self.medicine.products} else None

    @property
    def name(self) -> str:
        """The medicine as a sentence names it: its product too, where one was named."""
        if self.medicine_id is None:
            return "your medicine"
        generic = display_name(self.medicine)
        if self.product and self.product.brand and generic.lower() not in self.product.name.lower():
            return f"{self.product.name} ({generic})"
        return generic

    def used(self, *items: Any) -> tuple[Used, ...]:
        """Records of what was stated of the medicine."""
        return used(self.medicine.medicine, *items) if items else ()

    @property
    def withholds_amounts(self) -> bool:
        """Whether amounts and overdose effects are held back: someone spoke of self-harm, in this conversation."""
        question, now = self.question, self.question.verdict or Verdict()
        findings = (*question.held_findings, *now.findings)
        return speaks_of_crisis(Verdict(findings, (*question.earlier_signals, *now.signals)))

    def say(self, key: str, **values: Any) -> str:
        """A phrase, with the medicine's name and the region's numbers always at hand."""
        return self.wording.say(key, **self._values(values))

    def lines(self, key: str, **values: Any) -> tuple[str, ...]:
        """A list of lines, with the medicine's name and the region's numbers always at hand."""
        return self.wording.lines(key, **self._values(values))

    def say_text(self, text: str) -> str:
        """A text of ours that is not in the list of phrases, its placeholders filled."""
        return text.format(**self._values({}))

    def fill(self, statement: str) -> str:
        """A statement of the content with the region's numbers in it."""
        return self.contacts.fill(statement)

    def _values(self, values: dict[str, Any]) -> dict[str, Any]:
        return {
            "medicine": self.name,
            "emergency": self.contacts.emergency.say,
            "poison": self.contacts.poison.say,
            "crisis": ", or ".join(line.say for line in self.contacts.crisis),
            "leaflet": self.contacts.leaflet,
            **values,
        }


@dataclass(frozen=True)
class Draft:
    """The answer to one topic, before it is put together with the others of its message."""

    intent: str
    headline: str
    points: tuple[str, ...] = ()
    get_help: tuple[str, ...] = ()
    table: Table | None = None
    outcome: Outcome = Outcome.ANSWERED
    question: str | None = None
    """Asked back after the sections."""
    asks: str | None = None
    """Id of that question, where it is one of our own (`cards.yml`)."""
    buttons: tuple[Button, ...] = ()
    """Offered instead of the topic's follow-ups, where there are any."""
    choices: tuple[str, ...] = ()
    """The intents between which the buttons let choose, where nothing is sure."""
    left_open: tuple[Reading, ...] = ()
    """What the question may be about, where nothing is sure."""
    used: tuple[Used, ...] = ()
    medicines: tuple[str, ...] = ()
    """Ids of medicines that it is about besides the one asked about."""
    checked: tuple[Mention, ...] = ()
    """The list of what is taken, where pairs of it were checked."""
    sets: tuple[tuple[str, Any], ...] = ()
    quotes: tuple[str, ...] = ()
    """As `Section.quotes`."""
    documents: tuple[str, ...] = ()
    """As `Answer.documents`."""
    changes: tuple[Change, ...] = ()
    """As `Answer.changes`."""


Composer = Callable[[Context, str], Draft]
"""Answers one topic: the question, and the intent that asks for it."""


class Need(Enum):
    """Whether an answer is about a medicine."""

    MEDICINE = "a section for each medicine named; asks which where none is"
    PAIR = "one section for all that is named"
    ANY = "about the medicine where there is one"


@dataclass(frozen=True)
class Entry:
    """How an intent is answered."""

    compose: Composer
    need: Need = Need.MEDICINE
    takes: Callable[[Context], Question | None] | None = None
    """The question as the tool means it, where a message is what the tool waits for (`Question.task`), or, where none
    waits, is about its answer just before; whatever it was read as. `None` for any other."""
    raises: Callable[[Context], Finding | None] | None = None
    """What a message to the tool makes sure of, beyond what its words say to the screen; `None` for nothing more
    urgent than is known."""


@dataclass(frozen=True)
class Used:
    """A piece of content that an answer states."""

    id: str | None
    """As `Snapshot.statement` takes it; `None` for what has no id there: a product, a word of the glossary."""
    citations: tuple[Citation, ...] = ()
    reviewed: bool = False


def used(medicine_id: str, *items: Any) -> tuple[Used, ...]:
    """Records of what was stated, for sources, review note and follow-ups.

    Args:
        medicine_id: whose content the items are.
        items: content with an id and citations.
    """
    return tuple(
        Used(
            None if isinstance(item, Product) else full_id(medicine_id, item.id),
            tuple(item.citations),
            getattr(item, "status", "drafted") == "reviewed",
        )
        for item in items
    )


def display_name(medicine: MedicineContent) -> str:
    """The medicine's generic name, as shown."""
    return medicine.identity.name if medicine.identity else medicine.medicine


def title(medicine: MedicineContent) -> str:
    """The medicine as a button names it: by its brand too, where it is sold under one brand only."""
    names = {product.name for product in medicine.products}
    generic = display_name(medicine)
    one_brand = len(names) == 1 and all(product.brand for product in medicine.products)
    return f"{sentence(names.pop())} ({generic})" if one_brand else sentence(generic)


def names_of(context: Context) -> tuple[str, ...]:
    """Names by which a sentence can be about what is meant: the product's own, or any of the medicine's."""
    if context.product:
        return (context.product.name,)
    identity = context.medicine.identity
    known = tuple(name.text for name in identity.names if name.kind in ("generic", "brand")) if identity else ()
    return (display_name(context.medicine), *(product.name for product in context.medicine.products), *known)
