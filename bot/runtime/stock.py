"""Gives Rasa's own `rasa run` and `rasa shell` the in-process actions and the error boundary.

Without an action server, Rasa answers a custom action with silence. Where `endpoints.yml` names no `action_endpoint`,
the actions run here instead.
"""

from __future__ import annotations

import logging

from rasa.core.agent import Agent
from sanic import Sanic
from sanic.exceptions import SanicException

from bot.privacy.failures import report
from bot.runtime.actions import ActionFailedError, InProcessActionEndpoint
from bot.runtime.boundary import GuardedAgent
from bot.runtime.settings import Settings

logger = logging.getLogger(__name__)


def guard(agent: Agent, settings: Settings) -> GuardedAgent:
    """The agent inside the error boundary, its actions in this process unless it has an action server.

    Args:
        agent: Rasa's agent, with or without a model.
        settings: Limits and defaults.

    Returns:
        What channels should talk to.
    """
    if agent.action_endpoint is None:
        endpoint = InProcessActionEndpoint(settings.action_timeout)
        agent.action_endpoint = endpoint
        if agent.processor is not None:
            agent.processor.action_endpoint = endpoint
            _report_missing(endpoint, agent.processor.domain.user_actions)
    return GuardedAgent(agent, settings)


def _report_missing(endpoint: InProcessActionEndpoint, names: list[str]) -> None:
    """Says at the start what would otherwise show with the first question only."""
    try:
        for name in endpoint.missing(names):
            logger.error("The domain names the action '%s', but no class in actions/ has that name.", name)
    except ActionFailedError as error:
        report(logger, "The actions cannot be run", error)


def embed_in_running_app(settings: Settings) -> None:
    """Guards the agent of the Rasa server that is starting in this process; does nothing where there is none."""
    try:
        app = Sanic.get_app()
    except SanicException:
        return
    app.add_task(_guard_agent_of(app, settings))


async def _guard_agent_of(app: Sanic, settings: Settings) -> None:
    """Runs on the server's loop, after the agent was loaded and before the first request is read."""
    agent = getattr(app.ctx, "agent", None)
    if isinstance(agent, Agent):
        app.ctx.agent = guard(agent, settings)
