"""Every clinical claim has a source: sentence by sentence.

A sentence is either of the content that its section states, and then the answer names a source of that; or it is one
of the assistant's own phrases, which make no clinical claim. Anything else was said by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter
from typing import Any

from bot.knowledge import CONTENT, Snapshot
from bot.knowledge.documents import parse
from bot.model.conversation import SourceLine
from bot.model.knowledge import Source
from bot.model.schedule import city, zones
from bot.safety.contacts import Contacts, all_contacts, contacts
from bot.safety.guards.breach import Breach, Guard
from bot.safety.guards.evidence import Names, texts_of
from bot.safety.guards.inspected import Inspected, Passage, sentences_of
from bot.safety.rules import default_rules

_SENTENCES = frozenset({"statement", "advice"})
"""Placeholders that hold sentences of the content."""
_PHRASES = frozenset({"missing", "noun"})
"""Placeholders that hold a phrase of the content, word for word; any other holds names and numbers."""
_WITHOUT_DOSES = "without_doses.yml"
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_SMALL_WORDS = frozenset(
    "january february march april may june july august september october november december"  # noqa: SIM905 - easier read
    " a an and any as at by each for from have in is it label labels mg mcg ml not of on once one or packet percent"
    " schedule strong the times to units with x you your".split()
)


def unsourced_claims(inspected: Inspected) -> Iterator[Breach]:
    """Statements whose source is not named, and sentences that nobody said."""
    yield from _unnamed_sources(inspected)
    said_of: dict[int, _Said] = {}
    for passage in inspected.passages:
        if passage.is_button:
            continue
        said = said_of.get(id(passage.section))
        if said is None:
            said = said_of[id(passage.section)] = _said(inspected, passage)
        if passage.is_label and said.is_name(passage.text):
            continue
        if not all(map(said.allows, passage.sentences)):
            yield Breach(Guard.UNSOURCED_CLAIM, f"a sentence that no content and no phrase says: {passage.place}")


def _unnamed_sources(inspected: Inspected) -> Iterator[Breach]:
    sources = inspected.snapshot.sources
    shown = {line.id for line in inspected.answer.sources if _is_as_known(line, sources.get(line.id))}
    for number, section in enumerate(inspected.answer.sections, start=1):
        for fact_id, item in zip(section.fact_ids, inspected.stated(section), strict=True):
            if not shown & {citation.source for citation in item.citations}:
                yield Breach(Guard.UNSOURCED_CLAIM, f"no source named for {fact_id}: section {number}")
        if section.source_ids and not shown & set(section.source_ids):
            yield Breach(Guard.UNSOURCED_CLAIM, f"none of its sources is named: section {number}")


def _is_as_known(line: SourceLine, source: Source | None) -> bool:
    """Whether a line names a source of the knowledge base by the publisher that it has."""
    return source is not None and source.publisher == line.publisher


_LINES = frozenset({"emergency", "poison", "crisis", "leaflet"})
"""Placeholders that hold a line of the region."""


@dataclass(frozen=True)
class _Said:
    """What one section may say."""

    stated: frozenset[str]
    """Sentences and phrases of its content, as they compare."""
    phrases: tuple[re.Pattern[str], ...]
    vocabulary: frozenset[str]
    """Words of names, of which a placeholder may be filled."""
    region: frozenset[str]
    """Words of the region's lines, of which the placeholder of a line may be filled."""

    def allows(self, sentence: str, depth: int = 3) -> bool:
        """Whether the content or a phrase says the sentence."""
        if _as_compared(sentence) in self.stated or not _WORD.search(sentence):
            return True
        if depth == 0:
            return False
        opening, colon, rest = sentence.partition(": ")
        if colon and self.is_name(opening) and self.allows(rest, depth - 1):
            return True
        return any(
            self._fits(match, depth) for phrase in self.phrases if (match := phrase.fullmatch(_without_end(sentence)))
        )

    def _fits(self, match: re.Match[str], depth: int) -> bool:
        for slot, filled in match.groupdict().items():
            kind = slot.rsplit("_", 1)[0]
            if kind in _SENTENCES:
                fits = self.allows(filled, depth - 1)
            elif kind in _LINES:
                fits = all(word in self.region for word in _words(filled))
            elif kind in _PHRASES:
                fits = _as_compared(filled) in self.stated
            else:
                fits = self.is_name(filled)
            if not fits:
                return False
        return True

    def is_name(self, text: str) -> bool:
        """Whether a text holds nothing but names and small words."""
        return all(word.casefold() in self.vocabulary for word in _WORD.findall(text))


def _said(inspected: Inspected, passage: Passage) -> _Said:
    names = Names(inspected.snapshot.version, inspected.snapshot)
    region = contacts(inspected.question.region)
    stated = {
        _as_compared(part) for text in texts_of(inspected, passage.section) for part in (text, *sentences_of(text))
    }
    named = (*inspected.question.mentions, *inspected.question.checked)
    echoes = (name for mention in named for name in (mention.text, mention.name, *mention.candidates))
    terms = (inspected.snapshot.terms[each] for each in inspected.question.terms if each in inspected.snapshot.terms)
    asked = (name for term in terms for name in term.names)  # "migraines", which the content calls a headache
    own_words = (*inspected.own_words, *_words_while_held(), *_check_questions())
    return _Said(
        stated=frozenset(stated) | _nouns(names) | _situations(),
        phrases=_patterns(own_words),
        vocabulary=_words_of_names(names)
        | _of_lines(region)
        | _of_short_phrases(own_words)
        | {word for name in (*echoes, *asked) for word in _words(name)},
        region=_of_lines(region),
    )


def _as_compared(text: str) -> str:
    return " ".join(_without_end(text).casefold().split())


def _without_end(text: str) -> str:
    return text.strip().rstrip(".!?")


def _words(text: str) -> Iterator[str]:
    return (word.casefold() for word in _WORD.findall(text))


@lru_cache(maxsize=1)
def _words_while_held() -> tuple[str, ...]:
    """What is said while a level is held and without a medicine, and our own questions, which an answer may ask."""
    held = (text for name in ("cards.yml", "held.yml") for text in _strings(parse(CONTENT / name).data))
    # Of the decision table its sentences alone: its ids and lists of words fill no placeholder.
    without = (text for text in _strings(parse(CONTENT / _WITHOUT_DOSES).data) if text.endswith((".", "?")))
    return (*held, *without)


@lru_cache(maxsize=1)
def _check_questions() -> tuple[str, ...]:
    """The check questions. Not their options: those may be wrong, and only stand on buttons."""
    return tuple(str(check["question"]) for check in parse(CONTENT / "teach_back.yml").data["checks"])


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _strings(part)


@lru_cache(maxsize=8)
def _patterns(own_words: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Each sentence of the phrases, with its placeholders open."""
    sentences = {sentence for text in own_words for sentence in sentences_of(text)}
    return tuple(map(_pattern, filter(_stands_alone, sorted(sentences))))


def _stands_alone(sentence: str) -> bool:
    """Whether it is said by itself, and is no piece that only fills another phrase ("{dose} mg {often}")."""
    slots = {slot for _, slot, _, _ in Formatter().parse(sentence) if slot}
    return not slots or bool(slots & _SENTENCES) or sentence.endswith((".", "!", "?"))


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = []
    for number, (literal, slot, _, _) in enumerate(Formatter().parse(_without_end(sentence))):
        parts.append(re.escape(literal))
        if slot:
            parts.append(f"(?P<{slot}_{number}>.*?)")
    return re.compile("".join(parts), re.IGNORECASE)


@lru_cache(maxsize=32)
def _of_lines(region: Contacts) -> frozenset[str]:
    """Words of the region's lines, and of the names of regions."""
    places = [text for each in all_contacts() for text in (each.name, each.id)]
    return frozenset(
        word for text in (*(line.say for line in region.lines), region.leaflet, *places, "or") for word in _words(text)
    )


@lru_cache(maxsize=32)
def _of_short_phrases(own_words: tuple[str, ...]) -> frozenset[str]:
    """Words of the short phrases that fill others ("by mouth", "once a day"), and of the places of time zones."""
    short = [text for text in own_words if not text.rstrip().endswith((".", "!", "?"))]
    return frozenset(word for text in (*short, *map(city, zones())) for word in _words(text))


@lru_cache(maxsize=1)
def _situations() -> frozenset[str]:
    """What the red flags are called: that one was seen is said, word for word."""
    return frozenset(_as_compared(situation.title) for situation in default_rules().situations)


@lru_cache(maxsize=4)
def _nouns(names: Names) -> frozenset[str]:
    return frozenset(_as_compared(topic.noun) for topic in names.snapshot.topics.values())


@lru_cache(maxsize=4)
def _words_of_names(names: Names) -> frozenset[str]:
    return _SMALL_WORDS | frozenset(word for name in _all_names(names.snapshot) for word in _words(name))


def _all_names(snapshot: Snapshot) -> Iterator[str]:
    for medicine_id, medicine in snapshot.medicines.items():
        yield medicine_id
        yield from (product.name for product in medicine.products)
        yield from (regimen.title for regimen in medicine.regimens)
        yield from (row.substance for row in medicine.interactions if row.substance)
        yield from (strength.unit for product in medicine.products for strength in product.strengths)
        if medicine.identity:
            yield from (medicine.identity.name, *(name.text for name in medicine.identity.names))
    for drug_class in snapshot.classes.values():
        yield from (drug_class.name, *drug_class.names)
        yield from (name for member in drug_class.members for name in (member.name, *member.names))
    for combination in snapshot.combinations.values():
        yield from (combination.name, *combination.names)
    for term in snapshot.terms.values():
        yield from (term.name, *((term.medical_name,) if term.medical_name else ()))
    for source in snapshot.sources.values():
        yield from (source.publisher, source.title)
