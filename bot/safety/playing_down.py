"""A message without words that play it down.

What was learned sees all words of a message, so that "it's probably nothing" could make a warning weaker. It reads a
message without such words as well, and goes by the more urgent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.safety.rules import default_rules

_UP_TO_FIVE_WORDS = r"(?:[ ](?!(?:but|and|though|pero)\b)[\w']+){0,5}"
_JOINT = r"(?:(?:^|[\s,;])(?:but|and|though|although|y|pero)[ ])?"
_AFTER = r"(?:\s*[,.;!?]+)?(?:\s+(?:but|though|pero)\b)?[\s,]*"
_MOST_ALONE = 5
"""Of the places in a message that are taken out alone: each is read once more."""
_SPACES = re.compile(r"\s+")
_SLANTED = str.maketrans("\u2019\u2018", "''")


def less_played_down(text: str) -> list[str]:
    """A message without all words that play it down and, where it has several, without each of them alone.

    Whoever adds some to a message that has others is read as if these alone had been typed.

    Args:
        text: As it was typed, or masked.

    Returns:
        What is left; none where it has no such words, or nothing but them.
    """
    plain = text.translate(_SLANTED)
    found = list(_pattern().finditer(plain))
    alone = [[match] for match in found[:_MOST_ALONE]] if len(found) > 1 else []
    return [left for matches in (found, *alone) if matches and (left := _cut(plain, matches))]


def _cut(text: str, matches: Iterable[re.Match[str]]) -> str:
    """What is left of a text between some places."""
    left, end = "", 0
    for match in matches:
        left += f"{text[end : match.start()]} "
        end = match.end()
    return _SPACES.sub(" ", left + text[end:]).strip(" ,;")


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return compile_phrases(default_rules().playing_down)


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern of the phrases, whole words only, with what joins them to the rest.

    Args:
        phrases: With choices in brackets, and `*` for up to five words of the same clause.

    Raises:
        re.error: If a phrase has a bracket that does not close.
    """
    every = "|".join(phrase.replace("(", "(?:").replace(" *", _UP_TO_FIVE_WORDS) for phrase in phrases)
    return re.compile(rf"{_JOINT}(?<!\w)(?:{every})(?![\w']){_AFTER}", re.IGNORECASE)
