"""The assistant on the content as it is in `knowledge/`, and a short way to ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from bot.answers.wording import Wording
from bot.assistant import Assistant
from bot.knowledge import CONTENT, Snapshot, read_files
from bot.model.conversation import Answer, Mention, Question, Reading


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    return read_files(CONTENT)


@pytest.fixture(scope="session")
def wording() -> Wording:
    return Wording.read(CONTENT / "phrases.yml")


@pytest.fixture(scope="session")
def assistant(snapshot: Snapshot, wording: Wording) -> Assistant:
    return Assistant(snapshot, wording)


@pytest.fixture(scope="session")
def question(snapshot: Snapshot) -> Any:
    """Builds a question as the NLU graph and the action would."""
    products = {product.id: name for name, each in snapshot.medicines.items() for product in each.products}

    def mention(name: str | Mention) -> Mention:
        if isinstance(name, Mention):
            return name
        if name in products:
            return Mention(name, products[name], products[name], known=True, product=name)
        if name in snapshot.medicines:
            return Mention(name, name, name, known=True)
        return Mention(name, name, substance=name)

    def build(intents: str | Iterable[str], about: Iterable[str | Mention] = ("baclofen",), **fields: Any) -> Question:
        readings = tuple(Reading(intent, 0.9) for intent in ([intents] if isinstance(intents, str) else intents))
        built = Question(text=fields.pop("text", ""), readings=readings, mentions=tuple(map(mention, about)))
        return replace(built, **fields)

    return build


@pytest.fixture(scope="session")
def ask(assistant: Assistant, question: Any) -> Callable[..., Answer]:
    """Ask in one line: readings; medicines by id, product id or mention; any other field of a question."""

    def asked(intents: str | Iterable[str], about: Iterable[str | Mention] = ("baclofen",), **fields: Any) -> Answer:
        return assistant.answer(question(intents, about, **fields))

    return asked
