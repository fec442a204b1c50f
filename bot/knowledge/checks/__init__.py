"""What content has to satisfy beyond the shape of its entries: one function per rule."""

from __future__ import annotations

from collections.abc import Iterator

from bot.knowledge.checks import amounts, combinations, evidence, references, wording
from bot.knowledge.errors import ContentError
from bot.knowledge.files import Draft

RULES = (*references.RULES, *evidence.RULES, *wording.RULES, *amounts.RULES, *combinations.RULES)


def check(draft: Draft) -> Iterator[ContentError]:
    """Apply every rule to all content that could be read."""
    for rule in RULES:
        yield from rule(draft)
