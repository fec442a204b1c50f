"""Cut a message into the parts that may each ask something of their own."""

from __future__ import annotations

import re

_BOUNDARY = re.compile(
    r"[.?!;\n]+(?=\s|$)|,|\s(?:and|&|plus|also|or|as well as|but)\s"
    r"|\s(?=(?:what|how|when|why|is it|can i|should i|does it)\b)",
    re.IGNORECASE,
)
# Two medicines that are asked about together are one question.
_PAIR = re.compile(r"\bdrugs?\s*(?:,|and|&|or|plus|with|/)\s*(?=drugs?\b)", re.IGNORECASE)
_JOINED = " with "

_EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "i",
        "my",
        "me",
        "it",
        "this",
        "that",
        "is",
        "are",
        "do",
        "does",
        "can",
        "could",
        "should",
        "would",
        "will",
        "for",
        "of",
        "on",
        "in",
        "to",
        "with",
        "what",
        "how",
        "when",
        "why",
        "drug",
        "take",
        "taking",
        "about",
        "and",
        "or",
        "please",
        "hi",
        "hello",
        "thanks",
    ]
)
_MOST = 6
"""Clauses read; each costs a few milliseconds."""


def split_clauses(text: str) -> list[str]:
    """The clauses of a masked text that hold a word of their own.

    Args:
        text: Masked text.

    Returns:
        At most six clauses, in order; none where the text is a single clause.
    """
    parts = [part.strip() for part in _BOUNDARY.split(_PAIR.sub(lambda pair: pair[0].split()[0] + _JOINED, text))]
    clauses = [part for part in parts if set(re.findall(r"[a-z']+", part.lower())) - _EMPTY]
    return clauses[:_MOST] if len(clauses) > 1 else []
