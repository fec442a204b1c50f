"""What an answer can be stopped for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Guard(str, Enum):
    """One reason to hold an answer back."""

    UNSOURCED_NUMBER = "unsourced_number"
    """A number that nothing stated in its section gives, with its unit: not a date, a section number, a phone number of
    the region or the person's own, marked as such."""
    UNSOURCED_CLAIM = "unsourced_claim"
    """A sentence that is neither of the content that its section states nor our own, or a statement whose source the
    answer does not name."""
    BARE_MILLILITRES = "bare_millilitres"
    """A volume to take without the strength of the liquid in the same sentence."""
    PUMP_DOSE = "pump_dose"
    """An amount for a pump, or any amount in micrograms: only strengths are said in those."""
    CHILD_DOSE = "child_dose"
    """An amount for a child, or by body weight."""
    TAPER = "taper"
    """How much less, or how often, when a dose is lowered."""
    TOXIC_AMOUNT = "toxic_amount"
    """The amount that harms."""
    STOPS_MEDICINE = "stops_medicine"
    """Advice to stop a medicine."""
    DOSE_ADVICE = "dose_advice"
    """Advice to skip, double, add or change a dose."""
    EMERGENCY_ADVICE = "emergency_advice"
    """Advice to take something, where help is needed now."""
    ALL_CLEAR = "all_clear"
    """A general claim that there is no interaction, or that something is safe."""
    MISSING_CARD = "missing_card"
    """The verdict asks for a card, and there is none, a milder one, or one without the number to call."""
    UNSAFE_CARD = "unsafe_card"
    """A card with a number that is not the region's to call, an amount, or advice about a dose."""


@dataclass(frozen=True)
class Breach:
    """One reason to hold an answer back. It holds no words of the answer: they may be the person's."""

    guard: Guard
    detail: str
    """What is wrong, and where it stands."""
