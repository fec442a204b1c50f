"""`action_small_talk`."""

from __future__ import annotations

from actions.base import AssistantAction


class ActionSmallTalk(AssistantAction):
    """Answers small talk."""

    def name(self) -> str:
        """As the domain names it."""
        return "action_small_talk"
