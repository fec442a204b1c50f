"""One message over HTTP: read it, hand it to the agent, answer with what came back."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.documents import DocumentDesk
from bot.channels.incoming import RefusedRequestError, read_text
from bot.channels.outgoing import SignedOutput

Handler = Callable[[UserMessage], Awaitable[Any]]
View = Callable[..., Awaitable[HTTPResponse]]
"""Takes a request, and the parts of its address that are named."""


async def exchange(
    text: str,
    conversation: str,
    channel: str,
    desk: DocumentDesk,
    on_new_message: Handler,
) -> list[dict[str, Any]]:
    """The agent's reply to one message of one conversation.

    Args:
        text: As it was typed, or a button's token.
        conversation: Id of the conversation.
        channel: Name of the channel, for the tracker.
        desk: Makes the links of documents; its signer opens and makes buttons.
        on_new_message: The agent, error boundary included: it never raises for a message.

    Returns:
        Messages as Rasa's REST channel has them, with `kind` and `documents`.
    """
    incoming = read_text(text, desk.signer)
    output = SignedOutput(desk.signer, desk)
    await on_new_message(
        UserMessage(incoming.text, output, conversation, input_channel=channel, metadata=incoming.metadata)
    )
    return output.messages


def refusing(view: View) -> View:
    """Answers with a clear JSON error where the view refuses the request."""

    @functools.wraps(view)
    async def guarded(request: Request, **parts: str) -> HTTPResponse:
        try:
            return await view(request, **parts)
        except RefusedRequestError as error:
            return response.json({"error": str(error)}, status=error.status)

    return guarded
