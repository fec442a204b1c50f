"""The region of an option or an input line, as people name it."""

from __future__ import annotations

from bot.cli.terminal import fail
from bot.safety.contacts import UNKNOWN_REGION, all_contacts, region_named


def known_region(name: str) -> str:
    """The id of a region.

    Args:
        name: Its id or a name that people use for it ("UK", "Ireland", "usa").

    Raises:
        ValueError: No such region is known; the message says which are.
    """
    found = region_named(name)
    if found is None:
        known = ", ".join(f"{each.id} ({each.name})" for each in all_contacts() if each.id != UNKNOWN_REGION)
        raise ValueError(f"is not a region that is known: use {known}, or other")
    return found


def region_option(name: str | None) -> str | None:
    """The id of the region that an option names; `None` where it is left out.

    Args:
        name: As typed.

    Raises:
        Exit: No such region is known; what is wrong has been said.
    """
    try:
        return known_region(name) if name else None
    except ValueError as error:
        raise fail(f"--region {error}.") from error
