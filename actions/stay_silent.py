"""`action_stay_silent`."""

from __future__ import annotations

from dataclasses import replace

from rasa_sdk import Tracker

from actions.base import AssistantAction
from bot.model.conversation import Question


class ActionStaySilent(AssistantAction):
    """Leaves a message to the human who has the conversation, as long as one may."""

    def name(self) -> str:
        """As the domain names it."""
        return "action_stay_silent"

    def question(self, tracker: Tracker) -> Question:
        """What the assistant looks at: that a human may have the conversation, too."""
        return replace(super().question(tracker), with_human=True)
