"""What a person can do besides asking: each tool is a module, found here by the intent that asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.answers.context import Entry

TOOLS: Mapping[str, Entry] = MappingProxyType({})
"""Intent to the tool that answers it."""
