"""The one error boundary: whatever fails, the person gets a plain sentence, and the card where there is a red flag.

It stands around the agent, so that every channel has it: NLU, policy and action run inside. What they say is held back
until they are done; then this module makes sure that there is something to say, and that a message with a red flag is
answered with its card first.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage

from bot.answers.text import card_text
from bot.channels.incoming import BUTTON_METADATA
from bot.model.safety import Verdict
from bot.privacy.failures import report
from bot.runtime.settings import Settings
from bot.safety import card, screen

logger = logging.getLogger(__name__)

# These sentences are code, unlike all others: they must be there when the content cannot be read.
APOLOGY = (
    "Sorry, something went wrong on our side, and I could not answer. Please try again in a moment. "
    "If this may be an emergency, call your emergency number now."
)
CARD_OF_LAST_RESORT = "Get help now: call your emergency number. Do not wait for an answer here."
SHORTENED = (
    "Your message is long. I looked through all of it for an emergency, but read only its beginning as a question. "
    "If I missed your question, please ask it in one short sentence."
)


class Outbox(OutputChannel):
    """Holds back what is said, until all of it is known.

    Args:
        channel: The channel that it will go to.
    """

    def __init__(self, channel: OutputChannel) -> None:
        self._channel = channel
        self.messages: list[dict[str, Any]] = []

    def name(self) -> str:
        """The name of the channel behind it."""
        return str(self._channel.name())

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:  # noqa: ARG002
        """Keeps one message."""
        self.messages.append(message)


class GuardedAgent:
    """An agent that always answers. Everything but `handle_message` is the agent's own.

    Args:
        agent: Rasa's agent.
        settings: Time limits, length limit, default region.
    """

    def __init__(self, agent: Agent, settings: Settings) -> None:
        self._agent = agent
        self._settings = settings

    def __getattr__(self, name: str) -> Any:
        return getattr(self._agent, name)

    async def handle_message(self, message: UserMessage) -> None:
        """Answers one message on its output channel. Never raises for what happens inside.

        Args:
            message: The person's message, all of it. Its text is shortened to what the agent reads.
        """
        channel = message.output_channel
        outbox = Outbox(channel)
        message.output_channel = outbox
        verdict = _verdict(message)
        shortened = self._shorten(message)
        await self._ask_agent(message)
        reply = outbox.messages
        if not reply:
            reply = [{"text": APOLOGY, "kind": "error"}]
        elif shortened:
            reply.append({"text": SHORTENED, "kind": "answer"})
        if verdict.level.shows_card and not any(said.get("kind") == "card" for said in reply):
            reply.insert(0, _card(verdict, await self._region(message.sender_id)))
        for said in reply:
            await channel.send_response(message.sender_id, said)

    async def _ask_agent(self, message: UserMessage) -> None:
        try:
            await asyncio.wait_for(self._agent.handle_message(message), self._settings.message_timeout)
        except Exception as error:  # noqa: BLE001 - the boundary
            report(logger, "A message was not answered", error)

    def _shorten(self, message: UserMessage) -> bool:
        limit = self._settings.max_message_characters
        if len(message.text or "") <= limit:
            return False
        message.text = message.text[:limit]
        return True

    async def _region(self, conversation: str) -> str:
        try:
            tracker = await self._agent.tracker_store.retrieve(conversation)
            return (tracker and tracker.get_slot("region")) or self._settings.region
        except Exception as error:  # noqa: BLE001 - a card must not fail for want of a region
            report(logger, "The region of a conversation is not known", error)
            return self._settings.region


def _verdict(message: UserMessage) -> Verdict:
    if message.metadata == BUTTON_METADATA:
        return Verdict()
    try:
        return screen(message.text or "")
    except Exception as error:  # noqa: BLE001 - the graph screens too, and fails the message where it cannot
        report(logger, "A message was not screened", error)
        return Verdict()


def _card(verdict: Verdict, region: str) -> dict[str, Any]:
    try:
        made = card(verdict, region)
        return {"text": card_text(made) if made else CARD_OF_LAST_RESORT, "kind": "card"}
    except Exception as error:  # noqa: BLE001 - some card must go out
        report(logger, "A card was not made", error)
        return {"text": CARD_OF_LAST_RESORT, "kind": "card"}
