"""Everything that is kept of a person, for themselves and for other programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.answers.wording import Wording
from bot.documents.names import Names
from bot.model.record import Record

FORMAT = "medguide-record-1"


def my_data(record: Record, names: Names, wording: Wording, made: datetime) -> bytes:  # noqa: ARG001 - as all others
    """The whole record, nothing left out.

    Args:
        record: What is kept of the person.
        names: What effects and medicines are called.
        wording: The assistant's own phrases.
        made: The time, in UTC.
    """
    content: dict[str, Any] = {
        "format": FORMAT,
        "made": made.isoformat(timespec="seconds"),
        "agreed_at": record.agreed_at.isoformat() if record.agreed_at else None,
        "profile": asdict(record.profile),
        "items": [{"kind": item.kind, **json.loads(item.json())} for item in record.items],
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()
