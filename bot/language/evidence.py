"""What a message names, as evidence for how it is to be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.language.linker import PLACEHOLDER

_WORD = re.compile(r"[a-z']+")


@dataclass(frozen=True)
class Evidence:
    """What the linker found in a message."""

    names_medicine: bool = False
    names_class: bool = False
    names_term: bool = False
    names_defined_term: bool = False
    """A term whose meaning the knowledge base explains."""
    names_product_detail: bool = False
    """A dosage form or a strength."""


def words_of(text: str) -> frozenset[str]:
    """The words of a masked text, lower case."""
    return frozenset(_WORD.findall(text.lower()))


_ASKS_FOR_MEANING = words_of("mean means meant meaning define definition explain term word words stand stands")
_TELLS_OF_A_TEXT = words_of(
    "article articles blog page website site post guide piece rejoy read says said saying write writes wrote written "
    "discrepancies text"
)


def may_be(intent: str, text: str, evidence: Evidence) -> bool:
    """Whether an intent may be read from a text. Most need no evidence.

    Args:
        intent: The intent.
        text: Masked text, of the whole message or of a clause.
        evidence: What the message names.
    """
    needs = _NEEDS.get(intent)
    return needs is None or needs(words_of(text), evidence)


def _may_be_definition(words: frozenset[str], evidence: Evidence) -> bool:
    """Whether a word is asked about ("what is spasticity"), and no medicine or class ("what are beta blockers")."""
    names_what_to_take = evidence.names_class or PLACEHOLDER in words
    return bool(words & _ASKS_FOR_MEANING) or (evidence.names_defined_term and not names_what_to_take)


def _may_be_article(words: frozenset[str], evidence: Evidence) -> bool:  # noqa: ARG001 - as the others
    return bool(words & _TELLS_OF_A_TEXT)


_NEEDS: Mapping[str, Callable[[frozenset[str], Evidence], bool]] = {
    "ask_definition": _may_be_definition,
    "ask_article": _may_be_article,
}
