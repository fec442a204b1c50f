"""Every setting of an installation, in one place. `docs/operations.md` explains each; a test holds it to that."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from bot.channels.settings import PROJECT, ChannelSettings
from bot.delivery.settings import DeskSettings


class Settings(ChannelSettings, DeskSettings):
    """Read from the environment (`MEDGUIDE_` before each name)."""

    host: str = Field(
        default="127.0.0.1", description="Address to serve on. 0.0.0.0 opens it to the network: only behind nginx."
    )
    port: int = Field(default=5005, ge=1, le=65535, description="Port to serve on.")
    rest_channel: bool = Field(
        default=True, description="Serve Rasa's REST channel. Switch it off where others can reach it."
    )
    models: Path = Field(default=PROJECT / "models", description="Folder of trained models; the newest one is served.")
    region: str = Field(
        default="US", description="Whose emergency numbers are shown where the conversation has no region."
    )
    max_message_characters: int = Field(
        default=2000,
        gt=0,
        description="How much of a message is read as a question. The red-flag screen reads all of it.",
    )
    action_timeout: float = Field(default=10.0, gt=0, description="Longest time that one action may take, in seconds.")
    message_timeout: float = Field(
        default=20.0, gt=0, description="Longest time that one message may take, in seconds."
    )
