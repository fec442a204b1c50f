"""Rasa's own commands, as typed, without an action server: they answer, and as safely as `bot serve`."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import aiohttp
import pytest

from bot.runtime.settings import Settings
from scripts.serving import serving

pytestmark = pytest.mark.agent

RASA_RUN = ("-m", "rasa", "run", "--interface", "127.0.0.1", "--port")


@pytest.fixture(scope="module")
def rasa_run(trained: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`rasa run`, with the files of this project."""
    with serving(tmp_path_factory.mktemp("state"), trained.state, RASA_RUN) as address:
        yield address


async def say(address: str, text: str) -> list[dict[str, Any]]:
    body = {"sender": uuid.uuid4().hex, "message": text}
    async with aiohttp.ClientSession() as session, session.post(f"{address}/webhooks/rest/webhook", json=body) as got:
        return await got.json()


async def test_rasa_run_answers_from_the_knowledge_base(rasa_run: str) -> None:
    [answer] = await say(rasa_run, "can I drink alcohol on baclofen?")
    assert answer["kind"] == "answer"
    assert "alcohol" in answer["text"].lower()
    assert "Sources:" in answer["text"]


async def test_rasa_run_shows_the_card_first(rasa_run: str) -> None:
    said = await say(rasa_run, "my husband took 30 baclofen tablets and he is not breathing")
    assert said[0]["kind"] == "card"
    assert "911" in said[0]["text"]


async def test_rasa_run_takes_a_command_as_words(rasa_run: str) -> None:
    said = await say(rasa_run, "/restart")
    assert said
    assert "restart" not in " ".join(each["text"] for each in said).lower()
