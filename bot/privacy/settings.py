"""The settings of what is kept. `bot.runtime.settings.Settings` holds these and all others."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseSettings, Field

PROJECT = Path(__file__).parents[2]
"""The folder of the project, where Rasa's own files are."""


class KeepingSettings(BaseSettings):
    """Read from the environment, `MEDGUIDE_` before each name."""

    state: Path = Field(
        default=PROJECT / ".state",
        description="Folder for everything this installation makes: database, conversations, secret.",
    )
    keep_not_understood: bool = Field(
        default=False,
        description="Keep what was not understood, redacted. Only where everybody who writes has agreed to it.",
    )
    keep_not_understood_days: int = Field(
        default=30, ge=1, description="Days after which what was not understood is deleted, since it was last said."
    )

    people_url: str | None = Field(
        default=None,
        description="Database of what people ask to be kept. By default: PostgreSQL where the knowledge base is there, "
        "else `people.db` in the state folder.",
    )
    keep_people_days: int = Field(
        default=365, ge=1, description="Days after which everything of a person is deleted who was not here since."
    )
    keep_conversations_days: int = Field(
        default=30, ge=1, description="Days after which a conversation is deleted in which nothing was said since."
    )

    def make_state(self) -> Path:
        """Makes the state folder where it is missing, for its owner only, and returns it."""
        self.state.mkdir(parents=True, exist_ok=True)
        self.state.chmod(0o700)
        return self.state

    class Config:
        """How pydantic finds the values."""

        env_prefix = "MEDGUIDE_"
        frozen = True
