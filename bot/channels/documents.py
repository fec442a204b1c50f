"""Documents handed out over HTTP: a link that works for a short while, for who got it in their conversation."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.settings import ChannelSettings
from bot.channels.signing import ExpiredLinkError, ForgedLinkError, Signer
from bot.documents import Document
from bot.privacy.failures import report

_log = logging.getLogger(__name__)

Source = Callable[[str, str], Document]
"""Makes a document: the id of a conversation, and the document's name."""
PRIVATE = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
FORGED = "This link does not work. Please ask for the file again in the chat."
EXPIRED = "This link has run out. Please ask for the file again in the chat."
FAILED = "Sorry, the file could not be made. Please try again in a moment."


class DocumentDesk:
    """Makes links, and hands out what they stand for.

    Args:
        settings: How long a link works.
        signer: Seals the links.
        source: Makes the documents.
        address: Where they are, with a slash at the end.
    """

    def __init__(self, settings: ChannelSettings, signer: Signer, source: Source, address: str) -> None:
        self._seconds = settings.document_seconds
        self.signer = signer
        self._source = source
        self._address = address

    def links(self, conversation: str, offered: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
        """What is on offer, each with its link.

        Args:
            conversation: Id of the conversation whose documents they are.
            offered: Name and title of each.
        """
        return [{**each, "url": f"{self._address}{self.signer.link(conversation, each['name'])}"} for each in offered]

    def add_to(self, blueprint: Blueprint, route: str) -> None:
        """Adds the address at which documents are handed out.

        Args:
            blueprint: Of the channel.
            route: The address within it, with a slash at the end.
        """

        @blueprint.get(f"{route}<token:str>", name="document")
        async def hand_out(_: Request, token: str) -> HTTPResponse:
            return await self._hand_out(token)

    async def _hand_out(self, token: str) -> HTTPResponse:
        try:
            conversation, name = self.signer.linked(token, self._seconds)
        except ForgedLinkError:
            return _said(FORGED, 403)
        except ExpiredLinkError:
            return _said(EXPIRED, 410)
        try:
            document = await asyncio.to_thread(self._source, conversation, name)
        except Exception as error:  # noqa: BLE001 - whatever fails, the person gets a plain sentence
            report(_log, "A document was not made", error)
            return _said(FAILED, 503)
        headers: dict[str, Any] = {**PRIVATE, "Content-Disposition": f'attachment; filename="{document.name}"'}
        return response.raw(document.content, content_type=document.media_type, headers=headers)


def _said(text: str, status: int) -> HTTPResponse:
    return response.text(text, status=status, headers=PRIVATE)
