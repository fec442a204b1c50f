"""What a person can take along, made from what is kept of them."""

from __future__ import annotations

from datetime import datetime, timezone

from actions.base import assistant
from actions.people import records
from bot.documents import Document, make


def document_of(person: str, name: str) -> Document:
    """A document of one person, as things stand.

    Args:
        person: The person's id.
        name: The document's name.

    Raises:
        UnknownDocumentError: There is no such document.
        DatabaseProblem: What is kept cannot be read: that is no empty document.
    """
    known = assistant()
    return make(name, records().of(person), known.snapshot, known.wording, datetime.now(timezone.utc))
