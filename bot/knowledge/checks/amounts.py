"""Every number is backed by data, and the numbers that are never shown are not there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from bot.knowledge.errors import ContentError
from bot.knowledge.files import Draft
from bot.knowledge.texts import texts_of
from bot.language.numbers import numbers_in
from bot.language.readability import sentences
from bot.model.knowledge import Quantity

_MICROGRAMS = re.compile(r"[\s-]*(?:mcg|[\u00b5\u03bc]g|micrograms?)\b", re.IGNORECASE)
_MILLIGRAMS = re.compile(r"[\s-]*(?:mg|milligrams?)\b(?!\s?/|\sin\s|\sper\sm)", re.IGNORECASE)
_LOWERING = re.compile(
    r"\b(?:reduc|lower|cut|decreas|drop|taper|wean|step|bring|com|go)\w*\s(?:\w+\s){0,3}?"
    r"(?:it|dose|doses|amount|by|down|from|back|off|to)\b",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"\b(?:by|to)\s(?:\w+\s)?(?:\d(?!\S*\s(?:day|week|month))|half\b|a\squarter\b)|\bevery\s(?:few|other|\w+)\s?(?:days?|weeks?)\b|\d\s?mg\b",
    re.IGNORECASE,
)
_FOR_CHILDREN = ("children", "newborns")


def numbers_are_listed(draft: Draft) -> Iterator[ContentError]:
    """Every number in a fact is one of its quantities, or a strength of the products that it is about."""
    strengths = _strengths(draft)
    for entry in draft.of("facts"):
        listed = {quantity.value for quantity in entry.item.quantities}
        for product in entry.item.products:
            listed |= {strength.value for strength in strengths.get((entry.medicine, product), ())}
        for field, text in texts_of(entry.kind, entry.item):
            for number in numbers_in(text):
                if number.value not in listed:
                    as_written = text[number.start : number.end].strip()
                    yield entry.error(f"the number `{as_written}` is not among its quantities", field)


def micrograms_are_strengths(draft: Draft) -> Iterator[ContentError]:
    """No pump dose: an amount in micrograms is the strength of a product, or is not there."""
    allowed: dict[str | None, set[Decimal]] = {}
    for (medicine, _), strengths in _strengths(draft).items():
        allowed.setdefault(medicine, set()).update(s.value for s in strengths if s.unit.startswith("mcg"))
    for entry in draft.entries:
        strengths_of = allowed.get(entry.medicine, set())
        for field, text in texts_of(entry.kind, entry.item):
            if any(value not in strengths_of for value in _amounts(text, _MICROGRAMS)):
                yield entry.error("micrograms that are no product's strength: pump doses are never shown", field)
        for index, quantity in enumerate(getattr(entry.item, "quantities", ())):
            if quantity.unit.startswith("mcg") and quantity.value not in strengths_of:
                message = "micrograms that are no product's strength: pump doses are never shown"
                yield entry.error(message, "quantities", index)


def regimens_are_by_mouth(draft: Draft) -> Iterator[ContentError]:
    """No dose ladder for a pump or a needle."""
    for entry in draft.of("regimens"):
        for index, form in enumerate(entry.item.forms):
            if form in ("pump", "infusion", "injection"):
                yield entry.error(f"a regimen for the form `{form}` is never shown", "forms", index)


def no_steps_for_stopping(draft: Draft) -> Iterator[ContentError]:
    """No taper: how much less, or how often, is for the person's doctor to say."""
    for entry in draft.entries:
        for field, text in texts_of(entry.kind, entry.item):
            if any(_LOWERING.search(sentence) and _STEP.search(sentence) for sentence in sentences(text)):
                yield entry.error("tells steps or intervals for lowering a dose, which are never shown", field)


def no_doses_for_children_and_no_toxic_amounts(draft: Draft) -> Iterator[ContentError]:
    """No amount in milligrams where the fact is about children or an overdose; a strength such as 5 mg/mL is none."""
    for entry in draft.of("facts"):
        topics = {entry.item.topic, *entry.item.also}
        if entry.item.audience in _FOR_CHILDREN or "children" in topics:
            reason = "a dose in a fact for children is never shown"
        elif "overdose" in topics:
            reason = "an amount in a fact on overdose is never shown"
        else:
            continue
        for field, text in texts_of(entry.kind, entry.item):
            if any(_amounts(text, _MILLIGRAMS)):
                yield entry.error(reason, field)


def _amounts(text: str, unit: re.Pattern[str]) -> Iterator[Decimal]:
    return (number.value for number in numbers_in(text) if unit.match(text, number.end))


def _strengths(draft: Draft) -> dict[tuple[str | None, str], tuple[Quantity, ...]]:
    return {(entry.medicine, entry.item.id): entry.item.strengths for entry in draft.of("products")}


RULES: tuple[Callable[[Draft], Iterator[ContentError]], ...] = (
    numbers_are_listed,
    micrograms_are_strengths,
    regimens_are_by_mouth,
    no_steps_for_stopping,
    no_doses_for_children_and_no_toxic_amounts,
)
