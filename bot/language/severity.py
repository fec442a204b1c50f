"""How bad something was, in people's words: "a bit", "pretty bad", "awful", "8/10"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.model.record import Severity

_SCALE = re.compile(
    r"(?<![\d.,/])(?P<of_ten>10|\d)\s?(?:/|out\sof)\s?(?:10|ten)\b(?!/)"
    r"|\b(?:severity|intensity|strength|level|pain)\s(?:is\s|was\s|of\s|a\s|an\s|around\s|about\s)?(?P<level>10|\d)(?![\d/.,])",
    re.IGNORECASE,
)
_THIRDS: tuple[tuple[int, Severity], ...] = ((3, "mild"), (6, "moderate"), (10, "severe"))
"""A number from 0 to 10 is shown as it was said; where only a mark is shown, it is that of its third of the scale."""

_MORE = r"(?:really|very|so|super|extremely|incredibly|awfully|terribly|too|proper|bloody|dead)"
_SOME = r"(?:pretty|quite|fairly|rather|moderately|reasonably)"
_MILD = (
    r"not\s(?:too|so|that|very|all\sthat|really|super)\s(?:bad|severe|strong|awful)|not\sbad|hardly|barely"
    r"|(?:only\s)?(?:a\s)?(?:little|wee|tiny|tad|bit)(?:\sbit)?"
    r"(?!\s(?:after|before|later|while|earlier|ago|over|past))"
    r"|slight(?:ly)?|(?:very\s|quite\s|pretty\s|fairly\s)?mild(?:ly)?|(?:very\s)?minor|kinda|kind\sof|sort\sof"
)
_SEVERE = (
    rf"{_MORE}\s(?:bad(?:ly)?|strong(?:ly)?|rough|intense|painful)|(?:very\s|really\s|pretty\s|quite\s)?severe(?:ly)?"
    r"|awful(?:ly)?|terribl[ey]|horribl[ey]|horrendous|horrific|excruciating|unbearabl[ey]|dreadful|agoni[sz]ing"
    r"|extreme(?:ly)?|violent(?:ly)?|(?:the\s)?worst(?:\sever)?|worst\sof\sall|as\sbad\sas\sit\sgets|intense(?:ly)?"
)
_MODERATE = (
    rf"{_SOME}\s(?:bad(?:ly)?|strong(?:ly)?|rough|intense|annoying)|moderate(?:ly)?|medium|middling|so[\s-]so"
    r"|bad(?:ly)?|strong|rough|noticeabl[ey]|annoying"
)
_WORDS: tuple[tuple[Severity, str], ...] = (("mild", _MILD), ("severe", _SEVERE), ("moderate", _MODERATE))
_DENIED = re.compile(
    r"\b(?:not|no|isn'?t|wasn'?t|never|nothing)(?:\s(?:so|that|too|very|really|the|a|an|at\sall))*\s$", re.I
)
_PATTERNS = tuple((level, re.compile(rf"(?<![\w'])(?:{words})(?![\w'])", re.IGNORECASE)) for level, words in _WORDS)


@dataclass(frozen=True)
class Said:
    """How bad it was."""

    level: Severity
    words: str
    """As it was typed."""


def severity_in(text: str) -> Said | None:
    """How bad something was; `None` where the text does not say.

    Args:
        text: Any text, as it was typed.
    """
    if (number := _SCALE.search(text)) is not None:
        value = int(number["of_ten"] or number["level"])
        return Said(next(level for most, level in _THIRDS if value <= most), number[0])
    for level, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not _DENIED.search(text[: match.start()]):
                return Said(level, match[0])
    return None
