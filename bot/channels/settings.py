"""The settings that channels need. `bot.runtime.settings.Settings` holds these and all others."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr

from bot.privacy.settings import KeepingSettings

PROJECT = Path(__file__).parents[2]
"""The folder of the project, where Rasa's own files are."""


class ChannelSettings(KeepingSettings):
    """Read from the environment, with those of what is kept."""

    secret: SecretStr | None = Field(
        default=None,
        description="Signs buttons and the page's conversation ids. By default, one is made in the state folder.",
    )
    max_body_bytes: int = Field(default=100_000, gt=0, description="The largest request body that is read, in bytes.")
