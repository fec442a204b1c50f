"""Rasa's REST contract, and the four ways in which ours is stricter."""

from __future__ import annotations

from typing import Any

import pytest

WEBHOOK = "/webhooks/rest/webhook"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


async def test_a_message_is_answered_in_rasas_format(server: Any) -> None:
    got = await server.post(WEBHOOK, {"sender": "someone", "message": "hello"})
    assert got.status == 200
    [said] = got.body
    assert said["recipient_id"] == "someone"
    assert said["text"] == "read: hello"
    assert said["kind"] == "answer"
    assert said["buttons"][0]["title"] == "Alcohol"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        pytest.param("/restart", "restart", id="a command of Rasa's"),
        pytest.param('/ask_overdose{"medicine": "x"}', 'ask_overdose{"medicine": "x"}', id="an intent payload"),
        pytest.param("  //  /restart", "restart", id="slashes and spaces"),
        pytest.param("5 mg/mL", "5 mg/mL", id="a slash inside"),
        pytest.param("my 💊 and 🍷?", "my 💊 and 🍷?", id="emoji"),
        pytest.param("/", "", id="nothing but a slash"),
        pytest.param("Ii9yZXN0YXJ0Ig.AAAA", "Ii9yZXN0YXJ0Ig.AAAA", id="a forged token"),
        pytest.param("\u200b/restart", "\u200b/restart", id="an invisible character before the slash"),
    ],
)
async def test_typed_text_is_text(server: Any, typed: str, read: str) -> None:
    await server.post(WEBHOOK, {"sender": "someone", "message": typed})
    [message] = server.agent.read
    assert message.text == read
    assert not message.text.startswith("/")
    assert message.metadata == {}


async def test_a_button_comes_back_as_its_intent(server: Any) -> None:
    [said] = (await server.post(WEBHOOK, {"sender": "someone", "message": "hello"})).body
    token = said["buttons"][0]["payload"]
    assert "ask_alcohol" not in token
    await server.post(WEBHOOK, {"sender": "someone", "message": token})
    message = server.agent.read[-1]
    assert message.text == '/ask_alcohol{"medicine": "baclofen"}'
    assert message.metadata == {"button": True}


async def test_the_clients_metadata_is_not_taken(server: Any) -> None:
    body = {"sender": "someone", "message": "hello", "metadata": {"button": True}, "input_channel": "other"}
    await server.post(WEBHOOK, body)
    [message] = server.agent.read
    assert message.metadata == {}
    assert message.input_channel == "rest"


@pytest.mark.parametrize(
    ("body", "headers", "status", "says"),
    [
        pytest.param({"message": "hi"}, None, 400, '"sender" is missing', id="no sender"),
        pytest.param({"sender": None, "message": "hi"}, None, 400, '"sender" is missing', id="sender is null"),
        pytest.param({"sender": " ", "message": "hi"}, None, 400, '"sender" is missing', id="sender is blank"),
        pytest.param({"sender": 7, "message": "hi"}, None, 400, '"sender" is missing', id="sender is a number"),
        pytest.param({"sender": "s" * 256, "message": "hi"}, None, 400, "more than 255", id="sender too long"),
        pytest.param({"sender": "s"}, None, 400, '"message" is missing', id="no message"),
        pytest.param({"sender": "s", "message": ["hi"]}, None, 400, '"message" is missing', id="message is a list"),
        pytest.param({"sender": "s", "message": ""}, None, 400, '"message" is missing', id="message is empty"),
        pytest.param({"sender": "s", "message": "x" * 6000}, None, 413, "more than 5000 bytes", id="body too large"),
        pytest.param(b"{not json", None, 400, "not valid JSON", id="not JSON"),
        pytest.param(b"\xff\xfe", None, 400, "not valid JSON", id="not text"),
        pytest.param(b"[" * 4000, None, 400, "not valid JSON", id="nested too deep"),
        pytest.param(b"[1]", None, 400, "not a JSON object", id="a list"),
        pytest.param(b"sender=s&message=hi", FORM, 415, "application/json", id="a form of another site"),
    ],
)
async def test_what_is_refused(server: Any, body: Any, headers: Any, status: int, says: str) -> None:
    got = await server.post(WEBHOOK, body, headers)
    assert got.status == status
    assert says in got.body["error"]
    assert server.agent.read == []


async def test_rasas_health_check_is_there(server: Any) -> None:
    assert (await server.get("/webhooks/rest/")).body == {"status": "ok"}
