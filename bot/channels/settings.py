"""The settings that channels need. `bot.runtime.settings.Settings` holds these and all others."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseSettings, Field, SecretStr

PROJECT = Path(__file__).parents[2]
"""The folder of the project, where Rasa's own files are."""


class ChannelSettings(BaseSettings):
    """Read from the environment, `MEDGUIDE_` before each name."""

    state: Path = Field(
        default=PROJECT / ".state",
        description="Folder for everything this installation makes: database, conversations, secret.",
    )
    secret: SecretStr | None = Field(
        default=None,
        description="Signs buttons and the page's conversation ids. By default, one is made in the state folder.",
    )
    max_body_bytes: int = Field(default=100_000, gt=0, description="The largest request body that is read, in bytes.")

    def make_state(self) -> Path:
        """Makes the state folder where it is missing, for its owner only, and returns it."""
        self.state.mkdir(parents=True, exist_ok=True)
        self.state.chmod(0o700)
        return self.state

    class Config:
        """How pydantic finds the values."""

        env_prefix = "MEDGUIDE_"
        frozen = True
