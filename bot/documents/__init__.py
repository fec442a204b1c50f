"""What a person can take along of what is kept of them: for their doctor, for a spreadsheet, for another program.

Each document is made anew when it is asked for, from a `Record`; nothing of it is stored. It holds the person's own
words, and says so: no statement of the knowledge base, only its names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from bot.answers.wording import Wording
from bot.documents.calendar import reminders_as_ics
from bot.documents.data import my_data
from bot.documents.fhir import log_as_fhir
from bot.documents.names import Names
from bot.documents.sheet import log_as_csv
from bot.knowledge import Snapshot
from bot.model.record import Record

LOG_PDF = "log.pdf"
LOG_CSV = "log.csv"
LOG_FHIR = "log.fhir.json"
QUESTIONS_PDF = "questions.pdf"
MY_DATA = "my-data.json"
REMINDERS = "reminders.ics"


@dataclass(frozen=True)
class Document:
    """A document as it is handed out."""

    name: str
    """As its file is called."""
    media_type: str
    content: bytes


class UnknownDocumentError(LookupError):
    """There is no document of that name."""


Renderer = Callable[[Record, Names, Wording, datetime], bytes]


def _log_as_pdf(record: Record, names: Names, wording: Wording, made: datetime) -> bytes:
    from bot.documents.log_sheet import log_as_pdf  # noqa: PLC0415 - the library is loaded with the first PDF

    return log_as_pdf(record, names, wording, made)


def _questions_as_pdf(record: Record, names: Names, wording: Wording, made: datetime) -> bytes:
    from bot.documents.question_sheet import questions_as_pdf  # noqa: PLC0415 - as above

    return questions_as_pdf(record, names, wording, made)


def _reminders_as_ics(record: Record, names: Names, wording: Wording, made: datetime) -> bytes:  # noqa: ARG001
    return reminders_as_ics(record, wording, made)


_KINDS: Mapping[str, tuple[str, Renderer]] = MappingProxyType(
    {
        LOG_PDF: ("application/pdf", _log_as_pdf),
        LOG_CSV: ("text/csv; charset=utf-8", log_as_csv),
        LOG_FHIR: ("application/fhir+json; charset=utf-8", log_as_fhir),
        QUESTIONS_PDF: ("application/pdf", _questions_as_pdf),
        REMINDERS: ("text/calendar; charset=utf-8", _reminders_as_ics),
        MY_DATA: ("application/json; charset=utf-8", my_data),
    }
)
DOCUMENTS = tuple(_KINDS)
"""The name of every document."""


def title_of(name: str, wording: Wording) -> str:
    """What a document is called where it is on offer.

    Args:
        name: Its name.
        wording: The assistant's own phrases.

    Raises:
        UnknownDocumentError: There is no such document.
    """
    if name not in _KINDS:
        raise UnknownDocumentError(name)
    return wording.say(f"document_{name}")


def make(name: str, record: Record, snapshot: Snapshot, wording: Wording, made: datetime) -> Document:
    """A document.

    Args:
        name: Its name.
        record: What is kept of the person.
        snapshot: The knowledge base, for the names of effects and medicines.
        wording: The assistant's own phrases.
        made: The time, in UTC.

    Raises:
        UnknownDocumentError: There is no such document.
    """
    if name not in _KINDS:
        raise UnknownDocumentError(name)
    media_type, render = _KINDS[name]
    return Document(name, media_type, render(record, Names(snapshot), wording, made))
