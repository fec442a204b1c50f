"""The one error boundary: whatever fails, the person gets a plain sentence, and the card where there is a red flag.

It stands around the agent, so that every channel has it: NLU, policy and action run inside. What they say is held back
until they are done; then this module makes sure that there is something to say, and that a message with a red flag is
answered with its card first. Silence that is meant (a human has the conversation) is said as such by the action, with a
message without words, which goes no further than this; no message at all is a failure.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.trackers import DialogueStateTracker

from actions.base import SILENCE
from actions.memory import earlier_signals, held_fields
from bot.answers.held import card_of
from bot.answers.text import card_text
from bot.channels.incoming import BUTTON_METADATA
from bot.model.conversation import Card, Question
from bot.model.safety import Verdict
from bot.privacy.failures import report
from bot.runtime.conversations import erase, keep_without_words
from bot.runtime.settings import Settings
from bot.safety import ScreenContext, card, screen

logger = logging.getLogger(__name__)

# These sentences are code, unlike all others: they must be there when the content cannot be read.
APOLOGY = (
    "Sorry, something went wrong on our side, and I could not answer. Please try again in a moment. "
    "If this may be an emergency, call your emergency number now."
)
CARD_OF_LAST_RESORT = (
    "If this may be an emergency, call now: 911 in the US and Canada, 999 in the UK, 999 or 112 in Ireland, 112 in the "
    "EU and India, 000 in Australia, 111 in New Zealand. Do not wait for an answer here, and do not drive yourself. "
    "I'm a computer program and can't call for you."
)
NOT_ERASED = (
    "Sorry, something went wrong on our side, and not everything is deleted yet. Please say it again in a moment."
)
MEMORY_SECONDS = 2.0
"""How long a card waits for what the conversation remembers."""
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

    async def handle_message(self, message: UserMessage, region: str | None = None) -> DialogueStateTracker | None:
        """Answers one message on its output channel. Never raises for what happens inside.

        Args:
            message: The person's message, all of it. Its text is shortened to what the agent reads.
            region: Whose numbers a card shows where the conversation cannot tell; by default that of the settings.

        Returns:
            The conversation as it was, where the person wants it forgotten, or kept without its words; else `None`.
        """
        channel = message.output_channel
        outbox = Outbox(channel)
        message.output_channel = outbox
        screened = _screened(message)
        typed = message.text or ""
        shortened = self._shorten(message)
        await self._ask_agent(message)
        reply = [said for said in outbox.messages if said.get("kind") != SILENCE]
        has_failed = not outbox.messages
        gone = await self._not_to_be_kept(message.sender_id, outbox.messages)
        if not await self._left_as_wanted(message.sender_id, gone, forgets=_forgets(reply)):
            reply = [{"text": NOT_ERASED, "kind": "error"}]
        elif has_failed:
            reply = [{"text": APOLOGY, "kind": "error"}]
        elif shortened and reply:
            reply.append({"text": SHORTENED, "kind": "answer"})
        has_card = any(said.get("kind") == "card" for said in reply)
        if not has_card and (has_failed or _needs_card(screened, shortened)):
            card = await self._card(typed, message.sender_id, screened, region or self._settings.region)
            reply = [{"text": card, "kind": "card"}, *reply] if card else reply
        for said in reply:
            await channel.send_response(message.sender_id, said)
        return gone

    async def _not_to_be_kept(self, conversation: str, reply: list[dict[str, Any]]) -> DialogueStateTracker | None:
        """The conversation, where the person wants it forgotten, or no word of it kept."""
        private = [said.pop("private", False) for said in reply]
        if reply and not (any(private) or _forgets(reply)):
            return None
        tracker = await self._conversation(conversation)
        wanted = reply or (tracker is not None and tracker.current_slot_values().get("incognito"))
        return tracker if wanted else None

    async def _left_as_wanted(self, conversation: str, gone: DialogueStateTracker | None, *, forgets: bool) -> bool:
        """Takes a conversation out of the store, wholly or but for its slots; whether all is gone that should be."""
        try:
            if forgets:
                await erase(self._agent.tracker_store, conversation)
            elif gone:
                await keep_without_words(self._agent.tracker_store, gone)
        except Exception as error:  # noqa: BLE001 - the person is told
            report(logger, "A conversation was not erased", error)
            return not forgets
        return True

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

    async def _card(self, text: str, conversation: str, screened: Verdict | None, region: str) -> str | None:
        """The card, with what the conversation remembers as far as that can be read; `None` where none is due.

        Args:
            text: What was typed.
            conversation: Id of the conversation.
            screened: What the message alone says; `None` where it could not be screened.
            region: Whose numbers are shown where the conversation has no region.
        """
        if screened is None:
            return CARD_OF_LAST_RESORT
        slots = await self._remembered(conversation)
        region = str(slots.get("region") or region)
        try:
            made = _card_in_conversation(text, screened, slots, region)
        except Exception as error:  # noqa: BLE001 - the card of the message alone goes out instead
            report(logger, "A card was made without the conversation", error)
            return _card_of_message(screened, region)
        return card_text(made) if made else None

    async def _remembered(self, conversation: str) -> dict[str, Any]:
        """The slots of a conversation; none where they cannot be read in time."""
        tracker = await self._conversation(conversation)
        return dict(tracker.current_slot_values()) if tracker else {}

    async def _conversation(self, conversation: str) -> DialogueStateTracker | None:
        """A conversation; `None` where it cannot be read in time."""
        try:
            return await asyncio.wait_for(self._agent.tracker_store.retrieve(conversation), MEMORY_SECONDS)
        except Exception as error:  # noqa: BLE001 - a card must not fail for want of a region
            report(logger, "A conversation could not be read", error)
            return None


def _forgets(reply: list[dict[str, Any]]) -> bool:
    """Whether the reply says that everything of the person is deleted."""
    return any(said.get("kind") == "receipt" for said in reply)


def _needs_card(screened: Verdict | None, shortened: bool) -> bool:
    """Whether a card must stand before an answer that brought none.

    What a rule is not sure of was heard with the second opinion on the way to the answer, unless that saw only a part.
    """
    if screened is None:
        return True
    return (screened.level if shortened else screened.sure_level).shows_card


def _screened(message: UserMessage) -> Verdict | None:
    """What the message alone says; `None` where it could not be screened.

    A button is not typed: what it carries was signed by us, and holds ids, names and settings, never a person's words.
    """
    if message.metadata == BUTTON_METADATA:
        return Verdict()
    try:
        return screen(message.text or "")
    except Exception as error:  # noqa: BLE001 - the card of last resort goes out instead
        report(logger, "A message was not screened", error)
        return None


def _card_in_conversation(text: str, screened: Verdict, slots: Mapping[str, Any], region: str) -> Card | None:
    """The card of the message together with what was said before it; else what stays of an earlier one."""
    now = time.time()
    signals = earlier_signals(slots.get("signals"), now)
    verdict = screen(text, ScreenContext(frozenset(signals))) if signals and screened != Verdict() else screened
    held = held_fields(slots.get("held_level"), now)
    return card_of(Question(text, (), region=region, verdict=verdict, earlier_signals=signals, **held))


def _card_of_message(screened: Verdict, region: str) -> str | None:
    try:
        made = card(screened, region)
    except Exception as error:  # noqa: BLE001 - some card must go out
        report(logger, "A card was not made", error)
        return CARD_OF_LAST_RESORT
    return card_text(made) if made else None
