"""What is kept of the person who writes: read before an answer, written after it."""

from __future__ import annotations

import atexit
import logging
from datetime import datetime, timezone
from functools import lru_cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from actions.keeping import TERMINAL
from bot.delivery.settings import DeskSettings
from bot.knowledge import engine_for
from bot.model.conversation import Answer, Question
from bot.model.desk import Desk
from bot.model.record import Record
from bot.privacy.failures import report
from bot.privacy.settings import KeepingSettings
from bot.records import FILE, Records

_log = logging.getLogger(__name__)


def records(channel: str = "") -> Records:
    """The store of this process for a channel, opened with the first message.

    Args:
        channel: Name of the channel: what is said in a terminal is kept as long as the process lives.
    """
    return _until_the_end() if _ends_with_process(channel) else _of_installation()


def _ends_with_process(channel: str) -> bool:
    return channel == TERMINAL and not KeepingSettings().people_url


@lru_cache(maxsize=1)
def _of_installation() -> Records:
    settings = KeepingSettings()
    return Records.of_installation(settings.make_state(), settings.people_url)


@lru_cache(maxsize=1)
def _until_the_end() -> Records:
    folder = mkdtemp(prefix="medguide-")
    atexit.register(rmtree, folder, ignore_errors=True)
    return Records(engine_for(f"sqlite:///{Path(folder) / FILE}"))


def desk(channel: str = "") -> Desk | None:
    """Whom this installation passes questions on to; `None` where it does not.

    Args:
        channel: Name of the channel: what is kept no longer than the process lives is never delivered.
    """
    return None if _ends_with_process(channel) else _desk()


@lru_cache(maxsize=1)
def _desk() -> Desk | None:
    return DeskSettings().desk


def record_of(person: str, channel: str = "") -> Record:
    """What is kept of a person; nothing where it cannot be read: a question is answered all the same.

    Args:
        person: The person's id.
        channel: Name of the channel.
    """
    try:
        return records(channel).of(person)
    except Exception as error:  # noqa: BLE001 - the answer goes out all the same
        report(_log, "What is kept of a person was not read", error)
        return Record()


def is_written(person: str, channel: str, question: Question, answer: Answer) -> bool:
    """Whether everything is kept, or gone, as the answer says.

    Args:
        person: The person's id.
        channel: Name of the channel.
        question: What was asked.
        answer: What is going to be said.
    """
    if not answer.changes:
        return True
    try:
        records(channel).change(person, answer.changes, datetime.fromtimestamp(question.at, timezone.utc))
    except Exception as error:  # noqa: BLE001 - it is told to the person, instead of the answer
        report(_log, "What is kept of a person was not written", error)
        return False
    return True
