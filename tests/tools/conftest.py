"""The tools are asked as the answers are."""

from __future__ import annotations

from tests.answers.conftest import ask, assistant, question, snapshot, wording

__all__ = ["ask", "assistant", "question", "snapshot", "wording"]
