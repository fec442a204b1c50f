"""From the agent's messages to what a client gets."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel

from bot.channels.signing import Signer


class SignedOutput(CollectingOutputChannel):
    """Collects a reply in Rasa's own format, buttons signed, with the `kind` of each message.

    Args:
        signer: Signs the buttons.
    """

    def __init__(self, signer: Signer) -> None:
        super().__init__()
        self._signer = signer

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
        await self._persist_message(collected)
