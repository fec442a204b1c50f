"""`POST /hand-off/<token>/take` and `/back`: for the program of the people whom questions are passed on to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.exchange import refusing
from bot.channels.incoming import RefusedRequestError, read_body
from bot.channels.settings import ChannelSettings
from bot.channels.signing import Signer
from bot.delivery.hand_offs import HandOffOverError, MessageTooLongError, hand_back, take
from bot.model.desk import Desk
from bot.model.record import HandOff
from bot.records import Records

ADDRESSES = ("/hand-off/<token>/take", "/hand-off/<token>/back")
"""What is served, where this installation passes questions on."""


class HandOffChannel:
    """Lets whoever got a packet take the question, and hand the conversation back.

    The token in the address, which went out with the packet, is all the right that is needed.

    Args:
        settings: Where the secret is, and the limits.
        desk: Whom questions are passed on to.
        records: Opens the store.
    """

    def __init__(self, settings: ChannelSettings, desk: Desk, records: Callable[[], Records]) -> None:
        self._settings = settings
        self._signer = Signer.from_settings(settings)
        self._desk = desk
        self._records = records

    def blueprint(self) -> Blueprint:
        """The routes."""
        blueprint = Blueprint("medguide_hand_off")

        @blueprint.post(ADDRESSES[0])
        @refusing
        async def take_it(request: Request, token: str) -> HTTPResponse:
            item_id = self._item(token)
            self._body(request)
            return await _told(lambda: take(self._records(), item_id, self._desk, datetime.now(timezone.utc)))

        @blueprint.post(ADDRESSES[1])
        @refusing
        async def give_it_back(request: Request, token: str) -> HTTPResponse:
            item_id = self._item(token)
            message = self._body(request).get("message")
            if not (message is None or isinstance(message, str)):
                raise RefusedRequestError('"message" is not a string.')
            return await _told(lambda: hand_back(self._records(), item_id, message, datetime.now(timezone.utc)))

        return blueprint

    def _item(self, token: str) -> int:
        item_id = self._signer.hand_off(token)
        if item_id is None:
            raise RefusedRequestError("This hand-off is not known.", status=404)
        return item_id

    def _body(self, request: Request) -> dict[str, Any]:
        return read_body(request, self._settings.max_body_bytes)


async def _told(change: Callable[[], HandOff]) -> HTTPResponse:
    try:
        hand_off = await asyncio.to_thread(change)
    except LookupError:
        raise RefusedRequestError("This hand-off is not known.", status=404) from None
    except HandOffOverError:
        raise RefusedRequestError("This hand-off is over.", status=409) from None
    except MessageTooLongError as error:
        raise RefusedRequestError(str(error)) from None
    return response.json({"state": hand_off.state, "answer_by": hand_off.until.isoformat()})
