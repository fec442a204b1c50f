"""The sources of an answer, each named once, with its date; and who has reviewed what it says."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bot.answers.context import Used
from bot.answers.wording import Wording
from bot.knowledge import Snapshot
from bot.model.conversation import SourceLine
from bot.model.knowledge import Citation

UNKNOWN = "unknown"
OWN = "Medguide"


def source_lines(
    snapshot: Snapshot, wording: Wording, used: Iterable[Used], jurisdiction: str
) -> tuple[SourceLine, ...]:
    """One source for each statement, in the order of the statements; the sections of one source together.

    Args:
        snapshot: where the sources are.
        wording: how our own words are named as what they are.
        used: what was stated.
        jurisdiction: whose sources are named first, where a statement has several.
    """
    pieces = tuple(used)
    sections: dict[str, list[str]] = {}
    for citation in (_chosen(snapshot, piece, sections, jurisdiction) for piece in pieces if piece.citations):
        found = sections.setdefault(citation.source, [])
        if citation.section != UNKNOWN and citation.section not in found:
            found.append(citation.section)
    own = any(not piece.citations for piece in pieces)
    lines = tuple(
        SourceLine(
            publisher=snapshot.sources[source_id].publisher,
            title=snapshot.sources[source_id].title,
            section="; ".join(found) or UNKNOWN,
            date=str(snapshot.sources[source_id].effective_date),
            id=source_id,
        )
        for source_id, found in sections.items()
    )
    return (*lines, SourceLine(OWN, wording.say("own_glossary"), UNKNOWN, UNKNOWN)) if own else lines


def _chosen(snapshot: Snapshot, piece: Used, named: Collection[str], jurisdiction: str) -> Citation:
    """The source to name for a statement: one from where the person is, then one that is named already."""

    def order(citation: Citation) -> tuple[bool, bool]:
        return snapshot.source(citation).jurisdiction != jurisdiction, citation.source not in named

    return min(piece.citations, key=order)


def review_note(wording: Wording, used: Iterable[Used]) -> str | None:
    """What to say of the review, while anything stated still waits for it."""
    return wording.say("review_note") if any(not piece.reviewed for piece in used) else None
