"""Rasa's REST channel, made safe to expose: same address, same format."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.documents import document_of
from bot.channels.documents import DocumentDesk, Source
from bot.channels.exchange import Handler, exchange, refusing
from bot.channels.incoming import MAX_SENDER_CHARACTERS, read_body, read_string
from bot.channels.settings import ChannelSettings
from bot.channels.signing import Signer

ADDRESS = "/webhooks/rest"
"""Where Rasa puts the channel."""
DOCUMENT = "/document/"


class RestChannel(InputChannel):
    """`POST /webhooks/rest/webhook` with `{"sender", "message"}` answers with a list of messages.

    Three things differ from Rasa's: typed text never becomes an intent, buttons are signed, and a request without a
    sender is refused (Rasa's puts everyone without one into a single conversation). Whoever knows a sender's name can
    write in that conversation: use it on this machine, or behind a server that knows its users.

    Args:
        settings: Where the secret is, and the limits.
        documents: Makes what a person takes along.
    """

    def __init__(self, settings: ChannelSettings, documents: Source = document_of) -> None:
        self._settings = settings
        self._documents = documents

    @classmethod
    def name(cls) -> str:
        """Rasa's name of the channel, which is also its address."""
        return "rest"

    @classmethod
    def from_credentials(cls, _: dict[str, Any] | None) -> RestChannel:
        """Made by Rasa from an entry of `credentials.yml`; the settings are those of the environment."""
        return cls(ChannelSettings())

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """The routes below `/webhooks/rest`."""
        signer = Signer.from_settings(self._settings)
        desk = DocumentDesk(self._settings, signer, self._documents, f"{ADDRESS}{DOCUMENT}")
        blueprint = Blueprint("medguide_rest")
        desk.add_to(blueprint, DOCUMENT)

        @blueprint.get("/")
        async def health(_: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @blueprint.post("/webhook")
        @refusing
        async def receive(request: Request) -> HTTPResponse:
            body = read_body(request, self._settings.max_body_bytes)
            sender = read_string(body, "sender", MAX_SENDER_CHARACTERS)
            text = read_string(body, "message")
            return response.json(await exchange(text, sender, self.name(), desk, on_new_message))

        return blueprint
