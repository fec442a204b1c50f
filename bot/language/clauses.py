"""Cut a message into the parts that may each ask something of their own."""

from __future__ import annotations

import re

from bot.language.linker import PLACEHOLDER

_BOUNDARY = re.compile(r"[.?!;\n]+(?=\s|$)|,|\s(?:and|&|plus|also|or|as well as|but)\s", re.IGNORECASE)
# Two medicines that are asked about together are one question.
_PAIR = re.compile(rf"\b({PLACEHOLDER}s?)\s*(?:,|and|&|or|plus|with|/)\s*(?={PLACEHOLDER}s?\b)", re.IGNORECASE)
_TOGETHER = r"\1 with "

_WORD = re.compile(r"[a-z']+")
_SAYS_NOTHING = frozenset(
    _WORD.findall(
        "a an the i my me it this that is are do does can could should would will for of on in to with what how when "
        f"why {PLACEHOLDER} take taking about and or please hi hello thanks"
    )
)
_ONLY_NAMES = frozenset(_WORD.findall(f"what how about the my {PLACEHOLDER}"))
"""Words of a clause that says what is asked about, and not what is asked of it ("what about dantrolene")."""
_QUESTION_WORDS = frozenset({"what", "when", "why", "how"})
_SHORTEST_QUESTION = 3
"""Words in a question that needs no word of its own ("when do i take it")."""


def split_clauses(text: str) -> list[str]:
    """The clauses of a masked text that hold a word of their own.

    Args:
        text: Masked text.

    Returns:
        Two or more clauses, in order; none where the text is a single clause.
    """
    parts = [part.strip() for part in _BOUNDARY.split(_PAIR.sub(_TOGETHER, text))]
    clauses = [part for part in parts if _says_something(part.lower())]
    return clauses if len(clauses) > 1 else []


def _says_something(clause: str) -> bool:
    words = _WORD.findall(clause)
    is_question = len(words) >= _SHORTEST_QUESTION and words[0] in _QUESTION_WORDS and not _ONLY_NAMES.issuperset(words)
    return is_question or words.count(PLACEHOLDER) > 1 or not _SAYS_NOTHING.issuperset(words)
