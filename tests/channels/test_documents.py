"""Documents over HTTP: whose they are, how long a link works, and how they are handed out."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.documents import EXPIRED, FAILED, FORGED
from bot.channels.signing import ExpiredLinkError, ForgedLinkError, Signer

SECONDS = 600
SIGNER = Signer(b"another installation, with a secret of its own")


async def by_web(server: Any) -> tuple[str, str]:
    """Asks for the log on the page; the id of the conversation, and the link."""
    here = (await server.post("/web/conversation", {})).body["conversation"]
    [said] = (await server.post("/web/message", {"conversation": here, "message": "show my log"})).body
    return server.agent.read[-1].sender_id, said["documents"][0]["url"]


async def by_rest(server: Any, sender: str = "ana") -> tuple[str, str]:
    """Asks for the log over REST."""
    [said] = (await server.post("/webhooks/rest/webhook", {"sender": sender, "message": "show my log"})).body
    return sender, said["documents"][0]["url"]


CHANNELS = pytest.mark.parametrize(
    ("ask", "address"),
    [(by_web, "/web/document/"), (by_rest, "/webhooks/rest/document/")],
    ids=["the page", "REST"],
)


@CHANNELS
async def test_a_link_opens_the_document_of_its_conversation(server: Any, ask: Any, address: str) -> None:
    person, url = await ask(server)
    assert url.startswith(address)
    got = await server.get(url)
    assert (got.status, got.body) == (200, f"kept of {person}")
    assert got.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert got.headers["Content-Disposition"] == 'attachment; filename="log.csv"'


@CHANNELS
async def test_what_is_handed_out_stays_nowhere_and_runs_nothing(server: Any, ask: Any, address: str) -> None:
    _, url = await ask(server)
    for where in (url, f"{address}forged"):
        headers = (await server.get(where)).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "sandbox" in headers["Content-Security-Policy"]


@CHANNELS
async def test_two_conversations_never_see_each_others_documents(server: Any, ask: Any, address: str) -> None:
    (first, url), (second, other_url) = (
        (await by_rest(server, "ana"), await by_rest(server, "ben"))
        if ask is by_rest
        else (await by_web(server), await by_web(server))
    )
    assert first != second
    assert (await server.get(url)).body == f"kept of {first}"
    assert (await server.get(other_url)).body == f"kept of {second}"


@CHANNELS
async def test_a_link_that_we_did_not_make_is_refused(server: Any, ask: Any, address: str) -> None:
    _, url = await ask(server)
    token = url.removeprefix(address)
    changed = ("B" if token[40] == "A" else "A").join((token[:40], token[41:]))
    for forged in (changed, token[:-8], "ana", "%C3%A9", SIGNER.link("ana", "log.csv")):
        got = await server.get(f"{address}{forged}")
        assert (got.status, got.body) == (403, FORGED)


@CHANNELS
async def test_a_link_runs_out(server: Any, monkeypatch: Any, ask: Any, address: str) -> None:
    _, url = await ask(server)
    later = time.time() + SECONDS + 2
    monkeypatch.setattr("bot.channels.signing.time.time", lambda: later)
    got = await server.get(url)
    assert (got.status, got.body) == (410, EXPIRED)


async def test_where_a_document_cannot_be_made_a_plain_sentence_says_so(server: Any, caplog: Any) -> None:
    _, url = await by_rest(server, "unlucky")
    got = await server.get(url)
    assert (got.status, got.body) == (503, FAILED)
    assert "unlucky" not in caplog.text


async def test_an_answer_without_documents_has_none(server: Any) -> None:
    [said] = (await server.post("/webhooks/rest/webhook", {"sender": "ana", "message": "hello"})).body
    assert "documents" not in said


async def test_the_address_does_not_show_whose_it_is(server: Any) -> None:
    person, url = await by_web(server)
    assert person not in url


# --- the tokens


@given(st.text(max_size=300), st.sampled_from(["log.pdf", "my-data.json"]), st.integers(0, 2**32))
def test_a_token_stands_for_what_it_was_made_for(conversation: str, name: str, now: int) -> None:
    token = SIGNER.link(conversation, name, now)
    assert SIGNER.linked(token, SECONDS, now + SECONDS) == (conversation, name)
    with pytest.raises(ExpiredLinkError):
        SIGNER.linked(token, SECONDS, now + SECONDS + 1)


@given(st.text(max_size=200))
def test_nothing_else_is_a_token(text: str) -> None:
    with pytest.raises(ForgedLinkError):
        SIGNER.linked(text, SECONDS)


@pytest.mark.parametrize(
    "other",
    [SIGNER.button("/show_log"), SIGNER.new_conversation(), Signer(b"x" * 32).link("ana", "log.pdf")],
    ids=["a button", "a conversation", "another installation"],
)
def test_what_was_signed_for_something_else_is_no_link(other: str) -> None:
    with pytest.raises(ForgedLinkError):
        SIGNER.linked(other, SECONDS)
