"""Where what is kept of persons is stored: `bot.model.record` in SQL."""

from __future__ import annotations

from bot.records.store import FILE, Due, NotAgreedError, Records, TooManyError

__all__ = ["FILE", "Due", "NotAgreedError", "Records", "TooManyError"]
