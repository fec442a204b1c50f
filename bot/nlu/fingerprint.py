"""What the product's own code was when a component was trained.

Rasa retrains a component when its class changes. The work is done in `bot.language`, which Rasa does not look at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import bot.language


@lru_cache(maxsize=1)
def language_fingerprint() -> str:
    """Hash of the code that reads text: a change of it trains anew."""
    return hash_of_files(Path(bot.language.__path__[0]).glob("*.py"))


def hash_of_files(paths: Iterable[Path]) -> str:
    """One hash of files: their names and what is in them.

    Args:
        paths: Of the files, in any order.
    """
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
