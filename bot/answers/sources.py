"""The sources of an answer, each named once, with its date; and who has reviewed what it says."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answers.context import Used
from bot.answers.wording import Wording
from bot.knowledge import Snapshot
from bot.model.conversation import SourceLine

UNKNOWN = "unknown"


def source_lines(snapshot: Snapshot, used: Iterable[Used]) -> tuple[SourceLine, ...]:
    """The sources of what was stated, in the order of the statements; the sections of one source together."""
    sections: dict[str, list[str]] = {}
    for piece in used:
        for citation in piece.citations:
            found = sections.setdefault(citation.source, [])
            if citation.section != UNKNOWN and citation.section not in found:
                found.append(citation.section)
    return tuple(
        SourceLine(
            publisher=snapshot.sources[source_id].publisher,
            title=snapshot.sources[source_id].title,
            section="; ".join(found) or UNKNOWN,
            date=str(snapshot.sources[source_id].effective_date),
        )
        for source_id, found in sections.items()
    )


def review_note(wording: Wording, used: Iterable[Used]) -> str | None:
    """What to say of the review, while anything stated still waits for it."""
    return wording.say("review_note") if any(not piece.reviewed for piece in used) else None
