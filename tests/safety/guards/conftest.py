"""Real answers of the real knowledge base, and ways to break them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from bot.answers.wording import Wording
from bot.assistant import Assistant
from bot.knowledge import CONTENT, Snapshot, read_files
from bot.model.conversation import Answer, Question
from bot.safety import guards
from bot.safety.guards import Breach, Guard


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    return read_files(CONTENT)


@pytest.fixture(scope="session")
def wording() -> Wording:
    return Wording.read(CONTENT / "phrases.yml")


@dataclass
class Watched:
    """An assistant, with what its guards said of the last answer that was composed."""

    assistant: Assistant
    composed: list[Answer] = field(default_factory=list)
    breaches: list[Breach] = field(default_factory=list)

    @property
    def fired(self) -> set[Guard]:
        return {breach.guard for breach in self.breaches}


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch, wording: Wording) -> Callable[[Snapshot], Watched]:
    """Makes the whole assistant on a snapshot, its guards as they are and overheard."""

    def make(content: Snapshot) -> Watched:
        seen = Watched(Assistant(content, wording))

        def check(answer: Answer, snapshot: Snapshot, question: Question, own_words: tuple[str, ...]) -> list[Breach]:
            seen.composed.append(answer)
            seen.breaches = guards.check(answer, snapshot, question, own_words)
            return seen.breaches

        monkeypatch.setattr("bot.assistant.check", check)
        return seen

    return make
