"""How far a channel reaches a person who is not writing just now."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType


class Reach(str, Enum):
    """Whether something can be sent to a person by itself."""

    ALWAYS = "always"
    WHILE_OPEN = "while_open"
    """Only while they have the page open."""
    NEVER = "never"


REACH: Mapping[str, Reach] = MappingProxyType({"web": Reach.WHILE_OPEN})
"""By channel; one that is not listed reaches nobody by itself."""


def reach_of(channel: str) -> Reach:
    """How far a channel reaches.

    Args:
        channel: Its name.
    """
    return REACH.get(channel, Reach.NEVER)
