"""What a message joins to a medicine and nobody here knows: a new brand, an herb. It is said, and never passed over."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.knowledge import Snapshot
from bot.language.everyday import everyday_words
from bot.model.conversation import Mention, Question

_ABOUT_PAIRS = frozenset({"ask_interactions", "check_interactions"})
_MOST_JUDGED = 10
"""Words of one message that are looked at: each takes some milliseconds."""
_NAME = "\0"
"""Stands for a name that was found."""
_JOINED = (
    r"\s*(?:,|&|\+|(?<!\w)(?:and|with|plus|or|alongside|together with|w/)(?!\w))\s*(?:(?:my|some|a|the|taking)\s+)*"
)
_WORD = r"([a-z][a-z'\u2019-]{3,}[a-z])(?![\w-])"
_AFTER = re.compile(rf"{_NAME}{_JOINED}{_WORD}", re.IGNORECASE)
_ADDED = re.compile(
    rf"^\W*(?:(?:and|add|also|plus|with|what about|how about)\s+)+(?:(?:my|some|a|the)\s+)*{_WORD}\W*$", re.IGNORECASE
)
"""A message that is nothing but a name which goes on from the last: "what about cobenfy"."""
_BEFORE = re.compile(rf"(?<![\w'-]){_WORD}{_JOINED}{_NAME}", re.IGNORECASE)
_LONG = 8
"""Letters of a word that may be two edits away from one that is known, and be that one; shorter ones, one."""


def with_strangers(question: Question, snapshot: Snapshot) -> Question:
    """A question about what goes together, with the words that stand as names do and are near no known word.

    Args:
        question: one message as understood.
        snapshot: the knowledge, whose names are known words.
    """
    if question.intent not in _ABOUT_PAIRS:
        return question
    text = _with_names_marked(question.text, question.mentions)
    found: list[Mention] = []
    judged: set[str] = set()
    while len(judged) < _MOST_JUDGED and (word := _first_joined(text, judged)):
        judged.add(word)
        if _is_strange(snapshot, word):
            found.append(Mention(word, word))
            text = _with_names_marked(text, found[-1:])
    return replace(question, mentions=(*question.mentions, *found)) if found else question


def _with_names_marked(text: str, mentions: Iterable[Mention]) -> str:
    for mention in sorted(mentions, key=lambda each: -len(each.text)):
        text = re.sub(rf"(?<!\w){re.escape(mention.text)}(?!\w)", _NAME, text, flags=re.IGNORECASE)
    return text


def _first_joined(text: str, judged: Collection[str]) -> str | None:
    words = (each[1] for pattern in (_AFTER, _BEFORE, _ADDED) for each in pattern.finditer(text))
    return next((word for word in words if word not in judged), None)


def _is_strange(snapshot: Snapshot, word: str) -> bool:
    everyday, ours = everyday_words(), snapshot.words_of_names
    letters = word.casefold().replace("\u2019", "'")
    if letters in everyday or letters in ours or all(part in everyday for part in re.split(r"['-]", letters)):
        return False
    return not _is_near(letters, ours, everyday)


def _is_near(word: str, ours: Iterable[str], everyday: Iterable[str]) -> bool:
    edits = 2 if len(word) >= _LONG else 1
    near = (process.extractOne(word, words, scorer=OSA.distance, score_cutoff=edits) for words in (ours, everyday))
    return any(near)
