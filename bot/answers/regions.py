"""Which region a message names, and whether the person is there."""

from __future__ import annotations

import re

from bot.safety.contacts import UNKNOWN_REGION, all_contacts, region_named

_EVERYDAY_WORDS = frozenset({"in", "us", "ca", "ie", "oz", "other", "elsewhere"})
"""Names of regions that are ordinary words too: they count in capitals, or as the last word."""
_IN_CAPITALS = frozenset({"us"})
"""Of these, the ones that a question names in capitals ("the US label"); "IN PAIN" is no region."""
_IS_THERE = re.compile(r"\b(?:i'?m|i am|we'?re|we are|live|living|based|here) (?:\w+ )?in\b", re.IGNORECASE)


def region_in(text: str) -> str | None:
    """The region that a sentence names, or `None`.

    Args:
        text: the message as typed.
    """
    if named := region_named(text):
        return named
    aliases = sorted(
        ((alias, known.id) for known in all_contacts() for alias in known.aliases), key=lambda pair: -len(pair[0])
    )
    words = re.findall(r"\w+", text)
    for alias, region_id in aliases:
        pattern = rf"\b{re.escape(alias)}\b"
        if alias not in _EVERYDAY_WORDS and re.search(pattern, text, re.IGNORECASE):
            return region_id
        if alias in _EVERYDAY_WORDS and (
            re.search(pattern.replace(alias, alias.upper()), text)
            or words[-1:] == [alias]
            or (alias in _IN_CAPITALS and re.search(rf"\bthe {re.escape(alias)}\b", text, re.IGNORECASE))
        ):
            return region_id
    return None


def region_asked_about(text: str) -> str | None:
    """The region that a question of any kind names beside what it asks, or `None`.

    Args:
        text: the message as typed.
    """
    shouted = text.upper() == text
    for known in all_contacts():
        for alias in known.aliases:
            if known.id == UNKNOWN_REGION or (alias in _EVERYDAY_WORDS and (shouted or alias not in _IN_CAPITALS)):
                continue
            word = alias.upper() if alias in _EVERYDAY_WORDS else rf"(?i:{re.escape(alias)})"
            if re.search(rf"\b{word}\b", text):
                return known.id
    return None


def is_there(text: str) -> bool:
    """Whether the person says that they are in the region that the message names.

    Args:
        text: the message as typed.
    """
    return bool(_IS_THERE.search(text))
