"""From an HTTP request to a message that the agent may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sanic.request import Request

from bot.channels.signing import Signer

MAX_SENDER_CHARACTERS = 255
"""What the tracker store's column holds."""

BUTTON_METADATA = {"button": True}
"""Marks a message as a pressed button. Only this module sets it; nothing of the client's metadata is taken."""


class RefusedRequestError(Exception):
    """A request that cannot be read as a message.

    Args:
        message: What is wrong and what would be right, without the person's words.
        status: The HTTP status to answer with.
    """

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Incoming:
    """What a person did: typed a text, or pressed a button."""

    text: str
    """Typed text, which can never be read as an intent, or the payload of a button."""
    is_button: bool

    @property
    def metadata(self) -> dict[str, Any]:
        """What the message carries into the agent."""
        return dict(BUTTON_METADATA) if self.is_button else {}


def read_text(text: str, signer: Signer) -> Incoming:
    """Takes a button's token as the button, and everything else as text.

    Rasa reads a leading slash as an intent; without it, "/restart" is a word like any other.
    """
    payload = signer.payload(text)
    if payload is not None:
        return Incoming(payload, is_button=True)
    stripped = text.lstrip()
    while stripped.startswith("/"):
        stripped = stripped.lstrip("/").lstrip()
    return Incoming(stripped, is_button=False)


def read_body(request: Request, max_bytes: int) -> dict[str, Any]:
    """The JSON object of a request.

    Raises:
        RefusedRequestError: Where it has more than `max_bytes`, is not `application/json` (a form of another site
            would need no permission to send), not valid JSON, or not an object.
    """
    if len(request.body) > max_bytes:
        raise RefusedRequestError(f"The body has more than {max_bytes} bytes.", status=413)
    if request.content_type.split(";")[0].strip().lower() != "application/json":
        raise RefusedRequestError("Send the request with Content-Type: application/json.", status=415)
    try:
        body = request.json
    except Exception as error:  # Sanic's InvalidUsage, and RecursionError of deeply nested JSON
        raise RefusedRequestError("The body is not valid JSON.") from error
    if not isinstance(body, dict):
        raise RefusedRequestError('The body is not a JSON object. Send {"sender": "...", "message": "..."}.')
    return body


def read_string(body: dict[str, Any], key: str, max_characters: int | None = None) -> str:
    """A text of a request's body that has to be there.

    Raises:
        RefusedRequestError: Where it is missing, empty, not a string, or longer than `max_characters`.
    """
    value = body.get(key)
    if not isinstance(value, str) or not value.strip():
        raise RefusedRequestError(f'"{key}" is missing. Send it as a string that is not empty.')
    if max_characters is not None and len(value) > max_characters:
        raise RefusedRequestError(f'"{key}" has more than {max_characters} characters.')
    return value
