"""Taking a question and handing back over HTTP: with the token that went out, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sanic import Sanic

import bot.runtime.server
from bot.channels.signing import Signer
from bot.knowledge import engine_for
from bot.model.record import LONGEST_MESSAGE, Agree, HandOff, Keep
from bot.records import Records
from bot.runtime.settings import Settings
from tests.channels.conftest import Echo, Server

NOW = datetime(2026, 3, 4, 10, 30, tzinfo=timezone.utc)
DESK = {"hand_off": "https://desk.invalid/", "hand_off_hours": "Mon-Sun 00:00-24:00 UTC"}


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """Somebody's question has gone out."""
    store = Records(engine_for(f"sqlite:///{tmp_path / 'people.db'}"))
    item = HandOff(at=NOW, until=NOW + timedelta(hours=1), question="why", region="US", is_passed_on=True)
    store.change("anna", (Agree(NOW), Keep(item)), NOW)
    return store


@pytest.fixture
async def desk(tmp_path: Path, records: Records, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Server]:
    """The server of an installation that passes questions on; nothing is sent while it is tested."""

    async def load() -> Echo:
        return Echo()

    monkeypatch.setattr(bot.runtime.server, "records", lambda: records)
    Sanic.test_mode = True
    app = bot.runtime.server.create_app(Settings(state=tmp_path, max_body_bytes=5_000, **DESK), load)
    running = await app.create_server(host="127.0.0.1", port=0, return_asyncio_server=True)
    assert running is not None
    await running.startup()
    port = running.server.sockets[0].getsockname()[1]
    yield Server(f"http://127.0.0.1:{port}", Echo())
    running.close()
    await asyncio.wait_for(running.wait_closed(), 5)
    Sanic._app_registry.pop(app.name, None)


def hand_off(records: Records) -> HandOff:
    [found] = records.of("anna").of(HandOff)
    return found


def address(tmp_path: Path, records: Records, what: str) -> str:
    token = Signer.from_settings(Settings(state=tmp_path)).hand_off_token(hand_off(records).id)
    return f"/hand-off/{token}/{what}"


async def test_it_is_taken_then_handed_back(tmp_path: Path, desk: Server, records: Records) -> None:
    got = await desk.post(address(tmp_path, records, "take"), {})
    assert (got.status, got.body["state"]) == (200, "taken")
    assert hand_off(records).until > datetime.now(timezone.utc)

    got = await desk.post(address(tmp_path, records, "back"), {"message": "Call us tomorrow."})
    assert (got.status, got.body["state"]) == (200, "handed_back")
    assert hand_off(records).message == "Call us tomorrow."

    got = await desk.post(address(tmp_path, records, "back"), {"message": "Once more."})
    assert got.status == 409
    assert hand_off(records).message == "Call us tomorrow."


async def test_a_message_is_not_needed(tmp_path: Path, desk: Server, records: Records) -> None:
    assert (await desk.post(address(tmp_path, records, "back"), {})).status == 200
    assert hand_off(records).message is None


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"message": "x" * (LONGEST_MESSAGE + 1)}, 400),
        ({"message": 5}, 400),
        ({"message": ["x"]}, 400),
        ([], 400),
        (b"{", 400),
        ({"message": "x" * 6_000}, 413),
    ],
)
async def test_what_cannot_be_read_changes_nothing(
    tmp_path: Path, desk: Server, records: Records, body: Any, status: int
) -> None:
    got = await desk.post(address(tmp_path, records, "back"), body)
    assert got.status == status
    assert "error" in got.body
    assert hand_off(records).state == "waiting"


@pytest.mark.parametrize("what", ["take", "back"])
@pytest.mark.parametrize(
    "token", ["1", "IjEi.AAAA", Signer(b"x" * 32).hand_off_token(1)], ids=["a number", "signed badly", "by others"]
)
async def test_a_token_that_we_did_not_issue_opens_nothing(
    desk: Server, records: Records, token: str, what: str
) -> None:
    got = await desk.post(f"/hand-off/{token}/{what}", {})
    assert got.status == 404
    assert hand_off(records).state == "waiting"


async def test_another_token_of_ours_opens_nothing(tmp_path: Path, desk: Server, records: Records) -> None:
    signer = Signer.from_settings(Settings(state=tmp_path))
    for token in (signer.new_conversation(), signer.button("1")):
        assert (await desk.post(f"/hand-off/{token}/back", {})).status == 404
    assert hand_off(records).state == "waiting"


async def test_who_is_forgotten_is_not_known(tmp_path: Path, desk: Server, records: Records) -> None:
    where = address(tmp_path, records, "back")
    records.forget("anna")
    assert (await desk.post(where, {"message": "hello"})).status == 404


async def test_where_nothing_is_passed_on_there_is_no_such_address(server: Any) -> None:
    token = Signer.from_settings(Settings()).hand_off_token(1)
    assert (await server.post(f"/hand-off/{token}/back", {})).status == 404
