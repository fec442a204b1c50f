"""What a message speaks of, before any rule is asked: what the second opinion learns from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.safety.concepts import Span
from bot.safety.context import ReadContext

_NEAR = 3
"""Most words between two concepts that say something together."""

_MEANT = "meant"
"""Where nothing stands around a concept that changes what it means."""


@dataclass(frozen=True)
class Clues:
    """One message, read as the rules read it."""

    words: str
    """Its words in the one spelling, with a space between."""
    names: str
    """Concepts that it names, each with what stands around it ("seizure|past"), and pairs of near ones
    ("cannot>wake"), with a space between."""


def clues_of(words: Sequence[str], concepts: Mapping[str, Sequence[Span]], context: ReadContext) -> Clues:
    """Put together the clues of a message.

    Args:
        words: In the one spelling.
        concepts: Where each concept is.
        context: What stands around them.
    """
    places = sorted((span.start, span.end, name) for name, spans in concepts.items() for span in spans)
    names: list[str] = []
    for start, end, name in places:
        around = sorted(context.categories([Span(start, end)]))
        names += [name, *(f"{name}|{category}" for category in around)] if around else [name, f"{name}|{_MEANT}"]
    names += [
        f"{first}>{second}"
        for (_, end, first), (start, _, second) in combinations(places, 2)
        if 0 <= start - end <= _NEAR
    ]
    return Clues(" ".join(words), " ".join(names))
