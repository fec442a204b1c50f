"""The chat page at `/`: static files, conversation ids that we issue, and messages.

The page keeps nothing in the browser's storage; its conversation id lives as long as the tab.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.documents import document_of
from bot.channels.documents import DocumentDesk, Source
from bot.channels.exchange import Handler, View, exchange, refusing
from bot.channels.incoming import RefusedRequestError, read_body, read_string
from bot.channels.settings import ChannelSettings
from bot.channels.signing import Signer
from bot.privacy.failures import report

FOLDER = Path(__file__).parent
FILES = {
    "/": ("page.html", "text/html; charset=utf-8"),
    "/web/page.css": ("page.css", "text/css; charset=utf-8"),
    "/web/page.js": ("page.js", "text/javascript; charset=utf-8"),
}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
FIELDS = ("text", "kind", "buttons", "documents")
"""What the page gets of a message."""
DOCUMENT = "/web/document/"
PRIVATE = {"Cache-Control": "no-store"}


Fetch = Callable[[str], Sequence[str]]

_log = logging.getLogger(__name__)


def _nothing(_: str) -> Sequence[str]:
    return ()


class WebChannel:
    """`GET /`, `POST /web/conversation`, `POST /web/message`, `POST /web/poll` and `GET /web/document/<token>`.

    Args:
        settings: Where the secret is, and the limits.
        documents: Makes what a person takes along.
    """

    def __init__(self, settings: ChannelSettings, documents: Source = document_of) -> None:
        self._settings = settings
        self._signer = Signer.from_settings(settings)
        self._desk = DocumentDesk(settings, self._signer, documents, DOCUMENT)

    def blueprint(self, on_new_message: Handler, fetch: Fetch = _nothing) -> Blueprint:
        """The routes.

        Args:
            on_new_message: The agent, error boundary included.
            fetch: Takes what waits for a person; nothing by default.
        """
        blueprint = Blueprint("medguide_web")
        for address, (name, content_type) in FILES.items():
            blueprint.add_route(_static(FOLDER / name, content_type), address, name=name.replace(".", "_"))
        self._desk.add_to(blueprint, DOCUMENT)

        @blueprint.post("/web/conversation")
        @refusing
        async def start(request: Request) -> HTTPResponse:
            read_body(request, self._settings.max_body_bytes)
            return response.json({"conversation": self._signer.new_conversation()}, headers=PRIVATE)

        @blueprint.post("/web/message")
        @refusing
        async def receive(request: Request) -> HTTPResponse:
            body = read_body(request, self._settings.max_body_bytes)
            conversation = self._conversation(body)
            text = read_string(body, "message")
            messages = await exchange(text, conversation, "web", self._desk, on_new_message)
            return response.json(
                [{name: said[name] for name in FIELDS if name in said} for said in messages],
                headers=PRIVATE,
            )

        @blueprint.post("/web/poll")
        @refusing
        async def poll(request: Request) -> HTTPResponse:
            conversation = self._conversation(read_body(request, self._settings.max_body_bytes))
            try:
                waiting = await asyncio.to_thread(fetch, conversation)
            except Exception as error:  # noqa: BLE001 - the page asks again
                report(_log, "What waits for a person was not fetched", error)
                waiting = []
            return response.json([{"text": text, "kind": "reminder"} for text in waiting], headers=PRIVATE)

        return blueprint

    def _conversation(self, body: dict[str, Any]) -> str:
        conversation = self._signer.conversation(read_string(body, "conversation"))
        if conversation is None:
            raise RefusedRequestError("This conversation is not known. Start a new one.", status=403)
        return conversation


def _static(path: Path, content_type: str) -> View:
    content = path.read_bytes()

    async def send(_: Request) -> HTTPResponse:
        return response.raw(content, content_type=content_type, headers=HEADERS)

    return send
