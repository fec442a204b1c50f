"""`bot serve`: Rasa's server with our channels, the actions in the same process, inside the error boundary."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from rasa.core import agent as rasa_agent
from rasa.core.channels.channel import register
from rasa.core.run import close_resources, create_http_input_channels
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.domain import Domain
from sanic import Sanic

from actions.base import assistant
from actions.documents import document_of
from actions.people import records
from bot.channels.documents import Source
from bot.channels.hand_off import HandOffChannel
from bot.channels.rest import RestChannel
from bot.channels.settings import PROJECT
from bot.channels.web import WebChannel
from bot.knowledge import DatabaseProblem
from bot.runtime.agent import NoModelError, newest_model
from bot.runtime.boundary import GuardedAgent
from bot.runtime.deliveries import OUTBOX, deliver_forever
from bot.runtime.ports import check_port
from bot.runtime.retention import Retention, purge_again_and_again
from bot.runtime.settings import Settings
from bot.runtime.stock import guard

WEBHOOKS = "/webhooks/"
CREDENTIALS = str(PROJECT / "credentials.yml")
ENDPOINTS = str(PROJECT / "endpoints.yml")
SLACK_SECONDS = 10
"""How much longer the server waits for a reply than the error boundary does, which then has an answer."""

Loader = Callable[[], Awaitable[Any]]
Ready = Callable[[], None]


def create_app(
    settings: Settings, load: Loader, on_ready: Ready | None = None, documents: Source = document_of
) -> Sanic:
    """The server, not yet running.

    Args:
        settings: Limits, and which channels are on.
        load: Called once in the process that serves; returns the agent.
        on_ready: Called when the first request can be answered.
        documents: Makes what a person takes along.
    """
    app = Sanic("medguide", configure_logging=False)
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.REQUEST_MAX_SIZE = 2 * settings.max_body_bytes  # the channels refuse first, with a clear sentence
    app.config.RESPONSE_TIMEOUT = settings.message_timeout + SLACK_SECONDS

    register(_channels(settings, documents), app, route=WEBHOOKS)

    async def handle(message: Any) -> None:
        await app.ctx.agent.handle_message(message)

    app.blueprint(WebChannel(settings, documents).blueprint(handle, OUTBOX.fetch))
    if settings.desk:
        app.blueprint(HandOffChannel(settings, settings.desk, records).blueprint())

    @app.listener("before_server_start")
    async def load_agent(app: Sanic, _: Any) -> None:
        app.ctx.agent = await load()

    @app.listener("after_server_start")
    async def start_in_the_background(app: Sanic, _: Any) -> None:
        def retention() -> Retention:
            return Retention.of_installation(app.ctx.agent.tracker_store, settings)

        app.ctx.in_the_background = [
            asyncio.create_task(deliver_forever(settings)),
            asyncio.create_task(purge_again_and_again(retention)),
        ]

    @app.listener("before_server_stop")
    async def stop_in_the_background(app: Sanic, _: Any) -> None:
        for task in app.ctx.in_the_background:
            task.cancel()

    @app.listener("after_server_start")
    async def announce(*_: Any) -> None:
        if on_ready:
            on_ready()

    return app


def problems(settings: Settings) -> Iterator[str]:
    """Says what is missing to answer questions. An emergency is answered all the same.

    Args:
        settings: Where the model is.
    """
    try:
        newest_model(settings.models)
    except NoModelError as error:
        yield str(error)
    try:
        assistant()  # read now: said here, and the first question need not wait
    except DatabaseProblem as problem:
        yield f"The knowledge base cannot be read: {problem}."


def serve(settings: Settings, on_ready: Ready | None = None) -> None:
    """Serves until it is stopped.

    Args:
        settings: Where to serve, where the model is, and the limits.
        on_ready: Called when the first request can be answered.

    Raises:
        PortTakenError: Another program listens on the port.
    """
    check_port(settings.host, settings.port)
    app = create_app(settings, functools.partial(load_guarded, settings), on_ready)
    app.register_listener(close_resources, "after_server_stop")
    app.run(host=settings.host, port=settings.port, workers=1, access_log=False, motd=False)


async def load_guarded(settings: Settings) -> GuardedAgent:
    """The agent inside the error boundary; without a model where there is none that can be read.

    Args:
        settings: Where the model is, and the limits.
    """
    try:
        model: str | None = str(newest_model(settings.models))
    except NoModelError:
        model = None
    return guard(await rasa_agent.load_agent(model, endpoints=_endpoints()), settings)


def _channels(settings: Settings, documents: Source) -> list[Any]:
    named = create_http_input_channels(None, CREDENTIALS)
    others = [channel for channel in named if not isinstance(channel, RestChannel)]
    return [*others, RestChannel(settings, documents)] if settings.rest_channel else others


def stored_conversations() -> TrackerStore:
    """Where conversations are stored, as `endpoints.yml` says, without a model."""
    return TrackerStore.create(_endpoints().tracker_store, Domain.empty())


def _endpoints() -> AvailableEndpoints:
    return AvailableEndpoints.read_endpoints(ENDPOINTS)
