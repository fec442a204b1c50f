"""What must not go out: the last look at a composed answer, before anybody reads it.

A guard does not mend; it reports a breach, and the assistant sends its safe fallback instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from bot.knowledge import Snapshot
from bot.language.numbers import numbers_in
from bot.model.conversation import Answer, Outcome, Question, Section
from bot.safety.contacts import contacts

_MILLILITRES = re.compile(r"[0-9]\s*(?:mL|ml|millilit)")
_MILLIGRAMS = re.compile(r"[0-9]\s*(?:mg|milligram)s?\b(?!\s*(?:/|per|in each|in 1)\s*(?:mL|ml))")
_CONCENTRATION = re.compile(r"(?:mg|mcg)\s*(?:/|per|in each|in 1)\s*(?:mL|ml)|mg/[0-9. ]*m[lL]")
_MICROGRAMS = re.compile(r"[0-9]\s*(?:mcg|µg|ug|micrograms?)\b(?!\s*(?:/|per)\s*mL)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


class Guard(str, Enum):
    """What an answer can be stopped for."""

    UNSOURCED_NUMBER = "unsourced_number"
    """A number that none of the facts used, nor the person, gave."""
    UNSOURCED_CLAIM = "unsourced_claim"
    """A clinical answer without a source."""
    MISSING_CARD = "missing_card"
    """The verdict asks for a card, and there is none, or a milder one."""
    BARE_MILLILITRES = "bare_millilitres"
    """Millilitres for milligrams without the strength of the liquid."""
    PUMP_DOSE = "pump_dose"
    """An amount in micrograms that is not a product's strength."""


@dataclass(frozen=True)
class Breach:
    """One reason to hold an answer back. It holds no words of the person."""

    guard: Guard
    detail: str


def check(answer: Answer, snapshot: Snapshot, question: Question) -> list[Breach]:
    """Look for anything that must not go out.

    Args:
        answer: The composed answer.
        snapshot: The knowledge that it was composed from.
        question: What was asked: a number that the person gave may be said back.

    Returns:
        Every breach found; empty for an answer that may go out.
    """
    return [
        *_unsourced_numbers(answer, snapshot, question),
        *_unsourced_claims(answer),
        *_missing_card(answer, question),
        *_bad_amounts(answer),
    ]


def _unsourced_numbers(answer: Answer, snapshot: Snapshot, question: Question) -> Iterator[Breach]:
    known = {number for value in _evidence(answer, snapshot) for number in _numbers(value)}
    echoed = (question.text, *(mention.name for mention in question.mentions))  # "vitamin b 12" is a name
    known |= {number.value for text in echoed for number in numbers_in(text)}
    known |= set(_volumes(answer, snapshot))
    known |= {number.value for line in contacts(question.region).lines for number in numbers_in(line.say)}
    for text in _texts(answer):
        for number in numbers_in(text):
            if number.value not in known:
                yield Breach(Guard.UNSOURCED_NUMBER, f"{number.value} is in none of the facts used")


def _unsourced_claims(answer: Answer) -> Iterator[Breach]:
    if answer.outcome is Outcome.ANSWERED and answer.fact_ids and not answer.sources:
        yield Breach(Guard.UNSOURCED_CLAIM, f"no source for {', '.join(answer.fact_ids)}")


def _missing_card(answer: Answer, question: Question) -> Iterator[Breach]:
    if question.verdict is None or not question.verdict.level.shows_card:
        return
    wanted = question.verdict.level
    if answer.card is None or answer.card.level.rank > wanted.rank:
        yield Breach(Guard.MISSING_CARD, f"the verdict is {wanted.value}")


def _bad_amounts(answer: Answer) -> Iterator[Breach]:
    for text in _texts(answer):
        for sentence in _SENTENCE_END.split(text):
            bare = _MILLILITRES.search(sentence) and _MILLIGRAMS.search(sentence)
            if bare and not _CONCENTRATION.search(sentence):
                yield Breach(Guard.BARE_MILLILITRES, "millilitres for milligrams, and no strength")
            if _MICROGRAMS.search(sentence):
                yield Breach(Guard.PUMP_DOSE, "an amount in micrograms")


def _texts(answer: Answer) -> Iterator[str]:
    for section in answer.sections:
        yield from _section_texts(section)


def _section_texts(section: Section) -> Iterator[str]:
    yield section.headline
    yield from section.points
    yield from section.get_help
    if section.table:
        for row in section.table.rows:
            yield from row


def _evidence(answer: Answer, snapshot: Snapshot) -> Iterator[Any]:
    """Everything that the facts used, and the products of the medicines answered about, say."""
    for fact_id in answer.fact_ids:
        yield snapshot.statement(fact_id).dict()
    for medicine in answer.medicines:
        if medicine in snapshot.medicines:
            yield from (product.dict() for product in snapshot.medicines[medicine].products)
            identity = snapshot.medicines[medicine].identity
            if identity:
                yield identity.dict()


def _volumes(answer: Answer, snapshot: Snapshot) -> Iterator[Decimal]:
    """The doses that a label prints, in millilitres of each liquid of the medicine: the only numbers ever computed."""
    for medicine in (snapshot.medicines[each] for each in answer.medicines if each in snapshot.medicines):
        strengths = {product.milligrams_per_millilitre for product in medicine.products} - {None}
        for regimen in medicine.regimens:
            yield from (step.dose_mg / strength for step in regimen.steps for strength in strengths if strength)


def _numbers(value: Any) -> Iterator[Decimal]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _numbers(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _numbers(part)
    elif isinstance(value, str):
        yield from (number.value for number in numbers_in(value))
    elif isinstance(value, date):
        yield from map(Decimal, (value.year, value.month, value.day))
    elif isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        yield Decimal(value)
