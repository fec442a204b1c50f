"""The knowledge base as answers see it: one immutable value, swapped whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

from bot.knowledge.identifiers import full_id, natural_order
from bot.model.knowledge import (
    Citation,
    Combination,
    Content,
    DrugClass,
    Fact,
    MedicineContent,
    Source,
    Sourced,
    Term,
    Topic,
)

Entry = TypeVar("Entry", bound=Content)

STATEMENT_LISTS = (
    "facts",
    "regimens",
    "side_effects",
    "interactions",
    "conditions",
    "comparison",
    "discrepancies",
)
"""The lists of a medicine whose entries share one set of ids: `<medicine>/<id>` names one of them."""

_ROLES = ("lead", "point", "get_help", "detail")


@dataclass(frozen=True)
class Snapshot:
    """All content, read-only, in an order that does not depend on how it is spread over files.

    Made by `Snapshot.of`; two snapshots are equal when their content is.
    """

    medicines: Mapping[str, MedicineContent]
    """By id. `identity` is set; `sources` is empty, for sources serve all medicines: see `Snapshot.sources`."""
    sources: Mapping[str, Source]
    terms: Mapping[str, Term]
    classes: Mapping[str, DrugClass]
    topics: Mapping[str, Topic]
    combinations: Mapping[str, Combination]
    version: str
    """Hash of the content: the same content has the same version, however it is stored."""

    @staticmethod
    def of(  # noqa: PLR0913 - one for each kind of content
        medicines: Iterable[MedicineContent] = (),
        sources: Iterable[Source] = (),
        terms: Iterable[Term] = (),
        classes: Iterable[DrugClass] = (),
        topics: Iterable[Topic] = (),
        *,
        combinations: Iterable[Combination] = (),
    ) -> Snapshot:
        """Put content in order and name its version.

        Args:
            medicines: One entry per medicine, each with its identity; their sources move to the shared ones.
            sources: Sources from anywhere.
            terms: Terms.
            classes: Drug classes.
            topics: Topics.
            combinations: Medicines that hold several.
        """
        medicines = list(medicines)
        of_medicines = [source for medicine in medicines for source in medicine.sources]
        parts = {
            "medicines": _by_key({medicine.medicine: _in_order(medicine) for medicine in medicines}),
            "sources": _by_key({source.id: source for source in (*sources, *of_medicines)}),
            "terms": _by_key({term.id: term for term in terms}),
            "classes": _by_key({drug_class.id: drug_class for drug_class in classes}),
            "topics": _by_key({topic.id: topic for topic in topics}),
            "combinations": _by_key({combination.id: combination for combination in combinations}),
        }
        return Snapshot(**parts, version=_version(parts))  # type: ignore[arg-type]

    def facts(self, medicine: str, topic: str) -> tuple[Fact, ...]:
        """All facts of a medicine for a topic: leads first, then points, when to get help, details, each by rank."""
        return self._facts.get((medicine, topic), ())

    def statement(self, name: str) -> Sourced:
        """The fact, side effect, interaction, ... of a full id (`baclofen/stopping-lead`).

        Raises:
            KeyError: There is none.
        """
        return self._statements[name]

    def statements(self, medicine: str) -> Iterator[Sourced]:
        """Everything that a medicine's content states and that has an id of its own, products aside."""
        for listed in STATEMENT_LISTS:
            yield from getattr(self.medicines[medicine], listed)

    def source(self, citation: Citation) -> Source:
        """The document that a citation names."""
        return self.sources[citation.source]

    def class_ids_of(self, name: str) -> frozenset[str]:
        """Ids of all classes that a medicine, brand or class name belongs to, wider classes included.

        A combination belongs to the classes of each of its ingredients.

        Args:
            name: A generic, brand or class name, in any case.
        """
        names = (name, *self.ingredients_of(name))
        direct = (self._direct_classes.get(each.casefold(), frozenset()) for each in names)
        return self.with_wider_classes(frozenset().union(*direct))

    def with_wider_classes(self, class_ids: Iterable[str]) -> frozenset[str]:
        """The classes given, and every class that they are within."""
        found: set[str] = set()
        waiting = list(class_ids)
        while waiting:
            class_id = waiting.pop()
            if class_id not in found and class_id in self.classes:
                found.add(class_id)
                waiting.extend(self.classes[class_id].parents)
        return frozenset(found)

    def with_narrower_classes(self, class_id: str) -> tuple[str, ...]:
        """A class, and every class that is within it."""
        return tuple(each for each in self.classes if class_id in self.with_wider_classes([each]))

    def ingredients_of(self, name: str) -> tuple[str, ...]:
        """Generic names of what a combination holds; empty for what is no combination.

        Args:
            name: Any name of a combination, or its id, in any case.
        """
        return self._ingredients.get(name.casefold(), ())

    @cached_property
    def reviewed_share(self) -> float:
        """Share of statements that a named clinician has signed, 0 to 1; 0 where there are none."""
        signed = [entry.status == "reviewed" for entry in self._statements.values()]
        return sum(signed) / len(signed) if signed else 0.0

    @cached_property
    def familiar_words(self) -> frozenset[str]:
        """Names that a reading grade does not count against a text: medicines, products, classes, glossary terms."""
        words: set[str] = set()
        for medicine in self.medicines.values():
            words |= {medicine.medicine, *(product.name for product in medicine.products)}
            if medicine.identity:
                words |= {medicine.identity.name, *(name.text for name in medicine.identity.names)}
            words |= {entry.substance for entry in medicine.interactions if entry.substance}
        for drug_class in self.classes.values():
            words |= {drug_class.name, *drug_class.names}
            for member in drug_class.members:
                words |= {member.name, *member.names}
        for combination in self.combinations.values():
            words |= {combination.name, *combination.names, *combination.ingredients}
        for term in self.terms.values():
            words |= {term.name, *term.names} | ({term.medical_name} if term.medical_name else set())
        return frozenset(words)

    @cached_property
    def words_of_names(self) -> frozenset[str]:
        """Single words of all those names, in lower case."""
        return frozenset(word for name in self.familiar_words for word in name.casefold().split())

    @cached_property
    def _facts(self) -> dict[tuple[str, str], tuple[Fact, ...]]:
        found: dict[tuple[str, str], list[Fact]] = {}
        for medicine in self.medicines.values():
            for fact in medicine.facts:
                for topic in dict.fromkeys((fact.topic, *fact.also)):
                    found.setdefault((medicine.medicine, topic), []).append(fact)
        # The content is in order already, and sorting keeps it among facts of the same role and rank.
        return {
            key: tuple(sorted(facts, key=lambda fact: (_ROLES.index(fact.role), fact.rank)))
            for key, facts in found.items()
        }

    @cached_property
    def _statements(self) -> dict[str, Sourced]:
        return {
            full_id(medicine, entry.id): entry  # type: ignore[attr-defined]
            for medicine in self.medicines
            for entry in self.statements(medicine)
        }

    @cached_property
    def _ingredients(self) -> dict[str, tuple[str, ...]]:
        return {
            name.casefold(): combination.ingredients
            for combination in self.combinations.values()
            for name in (combination.id, combination.name, *combination.names)
        }

    @cached_property
    def _direct_classes(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for drug_class in self.classes.values():
            members = [name for member in drug_class.members for name in (member.name, *member.names)]
            for name in (drug_class.id, drug_class.name, *drug_class.names, *members):
                found.setdefault(name.casefold(), set()).add(drug_class.id)
        for medicine in self.medicines.values():
            if medicine.identity:
                for name in (medicine.medicine, medicine.identity.name, *(n.text for n in medicine.identity.names)):
                    found.setdefault(name.casefold(), set()).update(medicine.identity.classes)
        return {name: frozenset(ids) for name, ids in found.items()}


def plain_decimal(value: Decimal) -> Decimal:
    """The same number without trailing zeros or exponent, so that equal numbers look equal."""
    short = value.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short


def _by_key(entries: Mapping[str, Entry]) -> Mapping[str, Entry]:
    return MappingProxyType({key: entries[key] for key in sorted(entries, key=natural_order)})


def _in_order(medicine: MedicineContent) -> MedicineContent:
    ordered: dict[str, Any] = {
        listed: tuple(sorted(getattr(medicine, listed), key=lambda entry: natural_order(entry.id)))
        for listed in ("products", *STATEMENT_LISTS)
    }
    ordered["gaps"] = tuple(sorted(medicine.gaps, key=lambda gap: (gap.topic, gap.missing)))
    return medicine.copy(update={"sources": (), **ordered})


def _version(parts: Mapping[str, Mapping[str, Content]]) -> str:
    content = {part: [entry.dict() for entry in entries.values()] for part, entries in parts.items()}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_as_text)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _as_text(value: object) -> str:
    return str(plain_decimal(value)) if isinstance(value, Decimal) else str(value)
