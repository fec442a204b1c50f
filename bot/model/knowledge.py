"""What the knowledge base is made of.

These classes are the one definition of reviewed content: the YAML files are validated against them, the SQL
tables store them, and the snapshot that answers are composed from holds them. They are immutable and refuse
unknown keys.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from re import fullmatch
from typing import Any, Literal

from pydantic import BaseModel, validator

Identifier = str
"""Lower-case words joined by hyphens or underscores, unique within its kind (`us-label-tablets`, `kidney_disease`)."""

Jurisdiction = str
"""Whose rules or label a statement is from: `US`, `UK`, `CA`, `CH`, ..., or `any` where it is not tied to one."""

Unknown = Literal["unknown"]
"""Written out where a date, section or version was not seen in a source; never filled in from memory."""

Form = Literal["tablet", "capsule", "liquid", "granules", "pump", "infusion", "injection", "cream"]
"""The dosage form in a person's words. `pump` is intrathecal; `infusion` is into a vein in hospital."""

Severity = Literal["info", "minor", "moderate", "major", "contraindicated"]


def _not_empty(items: tuple[Any, ...]) -> tuple[Any, ...]:
    if not items:
        raise ValueError("needs at least one entry")
    return items


def _full_date(value: Any) -> Any:
    """A date written in full is a date, quoted or not; one that cannot be is an error."""
    return date.fromisoformat(value) if isinstance(value, str) and fullmatch(r"\d{4}-\d{2}-\d{2}", value) else value


class Evidence(str, Enum):
    """How far a statement can be trusted, as the clinical notes mark it."""

    REGULATOR = "A"
    """Regulator, government or manufacturer text, seen in a stored copy."""
    SECONDARY = "B"
    """A good secondary source, seen."""
    WEAK = "C"
    """One weak secondary source: shown only as "one source says"."""
    UNVERIFIED = "U"
    """Background knowledge, not verified: shown only as "one source says"."""
    LABEL_SECTION = "L"
    """A label fact with its section named, not re-read in a copy: shown as drafted."""
    PUBLIC_LINE = "2"
    """A public help line that two readers know independently; checked live before a release."""
    SEED = "seed"
    """The article that the project started from: a claim that was made, never a source for a clinical answer."""
    OWN = "own"
    """Our own wording of what a word means, or of what this program does. Not a clinical claim."""

    @property
    def must_be_hedged(self) -> bool:
        """Whether a statement with this evidence has to say that one source says it."""
        return self in (Evidence.WEAK, Evidence.UNVERIFIED)


class Content(BaseModel):
    """Base of all content: immutable, and an unknown key is an error."""

    class Config:
        extra = "forbid"
        frozen = True
        smart_union = True


class Source(Content):
    """A document that statements are taken from."""

    id: Identifier
    publisher: str
    title: str
    kind: Literal["label", "guidance", "journal", "reference", "manufacturer", "article", "help_line", "own"]
    jurisdiction: Jurisdiction
    identifier: str | Unknown = "unknown"
    """A set-id, DOI or web page, as the clinical notes give it."""
    version: str | Unknown = "unknown"
    effective_date: date | str = "unknown"
    """The date printed on the document: a full date, or as much of one as is known ("Oct 2022"), or `unknown`."""
    retrieved_date: date | str = "unknown"
    _dated = validator("effective_date", "retrieved_date", pre=True, allow_reuse=True)(_full_date)
    licence: str | Unknown = "unknown"


class Citation(Content):
    """Where in a source a statement is found."""

    source: Identifier
    section: str | Unknown = "unknown"


class Sourced(Content):
    """Anything that makes a clinical statement: it names its evidence and at least one citation."""

    jurisdiction: Jurisdiction = "any"
    evidence: Evidence
    citations: tuple[Citation, ...]
    _cited = validator("citations", allow_reuse=True)(_not_empty)
    status: Literal["drafted", "reviewed"] = "drafted"
    reviewed_by: str | None = None
    reviewed_on: date | None = None
    review_due: date | None = None


class Name(Content):
    """A name that people use for a medicine or one of its products."""

    text: str
    kind: Literal["generic", "brand", "abbreviation", "synonym", "misspelling"]
    product: Identifier | None = None
    """The product, where the name means one product and not the substance as a whole."""


class Identity(Content):
    """What a medicine is: one per medicine."""

    name: str
    """The generic name, as shown ("baclofen")."""
    names: tuple[Name, ...] = ()
    pronunciation: str | None = None
    rxnorm: str | None = None
    atc: str | None = None
    classes: tuple[Identifier, ...] = ()
    """Drug classes that it belongs to, for interactions of others with it."""
    default_forms: tuple[Form, ...] = ()
    """The forms that a question is about when it names none. Facts for other forms then stay out of the lead."""
    look_alikes: tuple[str, ...] = ()
    """Names that are mistaken for this one (`Bactroban`): asked about, never guessed."""


class MarketStatus(Content):
    """Whether a product is sold, where, and since when that is known."""

    jurisdiction: Jurisdiction
    status: Literal["marketed", "discontinued", "not_marketed", "unknown"]
    since: date | str = "unknown"
    _dated = validator("since", pre=True, allow_reuse=True)(_full_date)
    evidence: Evidence
    citations: tuple[Citation, ...]
    _cited = validator("citations", allow_reuse=True)(_not_empty)


class Quantity(Content):
    """A number with its unit: every number in a statement is listed as one."""

    value: Decimal
    unit: str
    """As in the statement: `mg`, `mg/mL`, `percent`, `days`, `C`, `times a day`, `years`, ..."""
    means: str
    """What the number is, in a few words ("most in one day")."""


class Product(Sourced):
    """A brand or a generic form that a person can have in their hand. Its strength is its identity."""

    id: Identifier
    name: str
    """As shown ("Fleqsuvy", "baclofen tablets")."""
    brand: bool
    route: Literal["oral", "intrathecal", "intravenous", "intramuscular", "topical"]
    form: Form
    strengths: tuple[Quantity, ...] = ()
    """Per unit (`10 mg` a tablet) or a concentration (`5 mg/mL`, `50 mcg/mL`)."""
    market: tuple[MarketStatus, ...] = ()
    note: str | None = None
    """One plain sentence that tells it apart from its neighbours."""

    @property
    def milligrams_per_millilitre(self) -> Decimal | None:
        """The concentration of an oral liquid in mg/mL, where the product has exactly one."""
        found = [strength.value for strength in self.strengths if strength.unit == "mg/mL"]
        return found[0] if self.route == "oral" and len(found) == 1 else None


class Fact(Sourced):
    """One statement about a medicine, in our own plain words."""

    id: Identifier
    topic: Identifier
    also: tuple[Identifier, ...] = ()
    """Further topics whose answers may use it."""
    role: Literal["lead", "point", "get_help", "detail"]
    """`lead`: the direct first sentence of a topic's answer. `point`: one of at most five. `get_help`: when to get
    help, and from whom. `detail`: shown when a person asks for more."""
    rank: int = 50
    """Order among facts of the same role: lower first."""
    statement: str
    simple: str | None = None
    """The same in still plainer words, for "simpler"."""
    about: tuple[Identifier, ...] = ()
    """Terms that it is the direct answer about (`cerebral_palsy`): a question that names one gets this fact first."""
    forms: tuple[Form, ...] = ()
    """The forms it holds for; empty: all."""
    products: tuple[Identifier, ...] = ()
    """The products it holds for; empty: all."""
    audience: Literal["everyone", "adults", "children", "older_adults", "pregnant", "breastfeeding", "newborns"] = (
        "everyone"
    )
    severity: Severity = "info"
    quantities: tuple[Quantity, ...] = ()


class RegimenStep(Content):
    """One step of a dose ladder that a label prints for adults."""

    dose_mg: Decimal
    times_per_day: int
    days: int | None = None
    """How long the step lasts, in days; `None` for the last."""


class Regimen(Sourced):
    """The dose ladder of a label, as data. Never for a pump, a child, or for stopping."""

    id: Identifier
    title: str
    """What it is, in a few words ("US label, adults")."""
    forms: tuple[Form, ...] = ()
    steps: tuple[RegimenStep, ...]
    _stepped = validator("steps", allow_reuse=True)(_not_empty)
    maximum_mg_per_day: Decimal | None = None


class SideEffect(Sourced):
    """An unwanted effect, how often it was seen, and what to do about it."""

    id: Identifier
    term: Identifier
    """The symptom term, which holds the plain name and the words that people use."""
    medical_name: str | None = None
    group: Literal["common", "less_common", "rare", "serious"]
    percent_low: Decimal | None = None
    percent_high: Decimal | None = None
    what_to_do: str
    level: Literal["emergency", "urgent", "same_day", "none"] = "none"
    """How fast a person who has it should be seen."""
    forms: tuple[Form, ...] = ()


class Interaction(Sourced):
    """What happens when this medicine meets another medicine, a class, a food or a drink."""

    id: Identifier
    substance: str | None = None
    """Generic name of the other medicine; exactly one of `substance` and `drug_class` is given."""
    drug_class: Identifier | None = None
    severity: Literal["no_effect", "info", "minor", "moderate", "major", "contraindicated"]
    effect: str
    advice: str
    forms: tuple[Form, ...] = ()


class ConditionCaution(Sourced):
    """Why a condition matters when taking this medicine, and who to ask."""

    id: Identifier
    term: Identifier
    severity: Severity
    reason: str
    advice: str
    forms: tuple[Form, ...] = ()


class ComparisonCard(Sourced):
    """How one way of giving a medicine compares with others, aspect by aspect."""

    id: Identifier
    label: str
    forms: tuple[Form, ...] = ()
    acts_on: str
    given: str
    area: str
    biggest_warning: str
    checks: str


class Discrepancy(Sourced):
    """What the article says, and what the sources say instead."""

    id: Identifier
    """`D1` to `D34`, as the clinical notes number them."""
    topic: Identifier
    about: tuple[Identifier, ...] = ()
    article_says: str
    sources_say: str


class Gap(Content):
    """Something people ask that no source here answers."""

    topic: Identifier
    missing: str
    """What is not known, as a person would say it ("which inactive ingredients the tablets contain")."""
    ask: str
    """Who or what to ask instead, as a full sentence."""
    about: tuple[Identifier, ...] = ()
    products: tuple[Identifier, ...] = ()


class MedicineContent(Content):
    """One file below `knowledge/medicines/`. A medicine may be one file, or several that name the same medicine."""

    medicine: Identifier
    identity: Identity | None = None
    """Given in exactly one of a medicine's files."""
    sources: tuple[Source, ...] = ()
    products: tuple[Product, ...] = ()
    facts: tuple[Fact, ...] = ()
    regimens: tuple[Regimen, ...] = ()
    side_effects: tuple[SideEffect, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    conditions: tuple[ConditionCaution, ...] = ()
    comparison: tuple[ComparisonCard, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    gaps: tuple[Gap, ...] = ()


class Term(Content):
    """An everyday word or phrase that answers can be about, with the ways that people say it."""

    id: Identifier
    kind: Literal["condition", "symptom", "food", "activity", "group", "concept"]
    name: str
    """Plain name, as shown in a sentence ("kidney disease")."""
    medical_name: str | None = None
    names: tuple[str, ...] = ()
    """Other ways that people say it, slang and common misspellings included."""
    definition: str | None = None
    """What the word means, in one or two plain sentences, for "what is spasticity?"."""
    evidence: Evidence | None = None
    citations: tuple[Citation, ...] = ()


class ClassMember(Content):
    """A medicine that belongs to a class, known by name and class only."""

    name: str
    names: tuple[str, ...] = ()
    """Brands and other names."""
    rxnorm: str | None = None
    atc: str | None = None


class DrugClass(Content):
    """A group of medicines (or of drinks, foods, herbs) that act alike."""

    id: Identifier
    name: str
    """Plain name, plural, as shown ("opioid painkillers")."""
    names: tuple[str, ...] = ()
    """What people call the group ("blood pressure pills")."""
    parents: tuple[Identifier, ...] = ()
    """Wider classes: what holds for them holds for this one (`opioids` within `cns_depressants`)."""
    members: tuple[ClassMember, ...] = ()
    evidence: Evidence
    citations: tuple[Citation, ...]
    _cited = validator("citations", allow_reuse=True)(_not_empty)


class Combination(Sourced):
    """One medicine that holds several: each of them acts, and each can interact."""

    id: Identifier
    name: str
    """Generic, as shown ("acetaminophen with diphenhydramine")."""
    names: tuple[str, ...] = ()
    """Brands, other ways that people say it, common misspellings."""
    ingredients: tuple[str, ...]
    """Generic names, two or more, spelt as the drug classes and the name index spell them."""

    @validator("ingredients")
    def _several(cls, items: tuple[str, ...]) -> tuple[str, ...]:  # noqa: N805 - pydantic calls it with the class
        if len(items) < 2:
            raise ValueError("needs at least two entries")
        return items


class SharedContent(Content):
    """Any other file below `knowledge/` whose statements serve all medicines: sources, terms, classes, combinations."""

    sources: tuple[Source, ...] = ()
    terms: tuple[Term, ...] = ()
    classes: tuple[DrugClass, ...] = ()
    combinations: tuple[Combination, ...] = ()


class Topic(Content):
    """Something that can be asked of every medicine: one entry of `knowledge/topics.yml`."""

    id: Identifier
    """The intent's name without `ask_`, where an intent asks for it."""
    title: str
    """As a button ("Side effects")."""
    asks: str
    """As a question with a place for the medicine ("What are the side effects of {medicine}?")."""
    noun: str
    """As it stands in "I have no sourced answer about {noun}." ("how to store it")."""
    follow_ups: tuple[Identifier, ...] = ()
    """Topics offered as buttons after an answer, most useful first."""
    depends_on_form: bool = False
    """Whether the person is asked for the form they have, once, when the answer differs by form."""
    borrow: tuple[Identifier, ...] = ()
    """Topics to take facts from where this one has none."""
