"""Messages that say who takes what, and nothing else: there is no sign of anything in them."""

from __future__ import annotations

import re

from bot.language.linker import PLACEHOLDER

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_SAYS_WHO_TAKES_WHAT = frozenset(
    _WORD.findall(
        "i im i'm am he hes he's she shes she's we we're they theyre they're is are my our his her "
        "mum mom mam dad nan gran grandma grandad grandpa wife husband partner friend mate "
        f"both also and too on take takes taking use uses using have has a an the pump {PLACEHOLDER}"
    )
)


def says_only_who_takes_what(masked: str) -> bool:
    """Whether a message holds nothing but people, medicines and words of having and taking.

    Never a word of having taken or got ("he took them"), nor of a child or of pills in hand: that may be the danger.

    Args:
        masked: The text with each medicine replaced, lower case.
    """
    words = _WORD.findall(masked.replace("\u2019", "'"))
    return bool(words) and _SAYS_WHO_TAKES_WHAT.issuperset(words)
