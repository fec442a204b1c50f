"""Words for the dosage form that a person has in hand."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.model.knowledge import Form

FORM_WORDS: Mapping[Form, tuple[str, ...]] = {
    "tablet": ("tablet", "tablets", "tab", "tabs", "pill", "pills", "caplet", "caplets"),
    "capsule": ("capsule", "capsules", "cap", "caps"),
    "liquid": (
        "liquid",
        "liquids",
        "suspension",
        "oral suspension",
        "oral solution",
        "solution",
        "syrup",
        "liquid form",
        "oral liquid",
    ),
    "granules": ("granules", "granule", "oral granules", "packet", "packets", "sachet", "sachets"),
    "pump": (
        "pump",
        "pumps",
        "intrathecal",
        "intrathecally",
        "intrathecal pump",
        "spinal pump",
        "implanted pump",
        "pain pump",
    ),
    "infusion": ("infusion", "infusions", "iv", "intravenous", "intravenously", "drip", "iv drip"),
    "injection": ("injection", "injections", "shot", "shots", "syringe", "intramuscular", "jab", "jabs"),
    "cream": ("cream", "creams", "ointment", "gel", "topical"),
}
"""Each form with the words that mean it. A "pill" is read as a tablet: the words differ, what a person does not."""


def forms_in(text: str) -> frozenset[Form]:
    """The forms that a text names.

    Args:
        text: any text.
    """
    found = set(re.findall(r"\w+", text.casefold()))
    return frozenset(form for form, words in FORM_WORDS.items() if not found.isdisjoint(words))
