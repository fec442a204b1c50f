"""The settings that channels need. `bot.runtime.settings.Settings` holds these and all others."""

from __future__ import annotations

from pydantic import Field, SecretStr

from bot.privacy.settings import PROJECT, KeepingSettings

__all__ = ["PROJECT", "ChannelSettings"]


class ChannelSettings(KeepingSettings):
    """Read from the environment, with those of what is kept."""

    secret: SecretStr | None = Field(
        default=None,
        description="Signs buttons, links and the page's conversation ids. By default made in the state folder.",
    )
    document_seconds: int = Field(
        default=600, gt=0, description="How long the link of a document that a person takes along works, in seconds."
    )
    max_body_bytes: int = Field(default=100_000, gt=0, description="The largest request body that is read, in bytes.")
