"""Rasa SDK actions run in this process, instead of on a server of their own."""

from __future__ import annotations

import asyncio
import functools
import inspect
import json
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from rasa.shared.constants import UTTER_PREFIX
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.privacy.failures import describe

ACTIONS_PACKAGE = "actions"


class ActionFailedError(RasaException):
    """An action raised, took too long, or could not be loaded. Says which and where, never the person's words."""


class InProcessActionEndpoint(EndpointConfig):
    """Stands where Rasa expects the address of an action server, and runs the action itself.

    The package is imported with the first call, in the process that serves: never before a fork.

    Args:
        timeout: Longest time that one action may take, in seconds.
        package: The package that holds the actions.
    """

    def __init__(self, timeout: float, package: str = ACTIONS_PACKAGE) -> None:
        super().__init__(url="in-process", enable_selective_domain=True)
        self._timeout = timeout
        self._package = package

    @functools.cached_property
    def executor(self) -> ActionExecutor:
        """The actions by name.

        Raises:
            ActionFailedError: The package cannot be loaded.
        """
        executor = ActionExecutor()
        try:
            executor.register_package(self._package)
        except (Exception, SystemExit) as error:  # the SDK exits where an import fails
            raise ActionFailedError(f"The actions in '{self._package}' cannot be loaded: {describe(error)}.") from error
        executor.actions = {name: _off_the_loop(run) for name, run in executor.actions.items()}
        return executor

    def missing(self, names: Iterable[str]) -> list[str]:
        """Those of the named actions that the package does not have; responses (`utter_...`) are Rasa's own.

        Args:
            names: As the domain has them.

        Raises:
            ActionFailedError: The package cannot be loaded.
        """
        return sorted({name for name in names if not name.startswith(UTTER_PREFIX)} - set(self.executor.actions))

    async def request(self, **call: Any) -> dict[str, Any] | None:
        """Runs one action.

        Args:
            call: As Rasa sends it; `json` holds the action's name, the tracker and the domain.

        Returns:
            The events and responses.

        Raises:
            ClientResponseError: With status 400, where the action rejects to run; as from an action server.
            ActionFailedError: Whatever else goes wrong.
        """
        # The payload shares memory with the live tracker; the round trip gives the action a copy of its own.
        payload = json.loads(json.dumps(call["json"]))
        name = payload.get("next_action", "")
        try:
            return await asyncio.wait_for(self.executor.run(payload), self._timeout)
        except ActionExecutionRejection as rejection:
            body = json.dumps({"error": str(rejection), "action_name": rejection.action_name})
            raise ClientResponseError(400, "Action rejected to run", body) from rejection
        except asyncio.TimeoutError:
            raise ActionFailedError(f"Action '{name}' took longer than {self._timeout:g} s.") from None
        except ActionFailedError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever an action does, the person gets an answer
            raise ActionFailedError(f"Action '{name}' failed: {describe(error)}.") from None


def _off_the_loop(run: Callable[..., Any]) -> Callable[..., Awaitable[Any]]:
    """Runs an action that is not a coroutine in a thread: one slow action must not keep everyone waiting."""
    if inspect.iscoroutinefunction(run):
        return run

    @functools.wraps(run)
    async def in_thread(*arguments: Any) -> Any:
        return await asyncio.to_thread(run, *arguments)

    return in_thread
