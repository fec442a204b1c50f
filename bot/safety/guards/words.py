"""The words of the guards: data of `knowledge/guards.yml`, read once, each list one pattern."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from bot.knowledge import CONTENT
from bot.knowledge.documents import read_yaml
from bot.model.knowledge import Content

_SOME_WORDS = r"\s(?:\S+\s){0,4}?"


class GuardWords(Content):
    """`guards.yml`: what each list is for is said there."""

    children: tuple[str, ...]
    pump: tuple[str, ...]
    by_mouth: tuple[str, ...]
    harm: tuple[str, ...]
    diluents: tuple[str, ...]
    lowering: tuple[str, ...]
    steps: tuple[str, ...]
    stopping: tuple[str, ...]
    stopping_as_a_thing: tuple[str, ...]
    not_a_medicine: tuple[str, ...]
    dosing: tuple[str, ...]
    next_is_due: tuple[str, ...]
    taking: tuple[str, ...]
    negations: tuple[str, ...]
    conditions: tuple[str, ...]
    subjects: tuple[str, ...]
    deciders: tuple[str, ...]
    suggesting: tuple[str, ...]
    obliging: tuple[str, ...]
    things: tuple[str, ...]
    all_clear: tuple[str, ...]
    unsure: tuple[str, ...]
    sources: tuple[str, ...]
    saying: tuple[str, ...]


@lru_cache(maxsize=1)
def guard_words() -> GuardWords:
    """The lists, read once."""
    return read_yaml(CONTENT / "guards.yml", GuardWords)


@cache
def pattern(name: str, *, at_end: bool = False) -> re.Pattern[str]:
    """One list as a pattern.

    Args:
        name: The list's name.
        at_end: Whether it has to stand at the end of a text, before any adverbs.
    """
    phrases: tuple[str, ...] = getattr(guard_words(), name)
    words = "|".join(map(_phrase, sorted(phrases, key=len, reverse=True)))
    ending = r"(?:\s(?:\w+ly|just|also|then|now|first))*\s*$" if at_end else ""
    return re.compile(rf"(?<!\w)(?:{words})(?!\w){ending}", re.IGNORECASE)


def _phrase(phrase: str) -> str:
    parts = [r"\s".join(map(_word, part.split())) for part in phrase.split("...")]
    return _SOME_WORDS.join(parts)


def _word(word: str) -> str:
    if word == "n't":
        return r"\w*n['\u2019]t"
    return re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "")
