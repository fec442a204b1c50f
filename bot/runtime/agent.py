"""The agent in this process, for the terminal, `bot ask` and tests: text in, reply out, the same path as the server."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.model import get_latest_model
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from actions.keeping import TERMINAL
from bot.channels.incoming import read_text
from bot.channels.outgoing import SignedOutput
from bot.channels.signing import Signer
from bot.privacy.failures import report
from bot.runtime.reply import Reply, reply_from
from bot.runtime.settings import Settings
from bot.runtime.stock import guard
from bot.runtime.stores import AsyncioLockStore

logger = logging.getLogger(__name__)


class NoModelError(Exception):
    """There is no trained model where one is expected."""


def newest_model(folder: Path) -> Path:
    """The model that is served: the newest in the folder, whoever trained it.

    Args:
        folder: The folder of models, or a model itself.

    Raises:
        NoModelError: There is none.
    """
    found = folder if folder.is_file() else get_latest_model(str(folder))
    if not found:
        raise NoModelError(f"There is no trained model in {folder}/. Train one: make train")
    return Path(found)


class MedguideAgent:
    """A trained agent whose conversations live in memory, as long as it does.

    Args:
        agent: Rasa's agent, with a model.
        settings: Limits and defaults.
    """

    def __init__(self, agent: Agent, settings: Settings) -> None:
        self.agent = guard(agent, settings)
        self._signer = Signer.from_settings(settings)

    async def handle(
        self,
        text: str,
        conversation: str,
        region: str | None = None,
        profile: Mapping[str, Any] | None = None,
    ) -> Reply:
        """Answers one message.

        Args:
            text: As typed, or the payload of a button of an earlier reply.
            conversation: Id of the conversation; a new one begins where it was not seen before.
            region: Whose label and numbers lead from now on (`US`, `UK`).
            profile: What the person says about themselves, by the fields of `bot.model.conversation.Profile`.

        Returns:
            What was said, and what it was based on.
        """
        incoming = read_text(text, self._signer)
        region = region and region.strip().upper()
        await self._remember(conversation, {"region": region, "profile": profile and dict(profile)})
        output = SignedOutput(self._signer)
        message = UserMessage(incoming.text, output, conversation, input_channel=TERMINAL, metadata=incoming.metadata)
        tracker = await self.agent.handle_message(message, region) or await self._tracker_after(message)
        return reply_from(text, incoming, output.messages, tracker)

    async def _remember(self, conversation: str, slots: Mapping[str, Any]) -> None:
        told = {name: value for name, value in slots.items() if value}
        processor = self.agent.processor
        if not told or processor is None:
            return
        try:
            tracker = await processor.fetch_tracker_and_update_session(conversation)
            for name, value in told.items():
                tracker.update(SlotSet(name, value), processor.domain)
            await processor.save_tracker(tracker)
        except Exception as error:  # noqa: BLE001 - the message itself must still be looked at
            report(logger, "What was told with a message was not remembered", error)

    async def _tracker_after(self, message: UserMessage) -> DialogueStateTracker | None:
        """The conversation, if it holds the message: not where the message failed on the way."""
        try:
            tracker = await self.agent.tracker_store.retrieve(message.sender_id)
        except Exception as error:  # noqa: BLE001 - what was said is there all the same
            report(logger, "A conversation could not be read", error)
            return None
        if tracker is None or tracker.latest_message is None:
            return None
        return tracker if tracker.latest_message.message_id == message.message_id else None


def load_agent(model: Path | None = None, settings: Settings | None = None) -> MedguideAgent:
    """Loads a model and the actions into this process.

    Args:
        model: A model, or a folder of models; by default the one that is served.
        settings: By default, those of the environment.

    Raises:
        NoModelError: There is no model. `agent_without_model` still answers an emergency.
    """
    settings = settings or Settings()
    path = newest_model(model or settings.models)
    return MedguideAgent(Agent.load(str(path), lock_store=AsyncioLockStore()), settings)


def agent_without_model(settings: Settings | None = None) -> MedguideAgent:
    """An agent that understands nothing: it shows the card where there is a red flag, and says sorry to all else.

    Args:
        settings: By default, those of the environment.
    """
    return MedguideAgent(Agent(lock_store=AsyncioLockStore()), settings or Settings())
