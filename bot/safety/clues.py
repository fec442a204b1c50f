"""What a message speaks of, before any rule is asked: what the second opinion learns from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.safety.concepts import Span
from bot.safety.context import ReadContext

_MEANT = "meant"
"""Where nothing stands around a concept that changes what it means."""


@dataclass(frozen=True)
class Clues:
    """One message, read as the rules read it."""

    words: str
    """Its words in the one spelling, with a space between."""
    names: str
    """Concepts that it names, each with what stands around it ("seizure|past"), and pairs of which one follows the
    other ("cannot>wake"), with a space between."""


def clues_of(words: Sequence[str], concepts: Mapping[str, Sequence[Span]], context: ReadContext) -> Clues:
    """Put together the clues of a message.

    Args:
        words: In the one spelling.
        concepts: Where each concept is.
        context: What stands around them.
    """
    places = sorted({(span.start, span.end, name) for name, spans in concepts.items() for span in spans})
    named: dict[int, list[str]] = defaultdict(list)
    for start, _, name in places:
        named[start].append(name)
    names: list[str] = []
    for start, end, name in places:
        around: list[str] = sorted(context.categories([Span(start, end)]))
        names += [f"{name}|{category}" for category in around or [_MEANT]]
        names += [f"{name}>{after}" for after in named.get(end, ())]
    return Clues(" ".join(words), " ".join(names))
