"""How a message names medicines: nothing but names, a name joined to what came before, a name that is to be stopped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.answers.cues import left_of
from bot.model.conversation import Mention

WORDS_BESIDE_NAMES = (
    "words_beside_names",
    "correcting_words",
    "replaced_words",
    "same_question_words",
    "taking_words",
)
"""Lists of words that ask nothing beside a name."""
_BETWEEN = r"(?:\s+(?:my|the|a|some|his|her|our|your|their|taking|using|having|this|that))*\s+"


def only_names(text: str, mentions: Sequence[Mention], besides: Iterable[str]) -> bool:
    """Whether a message holds nothing but names of medicines and some words that ask nothing.

    Args:
        text: the message as typed.
        mentions: what it names.
        besides: words and phrases that may stand beside the names.
    """
    return bool(text and mentions) and not left_of(without_names(text, mentions), besides)


def begins_with(text: str, words: Iterable[str]) -> bool:
    """Whether a message begins with one of the words or phrases."""
    return any(re.match(rf"\W*{re.escape(word)}(?!\w)", text, re.IGNORECASE) for word in words)


def ends_with(text: str, words: Iterable[str]) -> bool:
    """Whether a message ends with one of the words or phrases, or is put as a question."""
    return text.rstrip().endswith("?") or any(
        re.search(rf"(?<!\w){re.escape(word)}\W*$", text, re.IGNORECASE) for word in words
    )


def not_replaced(text: str, mentions: Sequence[Mention], words: Iterable[str]) -> tuple[Mention, ...]:
    """What is named, without what is said to be not meant ("not baclofen, botox").

    Args:
        text: the message as typed.
        mentions: what it names.
        words: those before a name that say so.
    """
    return tuple(mention for mention in mentions if not _stands_before(text, mention, words))


def is_joined(text: str, mention: Mention, words: Iterable[str]) -> bool:
    """Whether a word that joins two things ("with", "than") stands before the name."""
    return _stands_before(text, mention, words)


def is_to_be_stopped(text: str, mention: Mention, words: Iterable[str]) -> bool:
    """Whether a word of stopping stands before the name: what is stopped is this medicine."""
    return _stands_before(text, mention, words)


def _stands_before(text: str, mention: Mention, words: Iterable[str]) -> bool:
    before = "|".join(map(re.escape, words))
    pattern = rf"(?<!\w)(?:{before}){_BETWEEN}{re.escape(mention.text)}(?!\w)"
    return bool(mention.text) and bool(re.search(pattern, text, re.IGNORECASE))


def without_names(text: str, mentions: Sequence[Mention]) -> str:
    """A message without the names in it.

    Args:
        text: the message as typed.
        mentions: what it names.
    """
    for mention in sorted(mentions, key=lambda each: -len(each.text)):
        text = re.sub(rf"(?<!\w){re.escape(mention.text)}(?!\w)", " ", text, flags=re.IGNORECASE)
    return " ".join(text.split())
