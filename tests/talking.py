"""Somebody who talks with a real server over REST."""

from __future__ import annotations

import http.client
import json
from typing import Any
from urllib.parse import urlsplit


class Chat:
    """One conversation, with whichever server is at the address just then.

    Args:
        sender: The name of the conversation.
        address: Where the server is.
    """

    def __init__(self, sender: str, address: str) -> None:
        self._sender = sender
        self.address = address
        self.buttons: dict[str, str] = {}
        """Payloads of the last reply's buttons, by title."""

    def say(self, text: str) -> str:
        """What is replied to what is typed, all of it."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        body = json.dumps({"sender": self._sender, "message": text})
        connection.request("POST", "/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
        replied: list[dict[str, Any]] = json.loads(connection.getresponse().read())
        connection.close()
        self.buttons = {each["title"]: each["payload"] for message in replied for each in message.get("buttons") or ()}
        return "\n".join(message["text"] for message in replied if message.get("text"))

    def press(self, title: str) -> str:
        """What is replied to a button of the last reply."""
        return self.say(self.buttons[title])
