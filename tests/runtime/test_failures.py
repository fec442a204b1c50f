"""Each part behind the card is broken in turn, in the real agent: the card goes out first all the same."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

import actions.base
from bot.channels.outgoing import SignedOutput
from bot.channels.signing import Signer
from bot.knowledge import DatabaseProblem
from bot.model.conversation import Outcome
from bot.model.safety import Level
from bot.runtime import server
from bot.runtime.agent import MedguideAgent, agent_without_model
from bot.runtime.boundary import APOLOGY
from bot.runtime.settings import Settings

pytestmark = pytest.mark.agent

RED_FLAG = "my husband took 30 baclofen tablets and he is not breathing"
Break = Callable[[MedguideAgent, pytest.MonkeyPatch], None]


def fails(*_: Any, **__: Any) -> Any:
    raise OSError("gone")


async def fails_later(*_: Any, **__: Any) -> Any:
    raise OSError("gone")


async def hangs(*_: Any, **__: Any) -> Any:
    await asyncio.Event().wait()


def database_gone(*_: Any, **__: Any) -> Any:
    raise DatabaseProblem("no such file")


def _break_action(_: MedguideAgent, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(actions.base, "question_from", fails)


def _break_database_at_start(_: MedguideAgent, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(actions.base, "assistant", database_gone)


def _break_database_later(_: MedguideAgent, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(type(actions.base.assistant()), "snapshot", property(fails))


def _break_understanding(agent: MedguideAgent, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(agent.agent.processor, "parse_message", fails_later)


def _break_policy(agent: MedguideAgent, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(agent.agent.processor, "_predict_next_with_tracker", fails)


def _break_tracker_store(agent: MedguideAgent, patch: pytest.MonkeyPatch) -> None:
    for name in ("retrieve", "save", "get_or_create_tracker"):
        patch.setattr(agent.agent.tracker_store, name, fails_later)


def _break_lock_store(agent: MedguideAgent, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(agent.agent.lock_store, "lock", fails)


def _take_too_long(agent: MedguideAgent, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(agent.agent.processor, "handle_message", hangs)
    patch.setattr(agent.agent, "_settings", Settings(message_timeout=0.05))


BREAKS = {
    "the action": _break_action,
    "the database at the start": _break_database_at_start,
    "the database later": _break_database_later,
    "understanding": _break_understanding,
    "the policy": _break_policy,
    "the tracker store": _break_tracker_store,
    "the lock store": _break_lock_store,
    "too long": _take_too_long,
}


@pytest.mark.parametrize("break_it", BREAKS.values(), ids=BREAKS.keys())
async def test_the_card_goes_out_first_whatever_fails(
    agent: MedguideAgent, monkeypatch: pytest.MonkeyPatch, break_it: Break
) -> None:
    break_it(agent, monkeypatch)
    reply = await agent.handle(RED_FLAG, uuid.uuid4().hex, region="UK")

    assert [said["kind"] for said in reply.messages] == ["card", "error"]
    assert "999" in reply.messages[0]["text"].splitlines()[0]
    assert reply.messages[1]["text"] == APOLOGY
    assert (reply.outcome, reply.escalation) == (Outcome.ERROR, Level.EMERGENCY)


@pytest.mark.parametrize("part", ["the action", "understanding", "the policy"])
async def test_a_level_that_is_held_outlives_a_failure(
    agent: MedguideAgent, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    conversation = uuid.uuid4().hex
    await agent.handle(RED_FLAG, conversation)
    BREAKS[part](agent, monkeypatch)
    reply = await agent.handle("what now", conversation)

    assert reply.messages[0]["kind"] == "card"
    assert "911" in reply.messages[0]["text"]


async def test_without_a_model_an_emergency_still_gets_its_card(settings: Settings) -> None:
    agent = agent_without_model(settings)
    reply = await agent.handle(RED_FLAG, "someone", region="uk")
    question = await agent.handle("can i drink on baclofen", "someone")

    assert [said["kind"] for said in reply.messages] == ["card", "error"]
    assert "999" in reply.messages[0]["text"]
    assert [said["text"] for said in question.messages] == [APOLOGY]


async def test_a_server_without_a_model_still_shows_the_card(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = settings.copy(update={"models": tmp_path / "none", "state": tmp_path})
    monkeypatch.setenv("MEDGUIDE_STATE", str(tmp_path))
    guarded = await server.load_guarded(bare)
    output = SignedOutput(Signer(b"s" * 32))
    await guarded.handle_message(UserMessage(RED_FLAG, output, "someone"))

    assert [said["kind"] for said in output.messages] == ["card", "error"]


def test_a_server_says_what_is_missing_and_starts(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "assistant", database_gone)
    missing = list(server.problems(settings.copy(update={"models": tmp_path})))

    assert [each.split()[1] for each in missing] == ["is", "knowledge"]
    assert "make train" in missing[0]
