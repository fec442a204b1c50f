"""What names mean: everything that the linker can find in a text, and what it stands for."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from bot.language.forms import FORM_WORDS
from bot.language.name_index import NameIndex
from bot.language.normalise import normalise
from bot.model.knowledge import Combination, DrugClass, Identity, Name, Term

_FILE = "lexicon.json.gz"


class Kind(str, Enum):
    """What sort of thing a span of text names. The value is the name of the Rasa entity."""

    MEDICINE = "medicine"
    TERM = "term"
    FORM = "form"
    STRENGTH = "strength"


@dataclass(frozen=True)
class Meaning:
    """What a name stands for."""

    kind: Kind
    value: str
    """Id in the knowledge base, else the generic or class name."""
    name: str
    """As it is shown."""
    substance: str | None = None
    """Id in the knowledge base (of a medicine or a combination), else the generic name; `None` for a class."""
    known: bool = False
    product: str | None = None
    drug_class: str | None = None
    candidates: tuple[str, ...] = ()
    """Names to ask about, where the text could be several."""
    defined: bool = False
    """Whether the knowledge base explains what the word means."""

    @property
    def is_class(self) -> bool:
        """Whether a group of medicines is named, and no single one."""
        return self.kind is Kind.MEDICINE and self.substance is None and not self.candidates


def phrase(text: str) -> str:
    """A name as it is looked up: normalised, lower case."""
    return normalise(text).text.lower().strip()


class MedicineLexicon:
    """Names and their meanings. Immutable; made from content, or from what `to_json` wrote.

    Args:
        phrases: Reviewed names (of the knowledge base) with their meanings, by `phrase`.
        spellable: Which of these may be recognised although misspelt.
        index: The thousands of other medicines.
    """

    def __init__(self, phrases: Mapping[str, Meaning], spellable: Iterable[str], index: NameIndex) -> None:
        self.phrases = dict(phrases)
        self.spellable = frozenset(spellable)
        self.index = index

    @classmethod
    def build(
        cls,
        medicines: Mapping[str, Identity],
        classes: Iterable[DrugClass],
        terms: Iterable[Term],
        index: NameIndex,
        combinations: Iterable[Combination] = (),
    ) -> MedicineLexicon:
        """Make the lexicon from content.

        Where two say the same name, the first of this order means it: medicines of the knowledge base, terms, classes,
        combinations, members of classes, forms, the index.

        Args:
            medicines: Identity of each medicine of the knowledge base, by id.
            classes: Groups of medicines, with members known by name only.
            terms: Conditions, symptoms, foods and the like.
            index: Names of all other medicines.
            combinations: Medicines that hold several, known by name and ingredients only.

        Returns:
            The lexicon.
        """
        builder = _Builder()
        for medicine_id, identity in medicines.items():
            builder.add_medicine(medicine_id, identity)
        for term in terms:
            builder.add_term(term)
        classes = sorted(classes, key=lambda group: (len(group.members), group.id))
        for group in classes:
            builder.add_class(group)
        for combination in combinations:
            builder.add_combination(combination)
        for group in classes:
            builder.add_members(group)
        for form, words in FORM_WORDS.items():
            for word in words:
                builder.add(word, Meaning(Kind.FORM, form, form))
        return cls(builder.phrases, builder.spellable, index)

    def save(self, folder: Path) -> None:
        """Write it as compressed JSON."""
        (folder / _FILE).write_bytes(gzip.compress(json.dumps(self.to_json()).encode(), mtime=0))

    @classmethod
    def load(cls, folder: Path) -> MedicineLexicon:
        """Read what `save` wrote."""
        return cls.from_json(json.loads(gzip.decompress((folder / _FILE).read_bytes())))

    def to_json(self) -> dict[str, Any]:
        """As plain data, the same for equal lexicons."""
        meanings = {text: {**asdict(meaning), "kind": meaning.kind.value} for text, meaning in self.phrases.items()}
        return {
            "phrases": dict(sorted(meanings.items())),
            "spellable": sorted(self.spellable),
            "index": self.index.to_json(),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> MedicineLexicon:
        """The lexicon that `to_json` wrote."""
        phrases = {
            text: Meaning(
                **{**fields, "kind": Kind(fields["kind"]), "candidates": tuple(fields["candidates"])},
            )
            for text, fields in data["phrases"].items()
        }
        return cls(phrases, data["spellable"], NameIndex.from_json(data["index"]))


class _Builder:
    """Collects phrases; the first meaning of a phrase stays."""

    def __init__(self) -> None:
        self.phrases: dict[str, Meaning] = {}
        self.spellable: set[str] = set()

    def add(self, text: str, meaning: Meaning, *, spellable: bool = True) -> None:
        key = phrase(text)
        if not key or key in self.phrases:
            return
        self.phrases[key] = meaning
        if spellable:
            self.spellable.add(key)
        if "-" in key:
            self.add(key.replace("-", " "), meaning, spellable=False)

    def add_medicine(self, medicine_id: str, identity: Identity) -> None:
        names = (Name(text=identity.name, kind="generic"), *identity.names)
        for name in names:
            meaning = Meaning(
                Kind.MEDICINE, medicine_id, identity.name, substance=medicine_id, known=True, product=name.product
            )
            self.add(name.text, meaning, spellable=name.kind not in ("misspelling", "abbreviation"))
        for look_alike in identity.look_alikes:
            candidates = (identity.name, look_alike)
            self.add(look_alike, Meaning(Kind.MEDICINE, look_alike, look_alike, candidates=candidates))

    def add_term(self, term: Term) -> None:
        meaning = Meaning(Kind.TERM, term.id, term.name, defined=term.definition is not None)
        for text in (term.name, *([term.medical_name] if term.medical_name else []), *term.names):
            self.add(text, meaning)

    def add_class(self, group: DrugClass) -> None:
        meaning = Meaning(Kind.MEDICINE, group.name, group.name, drug_class=group.id)
        for text in (group.name, *group.names):
            self.add(text, meaning)

    def add_combination(self, combination: Combination) -> None:
        meaning = Meaning(Kind.MEDICINE, combination.name, combination.name, substance=combination.id)
        for text in (combination.name, *combination.names):
            self.add(text, meaning)

    def add_members(self, group: DrugClass) -> None:
        for member in group.members:
            generic = member.name.lower()
            meaning = Meaning(Kind.MEDICINE, generic, generic, substance=generic, drug_class=group.id)
            for text in (member.name, *member.names):
                self.add(text, meaning)
