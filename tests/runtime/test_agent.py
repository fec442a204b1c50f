"""The real agent: understanding, policy and action in this process, as `bot ask`, `bot chat` and the server use it."""

from __future__ import annotations

import asyncio
import io
import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from rich.console import Console

from bot.cli.jsonl import answer_lines
from bot.model.conversation import Outcome
from bot.model.safety import Level
from bot.runtime.agent import MedguideAgent, NoModelError, newest_model
from bot.runtime.boundary import APOLOGY

pytestmark = pytest.mark.agent

FIELDS = {
    "text",
    "intent",
    "confidence",
    "topics",
    "outcome",
    "medicines",
    "escalation",
    "messages",
    "sources",
    "kb_version",
}
ACTIONS = (
    "action_answer",
    "action_emergency",
    "action_manage_conversation",
    "action_small_talk",
    "action_stay_silent",
)
RED_FLAG = "my husband took 30 baclofen tablets and he is not breathing"


@pytest.fixture
def conversation() -> str:
    return uuid.uuid4().hex


async def lines(agent: MedguideAgent, *given: dict[str, Any]) -> list[dict[str, Any]]:
    out = io.StringIO()
    await answer_lines(agent, map(json.dumps, given), out, Console(file=io.StringIO()))
    return [json.loads(line) for line in out.getvalue().splitlines()]


BACLOFEN = {"text": "baclofen", "name": "baclofen", "substance": "baclofen", "known": True}
ALCOHOL = {"text": "alcohol", "name": "alcohol", "substance": None, "known": False}


async def test_an_answer_has_every_field_filled(agent: MedguideAgent) -> None:
    [line] = await lines(agent, {"text": "can I drink alcohol on baclofen?"})
    assert set(line) == FIELDS
    assert line["intent"] == "ask_alcohol"
    assert line["topics"][0] == "ask_alcohol"
    assert 0 < line["confidence"] <= 1
    assert line["outcome"] == "answered"
    assert line["medicines"] == [BACLOFEN, {**ALCOHOL, "text": "drink alcohol"}]
    assert line["escalation"] == "none"
    assert set(line["sources"][0]) == {"publisher", "title", "section", "date"}
    assert line["kb_version"]
    assert "alcohol" in line["messages"][0]["text"].lower()
    assert set(line["messages"][-1]["buttons"][0]) == {"title", "payload"}


async def test_a_pressed_button_works_in_a_later_line(agent: MedguideAgent) -> None:
    [first] = await lines(agent, {"text": "can I drink alcohol on baclofen?"})
    button = first["messages"][-1]["buttons"][0]
    [second] = await lines(agent, {"text": button["payload"]})
    assert second["intent"].startswith("ask_")
    assert second["outcome"] == "answered"
    assert second["medicines"][0]["known"]


async def test_lines_of_a_conversation_remember_the_medicine(agent: MedguideAgent, conversation: str) -> None:
    _, follow_up, stranger = await lines(
        agent,
        {"text": "what is baclofen?", "conversation": conversation},
        {"text": "and alcohol?", "conversation": conversation},
        {"text": "and alcohol?"},
    )
    assert (follow_up["outcome"], stranger["outcome"]) == ("answered", "asked")
    assert follow_up["medicines"] == [BACLOFEN, ALCOHOL]
    assert stranger["medicines"] == [ALCOHOL]


async def test_the_region_of_a_line_decides_the_numbers(agent: MedguideAgent) -> None:
    uk, us, lower = await lines(
        agent, {"text": RED_FLAG, "region": "UK"}, {"text": RED_FLAG}, {"text": RED_FLAG, "region": "uk "}
    )
    assert "999" in uk["messages"][0]["text"]
    assert lower["messages"] == uk["messages"]
    assert "911" in us["messages"][0]["text"]
    assert (uk["escalation"], us["escalation"]) == ("emergency", "emergency")


async def test_a_profile_reaches_the_answer(agent: MedguideAgent) -> None:
    question = "can I take baclofen?"
    plain, personal = await lines(agent, {"text": question}, {"text": question, "profile": {"pregnant": True}})
    assert plain["messages"] != personal["messages"]


async def test_an_unknown_medicine_is_named(agent: MedguideAgent) -> None:
    [line] = await lines(agent, {"text": "can I drink alcohol on tramadol?"})
    assert line["outcome"] == "unknown_medicine"
    assert [(each["name"], each["known"]) for each in line["medicines"]] == [("tramadol", False), ("alcohol", False)]
    assert line["intent"] == "ask_alcohol"


async def test_the_same_line_has_the_same_answer(agent: MedguideAgent) -> None:
    first, second = await lines(agent, *[{"text": "what are the side effects of baclofen?"}] * 2)
    assert first == second


async def test_a_held_level_counts_for_the_next_line(agent: MedguideAgent, conversation: str) -> None:
    _, after = await lines(
        agent,
        {"text": RED_FLAG, "conversation": conversation},
        {"text": "what does baclofen look like?", "conversation": conversation},
    )
    assert after["escalation"] == "emergency"


@pytest.mark.parametrize("typed", ["/restart", '/ask_alcohol{"medicine": "baclofen"}', "/", "👍", "?", " . "])
async def test_whatever_is_typed_is_answered(agent: MedguideAgent, conversation: str, typed: str) -> None:
    reply = await agent.handle(typed, conversation)
    assert reply.messages
    assert all(said["text"] for said in reply.messages)


async def test_a_typed_payload_is_not_a_button(agent: MedguideAgent, conversation: str) -> None:
    reply = await agent.handle('/ask_alcohol{"medicine": "baclofen"}', conversation)
    assert "entities" in reply.parse_data
    assert "reading" in reply.parse_data  # it went through understanding, which a button does not


@pytest.fixture
def broken_actions(agent: MedguideAgent) -> Iterator[Any]:
    executor = agent.agent.action_endpoint.executor
    saved = dict(executor.actions)

    def break_with(behaviour: Any) -> None:
        executor.actions.update(dict.fromkeys(saved, behaviour))

    yield break_with
    executor.actions.update(saved)


async def raises(*_: Any) -> None:
    raise RuntimeError("the database is gone")


async def hangs(*_: Any) -> None:
    await asyncio.Event().wait()


@pytest.mark.parametrize("text", ["can I drink on baclofen?", "hello", "I want to talk to a human"])
async def test_an_action_that_raises_is_answered(
    agent: MedguideAgent, conversation: str, broken_actions: Any, text: str
) -> None:
    broken_actions(raises)
    reply = await agent.handle(text, conversation)
    assert [said["text"] for said in reply.messages] == [APOLOGY]
    assert reply.outcome is Outcome.ERROR
    assert reply.intent is not None


async def test_an_action_that_raises_on_a_red_flag_still_has_its_card(
    agent: MedguideAgent, conversation: str, broken_actions: Any
) -> None:
    broken_actions(raises)
    reply = await agent.handle(RED_FLAG, conversation)
    assert [said["kind"] for said in reply.messages] == ["card", "error"]
    assert reply.escalation is Level.EMERGENCY


async def test_an_action_that_hangs_is_answered(
    agent: MedguideAgent, conversation: str, broken_actions: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agent.agent.action_endpoint, "_timeout", 0.05)
    broken_actions(hangs)
    reply = await agent.handle("can I drink on baclofen?", conversation)
    assert [said["text"] for said in reply.messages] == [APOLOGY]


async def test_understanding_that_fails_is_answered(
    agent: MedguideAgent, conversation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any, **__: Any) -> None:
        raise MemoryError("the encoder is out of memory")

    monkeypatch.setattr(agent.agent.processor, "parse_message", broken)
    reply = await agent.handle(RED_FLAG, conversation)
    assert [said["kind"] for said in reply.messages] == ["card", "error"]
    assert (reply.outcome, reply.intent, reply.escalation) == (Outcome.ERROR, None, Level.EMERGENCY)


def test_every_action_of_the_domain_is_there(agent: MedguideAgent) -> None:
    assert agent.agent.action_endpoint.missing(agent.agent.domain.user_actions) == []
    assert {name for name in agent.agent.domain.user_actions if name.startswith("action_")} == set(ACTIONS)


def test_without_a_model_it_says_how_to_make_one(tmp_path: Any) -> None:
    with pytest.raises(NoModelError, match="make train"):
        newest_model(tmp_path)
