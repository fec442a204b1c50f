"""What was not understood is kept for the operator, where that is switched on."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from rasa_sdk import Tracker

from bot.model.conversation import Answer, Question
from bot.privacy.failures import report
from bot.privacy.keeping import Keeper
from bot.privacy.kept_lines import KeptLines
from bot.privacy.names import is_first_name
from bot.privacy.not_understood import is_not_understood
from bot.privacy.settings import KeepingSettings

_log = logging.getLogger(__name__)

TERMINAL = "terminal"
"""The channel of `bot ask` and `bot chat`."""
_NOT_KEPT = frozenset({TERMINAL, "cmdline"})
"""Channels of which nothing is kept: whoever works on Medguide tries things there, and runs evaluation sets."""


@lru_cache(maxsize=1)
def keeper() -> Keeper:
    """The keeper of this process, made with the first message."""
    settings = KeepingSettings()

    @lru_cache(maxsize=1)
    def lines() -> KeptLines:
        return KeptLines.of_installation(settings.make_state())

    return Keeper(lines, settings)


def keep_if_not_understood(tracker: Tracker, question: Question, answer: Answer) -> None:
    """Hands a message that was not understood to the keeper. Never raises, and nobody waits.

    Args:
        tracker: The conversation, as it was before the answer.
        question: What was asked.
        answer: What was answered.
    """
    try:
        keeps = keeper()
        keeps.tidy()
        # A conversation that ever held a level is left alone, also when the level is long over.
        if not keeps.is_on or tracker.get_slot("held_level") or tracker.get_latest_input_channel() in _NOT_KEPT:
            return
        if is_not_understood(question, answer, next(iter(question.ranking), None)):
            likeliest = [reading.intent for reading in question.ranking] or [question.intent]
            keeps.keep(question.text, _known(tracker.latest_message), likeliest)
    except Exception as error:  # noqa: BLE001 - the answer goes out all the same
        report(_log, "What was not understood was not kept", error)


def _known(message: Mapping[str, Any]) -> Iterator[str]:
    """The words that were found to name a medicine or a term, and do not only look like a misspelt one."""
    for entity in message.get("entities") or ():
        text = str(entity.get("text") or "")
        if text and not (entity.get("candidates") and is_first_name(text.lower())):
            yield text
