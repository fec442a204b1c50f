"""The chat page: what it is served with, and whose conversation it may write in."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from bot.channels.signing import Signer
from bot.model.record import Note
from bot.runtime.deliveries import OUTBOX


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


async def test_what_waits_is_fetched_once_and_only_by_the_conversation_that_it_is_for(
    server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, another = await conversation(server), await conversation(server)
    await server.post("/web/message", {"conversation": here, "message": "hello"})
    person = server.agent.read[-1].sender_id
    left = {person: ["It's time for your reminder."]}
    monkeypatch.setattr(OUTBOX, "_records", lambda: Waiting(left))

    assert (await server.post("/web/poll", {"conversation": another})).body == []
    got = await server.post("/web/poll", {"conversation": here})
    assert got.body == [{"text": "It's time for your reminder.", "kind": "reminder"}]
    assert got.headers["Cache-Control"] == "no-store"
    assert (await server.post("/web/poll", {"conversation": here})).body == []


async def test_a_forged_conversation_fetches_nothing(server: Any) -> None:
    forged = Signer(b"x" * 32).new_conversation()

    assert (await server.post("/web/poll", {"conversation": forged})).status == 403


async def test_the_page_may_ask_again_where_the_store_fails(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise ConnectionError

    monkeypatch.setattr(OUTBOX, "_records", fails)
    got = await server.post("/web/poll", {"conversation": await conversation(server)})

    assert (got.status, got.body) == (200, [])


class Waiting:
    """Stands for the store: what was left for whom."""

    def __init__(self, left: dict[str, list[str]]) -> None:
        self._left = left

    def take(self, person: str, kind: type[Note]) -> tuple[Note, ...]:
        now = datetime.now(timezone.utc)
        return tuple(kind(at=now, text=text, late_text=text) for text in self._left.pop(person, []))
