"""A server with our channels and an agent that says back what it was told, on a free port of this machine."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from rasa.core.channels.channel import UserMessage
from sanic import Sanic

from bot.documents import Document
from bot.runtime.server import create_app
from bot.runtime.settings import Settings

JSON = {"Content-Type": "application/json"}


class Echo:
    """Says back what it read, with a button."""

    def __init__(self) -> None:
        self.read: list[UserMessage] = []

    async def handle_message(self, message: UserMessage) -> None:
        """Answers one message."""
        self.read.append(message)
        button = {"title": "Alcohol", "payload": '/ask_alcohol{"medicine": "baclofen"}'}
        said: dict[str, Any] = {"text": f"read: {message.text}", "kind": "answer", "buttons": [button]}
        if message.text == "show my log":
            said["documents"] = [{"name": "log.csv", "title": "My log"}]
        await message.output_channel.send_response(message.sender_id, said)


def own_document(person: str, name: str) -> Document:
    """A document that says whose it is; none of that name for whom something fails."""
    if person == "unlucky":
        raise RuntimeError(f"of {person}")
    return Document(name, "text/csv; charset=utf-8", f"kept of {person}".encode())


@dataclass
class Response:
    """What the server answered."""

    status: int
    body: Any
    headers: dict[str, str]


class Server:
    """Talks to the server."""

    def __init__(self, base: str, agent: Echo) -> None:
        self.base = base
        self.agent = agent

    async def post(self, address: str, body: Any, headers: dict[str, str] | None = None) -> Response:
        """Posts a body: bytes as they are, anything else as JSON."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return await self._request("POST", address, data=data, headers=headers or JSON)

    async def get(self, address: str) -> Response:
        """Gets an address."""
        return await self._request("GET", address)

    async def _request(self, method: str, address: str, **options: Any) -> Response:
        async with aiohttp.ClientSession() as session, session.request(method, self.base + address, **options) as got:
            is_json = got.content_type == "application/json"
            return Response(got.status, await (got.json() if is_json else got.text()), dict(got.headers))


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    """The server, running."""
    echo = Echo()

    async def load() -> Echo:
        return echo

    Sanic.test_mode = True  # lets one process make the app more than once
    app = create_app(Settings(state=tmp_path, max_body_bytes=5_000), load, documents=own_document)
    running = await app.create_server(host="127.0.0.1", port=0, return_asyncio_server=True)
    assert running is not None
    await running.startup()
    await running.before_start()
    await running.after_start()
    port = running.server.sockets[0].getsockname()[1]
    yield Server(f"http://127.0.0.1:{port}", echo)
    running.close()
    await asyncio.wait_for(running.wait_closed(), 5)
    await running.after_stop()
    Sanic._app_registry.pop(app.name, None)
