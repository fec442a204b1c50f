"""Make typed text comparable, and remember where each character came from.

People paste curly quotes, zero-width spaces and letters of other alphabets that look like ours; some do it to slip a
word past a filter. Everything that reads a message reads it through `normalise`, and reports what it found as offsets
of the text as it was typed.
"""

# ruff: noqa: RUF001 - ambiguous characters are what this module is about
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Letters that are drawn like a Latin letter, from Unicode's confusables (UTS 39): Cyrillic, then Greek.
_LOOK_ALIKE_LETTERS = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеѕіјкмнорстухԁһԛԝ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορτυικ",
        "ABESIJKMHOPCTYXaesijkmhopctyxdhqw" + "ABEZHIKMNOPTYXavoptuik",
        strict=True,
    )
)
_PUNCTUATION = {
    **dict.fromkeys("‘’‚‛′ʹʼ`´＇", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    "⁄": "/",
    "∕": "/",
}
_REPLACEMENTS = {**_LOOK_ALIKE_LETTERS, **_PUNCTUATION}

# Marks, format characters (zero-width, direction), control characters, lone surrogates: nothing a reader sees.
_INVISIBLE_CATEGORIES = frozenset({"Mn", "Me", "Cf", "Cc", "Cs"})

# "don t", "i m", "he s": an apostrophe that a keyboard, a form or a copy turned into a space.
_PARTED = re.compile(
    r"\b(?:(?:do|does|did|is|are|was|were|has|have|had|ca|could|wo|would|should|must|need|ai)n (?=t\b)"
    r"|i (?=(?:m|ve|ll|d)\b)|(?:you|we|they) (?=(?:re|ve|ll|d)\b)"
    r"|(?:he|she|it|that|there|what|who|where|how|here|let) (?=(?:s|ll|d)\b))",
    re.IGNORECASE,
)
_REPEATED = re.compile(r"([a-z])\1{2,}", re.IGNORECASE)


@dataclass(frozen=True)
class NormalisedText:
    """Text made comparable, with the way back to what was typed."""

    raw: str
    """As it was typed."""
    text: str
    origins: tuple[int, ...]
    """For each character of `text`, the index in `raw` of the character that it comes from."""

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of `raw` that a non-empty span of `text` comes from.

        Args:
            start: First character in `text`.
            end: One past the last character in `text`.

        Returns:
            Start and end in `raw`, in characters.

        Raises:
            ValueError: If the span is empty or reaches outside `text`.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no such span: {start} to {end} of {len(self.text)} characters")
        return self.origins[start], self.origins[end - 1] + 1


def _readable(character: str) -> str:
    """What a reader sees: "" for nothing, several characters for a ligature."""
    if character in _REPLACEMENTS:
        return _REPLACEMENTS[character]
    if character.isascii():
        return character if character.isprintable() else ""
    if unicodedata.category(character) in _INVISIBLE_CATEGORIES:
        return ""
    composed = unicodedata.normalize("NFKC", character)
    return "".join(_plain_letter(part) for part in composed)


def _plain_letter(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)[0]
    if base.isascii():
        return base
    if unicodedata.category(character) in _INVISIBLE_CATEGORIES:
        return ""
    return _REPLACEMENTS.get(character, character)


def normalise(raw: str) -> NormalisedText:
    """Make text comparable: plain letters, plain quotes, nothing invisible, single spaces. Case is kept.

    An apostrophe that became a space ("don t") is put back.

    Takes time proportional to the length of the text and never fails.

    Args:
        raw: Text as it was typed.

    Returns:
        The normalised text with an origin for each of its characters.
    """
    characters: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(raw):
        for readable in " " if character.isspace() else _readable(character):
            if readable.isspace() and (not characters or characters[-1] == " "):
                continue
            characters.append(" " if readable.isspace() else readable)
            origins.append(index)
    text = _PARTED.sub(lambda parted: parted.group()[:-1] + "'", "".join(characters))
    return NormalisedText(raw=raw, text=text, origins=tuple(origins))


def collapse_repeats(word: str, keep: int = 2) -> str:
    """Shorten letters that are repeated three times or more ("nooo" to "noo", or to "no").

    Args:
        word: Any text.
        keep: How many of the repeated letters stay: 1 or 2.

    Returns:
        The text with each such run shortened.
    """
    return _REPEATED.sub(lambda run: run.group(1) * keep, word)
