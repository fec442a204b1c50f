"""Content files -> validated -> tables -> one read-only snapshot to answer from."""

from __future__ import annotations

import os
from pathlib import Path

from bot.knowledge.checks import check
from bot.knowledge.database import DatabaseProblem, engine_for, migrate
from bot.knowledge.difference import Difference, diff
from bot.knowledge.errors import ContentError, ContentErrors
from bot.knowledge.files import assemble, read_draft
from bot.knowledge.loading import LoadReport, load, read_database
from bot.knowledge.snapshot import Snapshot

__all__ = [
    "CONTENT",
    "ContentError",
    "ContentErrors",
    "DatabaseProblem",
    "Difference",
    "LoadReport",
    "Snapshot",
    "diff",
    "engine_for",
    "load",
    "migrate",
    "read_database",
    "read_files",
]

CONTENT = Path(os.environ.get("MEDGUIDE_KNOWLEDGE") or Path(__file__).parents[2] / "knowledge")
"""Where the content files are."""


def read_files(root: Path = CONTENT) -> Snapshot:
    """Read and check all content files below a folder.

    Args:
        root: The `knowledge/` folder.

    Raises:
        ContentErrors: Everything that is wrong with them, each with file, line and field.
    """
    draft = read_draft(root)
    errors = [*draft.errors, *check(draft)]
    if errors:
        raise ContentErrors(errors)
    return assemble(draft)
