"""What goes to a person's device and must come back unchanged: buttons, conversation ids, and links of documents.

A button carries an intent and entities. As plain text, anyone could type one; signed, only those that we sent work.
A link names the conversation whose document it opens; it is sealed, since an address ends up in histories and logs.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
import time
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from itsdangerous import BadSignature, URLSafeSerializer

from bot.channels.settings import ChannelSettings

SECRET_BYTES = 32


class ForgedLinkError(Exception):
    """A link that we did not make."""


class ExpiredLinkError(Exception):
    """A link of ours that was made too long ago."""


class Signer:
    """Signs and verifies with one installation's secret.

    Args:
        secret: At least 32 random bytes, the same in every process of an installation.
    """

    def __init__(self, secret: bytes) -> None:
        self._buttons = URLSafeSerializer(secret, salt="button")
        self._links = Fernet(base64.urlsafe_b64encode(hmac.digest(secret, b"document", hashlib.sha256)))
        self._conversations = URLSafeSerializer(secret, salt="conversation")
        self._hand_offs = URLSafeSerializer(secret, salt="hand-off")

    @classmethod
    def from_settings(cls, settings: ChannelSettings) -> Signer:
        """The signer of this installation; makes its secret where there is none yet."""
        return cls(secret_of(settings))

    def button(self, payload: str) -> str:
        """The token of a button's payload (`/ask_alcohol{"medicine": "baclofen"}`): the same for the same payload."""
        return str(self._buttons.dumps(payload))

    def payload(self, text: str) -> str | None:
        """The payload that a token of ours stands for; `None` for any other text, a forged token too."""
        return _opened(self._buttons, text)

    def new_conversation(self) -> str:
        """A signed id for a new conversation, which nobody can guess."""
        return str(self._conversations.dumps(secrets.token_urlsafe(18)))

    def conversation(self, token: str) -> str | None:
        """The conversation that a signed id stands for; `None` where we did not issue it."""
        return _opened(self._conversations, token)

    def hand_off_token(self, item_id: int) -> str:
        """What lets whoever has it take a hand-off, and hand back."""
        return str(self._hand_offs.dumps(str(item_id)))

    def hand_off(self, token: str) -> int | None:
        """The id of the hand-off that a token is for; `None` where we did not issue it."""
        item_id = _opened(self._hand_offs, token)
        return int(item_id) if item_id is not None else None

    def link(self, conversation: str, name: str, now: float | None = None) -> str:
        """The sealed token of a document of one conversation.

        Args:
            conversation: Id of the conversation.
            name: The document's name.
            now: The time, in seconds; by default that of the clock.
        """
        content = json.dumps([conversation, name]).encode()
        return self._links.encrypt_at_time(content, int(time.time() if now is None else now)).decode()

    def linked(self, token: str, seconds: int, now: float | None = None) -> tuple[str, str]:
        """The conversation and the name that a sealed token stands for.

        Args:
            token: As it came.
            seconds: How long a token is good for.
            now: The time, in seconds; by default that of the clock.

        Raises:
            ForgedLinkError: It is none of ours.
            ExpiredLinkError: It was made longer ago.
        """
        try:
            sealed = token.encode()
            made = self._links.extract_timestamp(sealed)
            conversation, name = json.loads(self._links.decrypt(sealed))
        except (InvalidToken, UnicodeError) as error:
            raise ForgedLinkError from error
        if (time.time() if now is None else now) - made > seconds:
            raise ExpiredLinkError
        return conversation, name


def secret_of(settings: ChannelSettings) -> bytes:
    """The secret of this installation; made where there is none yet.

    Args:
        settings: The secret itself, or where it is kept.
    """
    if settings.secret is not None:
        return settings.secret.get_secret_value().encode()
    return installation_secret(settings.make_state() / "secret")


def _opened(serializer: URLSafeSerializer, token: str) -> str | None:
    try:
        value = serializer.loads(token.strip())
    except (BadSignature, UnicodeError):
        return None
    return value if isinstance(value, str) else None


def installation_secret(path: Path) -> bytes:
    """The secret in a file that only its owner can read, made with the first call.

    Args:
        path: The file, in a folder that is there.

    Returns:
        The secret; of two processes that make it at once, both get the same.
    """
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    if not path.exists():
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_hex(SECRET_BYTES).encode())
        try:
            os.link(draft, path)  # fails where another process was faster; its secret then counts
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()
