"""The settings of whom questions are passed on to. `bot.runtime.settings.Settings` holds these and all others."""

from __future__ import annotations

from typing import Any

from pydantic import Field, SecretStr, root_validator, validator

from bot.delivery.address import DeskAddress
from bot.model.desk import Desk
from bot.model.hours import EXAMPLE, OpeningHours
from bot.privacy.settings import KeepingSettings


class DeskSettings(KeepingSettings):
    """Read from the environment, with those of what is kept."""

    hand_off: SecretStr | None = Field(
        default=None,
        description="Where questions for a person go: `https://...` (a webhook), `smtps://...` or `smtp://...` (mail), "
        "or `maildir:/folder` (mails in a folder). Nowhere by default.",
    )
    hand_off_to: str = Field(
        default="the people who run this service",
        max_length=100,
        description="Who they are, as a sentence names them.",
    )
    hand_off_hours: str | None = Field(
        default=None, description=f"When they answer, for example `{EXAMPLE}`. Needed where questions are passed on."
    )
    hand_off_wait_minutes: int = Field(
        default=60,
        ge=1,
        le=7 * 24 * 60,
        description="How long an answer is waited for, within these hours; then the bot is back by itself.",
    )

    @property
    def desk(self) -> Desk | None:
        """Whom questions are passed on to; `None` where they are not."""
        if self.hand_off is None:
            return None
        return Desk(self.hand_off_to, OpeningHours.parse(self.hand_off_hours or ""), self.hand_off_wait_minutes)

    @property
    def desk_address(self) -> DeskAddress | None:
        """Where questions go; `None` for nowhere."""
        return DeskAddress.parse(self.hand_off.get_secret_value()) if self.hand_off else None

    @validator("hand_off")
    def _is_address(cls, value: SecretStr | None) -> SecretStr | None:  # noqa: N805 - pydantic's signature
        if value is None or not value.get_secret_value().strip():
            return None
        DeskAddress.parse(value.get_secret_value())
        return value

    @validator("hand_off_hours")
    def _are_hours(cls, value: str | None) -> str | None:  # noqa: N805
        if value is None or not value.strip():
            return None
        OpeningHours.parse(value)
        return value

    @root_validator(skip_on_failure=True)
    def _says_when(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        if values["hand_off"] is not None and values["hand_off_hours"] is None:
            raise ValueError(f"MEDGUIDE_HAND_OFF needs MEDGUIDE_HAND_OFF_HOURS: when they answer, as in: {EXAMPLE}")
        return values
