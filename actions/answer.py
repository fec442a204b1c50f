"""`action_answer`."""

from __future__ import annotations

from actions.base import AssistantAction


class ActionAnswer(AssistantAction):
    """Answers a question about a medicine."""

    def name(self) -> str:
        """As the domain names it."""
        return "action_answer"
