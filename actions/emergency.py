"""`action_emergency`."""

from __future__ import annotations

from actions.base import AssistantAction


class ActionEmergency(AssistantAction):
    """Answers a red flag: the card, and a question inside the message where it is safe to answer."""

    def name(self) -> str:
        """As the domain names it."""
        return "action_emergency"
