"""The chat page: what it is served with, and whose conversation it may write in."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.signing import Signer


@pytest.mark.parametrize(
    ("address", "kind"), [("/", "text/html"), ("/web/page.css", "text/css"), ("/web/page.js", "text/javascript")]
)
async def test_the_page_is_served_with_a_strict_policy(server: Any, address: str, kind: str) -> None:
    got = await server.get(address)
    assert got.status == 200
    assert got.headers["Content-Type"].startswith(kind)
    assert "default-src 'none'" in got.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in got.headers["Content-Security-Policy"]
    assert got.headers["X-Content-Type-Options"] == "nosniff"


async def test_the_page_has_no_inline_code_and_keeps_nothing(server: Any) -> None:
    page = (await server.get("/")).body
    assert "<style" not in page
    assert " style=" not in page
    assert "onclick" not in page
    script = (await server.get("/web/page.js")).body
    for store in ("localStorage", "sessionStorage", "indexedDB", "document.cookie", "innerHTML"):
        assert store not in script


async def conversation(server: Any) -> str:
    return (await server.post("/web/conversation", {})).body["conversation"]


async def test_a_message_is_answered(server: Any) -> None:
    got = await server.post("/web/message", {"conversation": await conversation(server), "message": "hello"})
    [said] = got.body
    assert said["text"] == "read: hello"
    assert set(said) == {"text", "kind", "buttons"}
    assert got.headers["Cache-Control"] == "no-store"


async def test_a_button_works(server: Any) -> None:
    here = await conversation(server)
    [said] = (await server.post("/web/message", {"conversation": here, "message": "hello"})).body
    await server.post("/web/message", {"conversation": here, "message": said["buttons"][0]["payload"]})
    first, second = server.agent.read
    assert first.sender_id == second.sender_id
    assert second.text.startswith("/ask_alcohol")


@pytest.mark.parametrize(
    "forged",
    ["someone", "InNvbWVvbmUi.AAAA", Signer(b"x" * 32).new_conversation()],
    ids=["a name", "signed badly", "signed by others"],
)
async def test_a_conversation_that_we_did_not_issue_is_refused(server: Any, forged: str) -> None:
    got = await server.post("/web/message", {"conversation": forged, "message": "hello"})
    assert got.status == 403
    assert server.agent.read == []


async def test_two_pages_have_two_conversations(server: Any) -> None:
    for _ in range(2):
        await server.post("/web/message", {"conversation": await conversation(server), "message": "hello"})
    first, second = server.agent.read
    assert first.sender_id != second.sender_id
