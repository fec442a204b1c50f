"""What is kept of the person who writes: read before an answer, written after it."""

from __future__ import annotations

import logging
from datetime import datetime, timezone
from functools import lru_cache

from bot.model.conversation import Answer, Question
from bot.model.record import Record
from bot.privacy.failures import report
from bot.privacy.settings import KeepingSettings
from bot.records import Records

_log = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def records() -> Records:
    """The store of this process, opened with the first message."""
    settings = KeepingSettings()
    return Records.of_installation(settings.make_state(), settings.people_url)


def record_of(person: str) -> Record:
    """What is kept of a person; nothing where it cannot be read: a question is answered all the same.

    Args:
        person: The person's id.
    """
    try:
        return records().of(person)
    except Exception as error:  # noqa: BLE001 - the answer goes out all the same
        report(_log, "What is kept of a person was not read", error)
        return Record()


def is_written(person: str, question: Question, answer: Answer) -> bool:
    """Whether everything is kept, or gone, as the answer says.

    Args:
        person: The person's id.
        question: What was asked.
        answer: What is going to be said.
    """
    if not answer.changes:
        return True
    try:
        records().change(person, answer.changes, datetime.fromtimestamp(question.at, timezone.utc))
    except Exception as error:  # noqa: BLE001 - it is told to the person, instead of the answer
        report(_log, "What is kept of a person was not written", error)
        return False
    return True
