"""Which fields of the content people read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

SENTENCES = {
    "products": ("note",),
    "facts": ("statement", "simple"),
    "side_effects": ("what_to_do",),
    "interactions": ("effect", "advice"),
    "conditions": ("reason", "advice"),
    "discrepancies": ("sources_say",),
    "gaps": ("ask",),
    "terms": ("definition",),
}
"""Fields that are full sentences, by the list that the entry stands in."""

PHRASES = {
    "regimens": ("title",),
    "comparison": ("label", "acts_on", "given", "area", "biggest_warning", "checks"),
    "discrepancies": ("article_says",),
    "gaps": ("missing",),
}
"""Fields that may be a few words, as in the cell of a table."""


def texts_of(kind: str, item: Any) -> Iterator[tuple[str, str]]:
    """Field and text of everything in an entry that people read.

    Args:
        kind: The list that the entry stands in (`facts`).
        item: The entry.
    """
    for field in (*SENTENCES.get(kind, ()), *PHRASES.get(kind, ())):
        text = getattr(item, field)
        if text is not None:
            yield field, text
