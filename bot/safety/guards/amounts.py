"""Amounts that are never said, wherever they come from: in the content too.

Volumes without the strength, amounts for a pump or a child, steps of lowering a dose, and what harms.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.language.amounts import COUNTS, DOSE_UNITS, MASSES, PER_WEIGHT, VOLUMES, Amount, amounts_in
from bot.model.knowledge import Fact
from bot.safety.guards.breach import Breach, Guard
from bot.safety.guards.inspected import Inspected, Passage
from bot.safety.guards.numbers import without_names
from bot.safety.guards.words import pattern

_STRENGTHS = frozenset({"mg/mL", "mcg/mL", "g/mL"})
_CHILDREN = frozenset({"children", "newborns"})


def bare_millilitres(inspected: Inspected) -> Iterator[Breach]:
    """A volume to take, and no strength in its sentence."""
    for passage, sentence, amounts in _sentences(inspected):
        volumes = [each for each in amounts if each.unit in VOLUMES]
        has_strength = any(each.unit in _STRENGTHS for each in (*amounts, *amounts_in(passage.context)))
        if volumes and not has_strength and not pattern("diluents").search(sentence):
            yield Breach(Guard.BARE_MILLILITRES, f"a volume without the strength: {passage.place}")


def pump_doses(inspected: Inspected) -> Iterator[Breach]:
    """Micrograms that are no strength; any mass or volume where a pump is spoken of."""
    for passage, sentence, amounts in _sentences(inspected):
        is_for_pump = pattern("pump").search(sentence) or (
            pattern("pump").search(passage.context) and not pattern("by_mouth").search(sentence)
        )
        doses = MASSES | {"mL"} if is_for_pump else {"mcg"}
        if any(each.unit in doses for each in amounts):
            yield Breach(Guard.PUMP_DOSE, f"an amount for a pump: {passage.place}")


def child_doses(inspected: Inspected) -> Iterator[Breach]:
    """Amounts by weight; any dose where a child is spoken of, or in content that is for children."""
    for passage, sentence, amounts in _sentences(inspected):
        of_child = pattern("children").search(passage.whole) or _is_for_children(inspected, passage, sentence)
        if any(each.unit in PER_WEIGHT for each in amounts):
            yield Breach(Guard.CHILD_DOSE, f"an amount by weight: {passage.place}")
        elif of_child and _is_dose(amounts):
            yield Breach(Guard.CHILD_DOSE, f"an amount for a child: {passage.place}")


def tapers(inspected: Inspected) -> Iterator[Breach]:
    """How much less or how often, where a dose is lowered."""
    for passage, sentence, amounts in _sentences(inspected):
        if not pattern("lowering").search(sentence):
            continue
        by_steps = pattern("steps").search(sentence) and amounts
        by_amount = any(_lowers_to(sentence, each) for each in amounts)
        if by_steps or by_amount:
            yield Breach(Guard.TAPER, f"steps for lowering a dose: {passage.place}")


def toxic_amounts(inspected: Inspected) -> Iterator[Breach]:
    """Any dose where harm is spoken of."""
    for passage, _, amounts in _sentences(inspected):
        if _is_dose(amounts) and pattern("harm").search(passage.whole):
            yield Breach(Guard.TOXIC_AMOUNT, f"an amount that harms: {passage.place}")


def _is_dose(amounts: tuple[Amount, ...]) -> bool:
    """Whether one of the amounts is something to take; a strength is not."""
    return any(amount.unit in DOSE_UNITS for amount in amounts)


def _lowers_to(sentence: str, amount: Amount) -> bool:
    """Whether an amount is what a dose is lowered by or to."""
    if amount.unit not in MASSES | COUNTS | {"percent"} and amount.value >= 1:
        return False
    before = sentence[: amount.start].split()
    return bool(before) and before[-1].casefold() in {"by", "to"} and bool(pattern("lowering").search(sentence))


def _is_for_children(inspected: Inspected, passage: Passage, sentence: str) -> bool:
    """Whether the fact that says the sentence is for children."""
    facts = (item for item in inspected.stated(passage.section) if isinstance(item, Fact))
    return any(fact.audience in _CHILDREN and sentence.casefold() in fact.statement.casefold() for fact in facts)


def _sentences(inspected: Inspected) -> Iterator[tuple[Passage, str, tuple[Amount, ...]]]:
    """Each sentence that holds an amount, names and phone numbers aside."""
    for passage in inspected.passages:
        for sentence in passage.sentences:
            amounts = amounts_in(without_names(inspected, passage, sentence))
            if amounts:
                yield passage, sentence, amounts
