"""What the product's own code was when a component was trained.

Rasa retrains a component when its class changes. The work is done in `bot.language` and `bot.safety`, which Rasa does
not look at.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import bot.language
import bot.safety


@lru_cache(maxsize=1)
def language_fingerprint() -> str:
    """Hash of the code that reads text: a change of it trains anew."""
    return _hash_of(bot.language.__path__[0])


@lru_cache(maxsize=1)
def safety_fingerprint() -> str:
    """Hash of the code that reads text and looks for red flags in it."""
    return language_fingerprint() + _hash_of(bot.safety.__path__[0])


def _hash_of(folder: str) -> str:
    digest = hashlib.sha256()
    for path in sorted(Path(folder).glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
