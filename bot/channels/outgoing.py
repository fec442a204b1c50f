"""From the agent's messages to what a client gets."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel

from bot.channels.documents import DocumentDesk
from bot.channels.signing import Signer


class SignedOutput(CollectingOutputChannel):
    """Collects a reply in Rasa's own format, buttons signed, with the `kind` and the documents of each message.

    Args:
        signer: Signs the buttons.
        desk: Makes the links of documents; `None` where they are not handed out over HTTP.
    """

    def __init__(self, signer: Signer, desk: DocumentDesk | None = None) -> None:
        super().__init__()
        self._signer = signer
        self._desk = desk

    @classmethod
    def name(cls) -> str:
        """Rasa's name of the channel."""
        return "medguide"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keeps one message; see the base class."""
        collected: dict[str, Any] = {"recipient_id": recipient_id, "text": message.get("text") or ""}
        if message.get("kind"):
            collected["kind"] = message["kind"]
        if message.get("buttons"):
            collected["buttons"] = [
                {"title": button["title"], "payload": self._signer.button(button["payload"])}
                for button in message["buttons"]
            ]
        if offered := message.get("documents"):
            collected["documents"] = self._desk.links(recipient_id, offered) if self._desk else offered
        await self._persist_message(collected)
