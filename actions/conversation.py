"""`action_manage_conversation`."""

from __future__ import annotations

from actions.base import AssistantAction


class ActionManageConversation(AssistantAction):
    """Does what the person decides about the conversation itself."""

    def name(self) -> str:
        """As the domain names it."""
        return "action_manage_conversation"
