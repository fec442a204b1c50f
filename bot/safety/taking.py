"""Messages that say who takes what, and nothing else: there is no sign of anything in them."""

from __future__ import annotations

import re

from bot.language.linker import PLACEHOLDER

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_SAYS_WHO_TAKES_WHAT = frozenset(
    _WORD.findall(
        "i im i'm am ive i've he hes he's she shes she's we were we're they theyre they're is are my our his her mine "
        "mum mom mam dad nan gran grandma grandad grandpa wife husband partner son daughter brother sister friend mate "
        "both also and too on take takes taking use uses using have has got get gets a an the it that for of with "
        f"pump tablet tablets liquid capsule capsules pill pills medicine medication {PLACEHOLDER}"
    )
)


def says_only_who_takes_what(masked: str) -> bool:
    """Whether a message holds nothing but people, medicines and words of having and taking.

    Never a word of having taken: "he took them" may be an overdose.

    Args:
        masked: The text with each medicine replaced, lower case.
    """
    words = _WORD.findall(masked.replace("\u2019", "'"))
    return bool(words) and _SAYS_WHO_TAKES_WHAT.issuperset(words)
