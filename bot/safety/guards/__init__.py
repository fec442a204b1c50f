"""What must not go out: the last look at a composed answer, before anybody reads it.

A guard does not mend; it reports a breach, and the assistant sends its safe fallback instead. Each guard is a function
of its own, by family: `numbers`, `claims`, `amounts`, `advice`, `cards`; what each stops is said in `breach.Guard`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import MappingProxyType

from bot.knowledge import Snapshot
from bot.model.conversation import Answer, Question
from bot.safety.guards.advice import all_clear, dose_advice, emergency_advice, stops_medicine
from bot.safety.guards.amounts import bare_millilitres, child_doses, pump_doses, tapers, toxic_amounts
from bot.safety.guards.breach import Breach, Guard
from bot.safety.guards.cards import missing_card, unsafe_card
from bot.safety.guards.claims import unsourced_claims
from bot.safety.guards.inspected import Inspected
from bot.safety.guards.numbers import unsourced_numbers

__all__ = ["GUARDS", "Breach", "Guard", "check"]

GUARDS = MappingProxyType[Guard, Callable[[Inspected], Iterator[Breach]]](
    {
        Guard.UNSOURCED_NUMBER: unsourced_numbers,
        Guard.UNSOURCED_CLAIM: unsourced_claims,
        Guard.BARE_MILLILITRES: bare_millilitres,
        Guard.PUMP_DOSE: pump_doses,
        Guard.CHILD_DOSE: child_doses,
        Guard.TAPER: tapers,
        Guard.TOXIC_AMOUNT: toxic_amounts,
        Guard.STOPS_MEDICINE: stops_medicine,
        Guard.DOSE_ADVICE: dose_advice,
        Guard.EMERGENCY_ADVICE: emergency_advice,
        Guard.ALL_CLEAR: all_clear,
        Guard.MISSING_CARD: missing_card,
        Guard.UNSAFE_CARD: unsafe_card,
    }
)
"""Each guard and what looks for its breaches."""


def check(answer: Answer, snapshot: Snapshot, question: Question, own_words: Iterable[str]) -> list[Breach]:
    """Look for anything that must not go out.

    Args:
        answer: The composed answer.
        snapshot: The knowledge that it was composed from.
        question: What was asked, and the verdict on it.
        own_words: The assistant's own phrases, with their placeholders: what may be said without a source.

    Returns:
        Every breach found; empty for an answer that may go out.
    """
    inspected = Inspected(answer, snapshot, question, tuple(own_words))
    return [breach for look in GUARDS.values() for breach in look(inspected)]
