from __future__ import annotations

import pytest

import actions.base
from bot.answers.wording import Wording
from bot.assistant import Assistant
from bot.knowledge import CONTENT, read_files


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    return Assistant(read_files(CONTENT), Wording.read(CONTENT / "phrases.yml"))


@pytest.fixture
def _real_assistant(monkeypatch: pytest.MonkeyPatch, assistant: Assistant) -> None:
    """Actions answer with the content as it is in the files."""
    monkeypatch.setattr(actions.base, "assistant", lambda: assistant)
