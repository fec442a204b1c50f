"""Where questions for a person go, as one setting says it."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

_SCHEMES = ("https", "http", "smtps", "smtp", "maildir")
NOWHERE = "medguide@localhost"
"""Who a mail in a folder is from and to, where nothing else is said."""


class DeskAddressError(ValueError):
    """An address that questions cannot be sent to. The message says why; it holds no part of the address."""


@dataclass(frozen=True)
class DeskAddress:
    """The setting, taken apart."""

    kind: Literal["webhook", "smtp", "folder"]
    url: str = field(default="", repr=False)
    """Of the webhook."""
    host: str = ""
    port: int = 0
    user: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    encryption: Literal["tls", "starttls", "none"] = "tls"
    folder: Path = Path()
    sender: str = NOWHERE
    receiver: str = NOWHERE

    @classmethod
    def parse(cls, text: str) -> DeskAddress:
        """Reads the setting.

        Args:
            text: A URL.

        Raises:
            DeskAddressError: It is none that questions can be sent to.
        """
        try:
            parts = urlsplit(text.strip())
            port = parts.port
        except ValueError:
            raise DeskAddressError("It is no URL.") from None
        if parts.scheme not in _SCHEMES:
            raise DeskAddressError(f"It begins with none of {', '.join(f'{each}:' for each in _SCHEMES)}")
        host = parts.hostname or ""
        sender, receiver = _mail(parts.query, must=parts.scheme in ("smtp", "smtps"))
        if parts.scheme == "maildir":
            if not parts.path.startswith("/"):
                raise DeskAddressError("The folder is not a whole path, as in maildir:/var/spool/medguide")
            return cls("folder", folder=Path(unquote(parts.path)), sender=sender, receiver=receiver)
        if not host:
            raise DeskAddressError("It names no host.")
        if parts.scheme in ("http", "https"):
            if parts.scheme == "http" and not _is_this_machine(host):
                raise DeskAddressError("People's questions go out with https only, but to this machine itself.")
            return cls("webhook", url=text.strip(), host=host)
        encryption: Literal["tls", "starttls", "none"] = "starttls" if parts.scheme == "smtp" else "tls"
        if encryption == "starttls" and _is_this_machine(host):
            encryption = "none"
        return cls(
            "smtp",
            host=host,
            port=port or (465 if parts.scheme == "smtps" else 587),
            user=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            encryption=encryption,
            sender=sender,
            receiver=receiver,
        )


def _mail(query: str, *, must: bool) -> tuple[str, str]:
    """From and to whom a mail is."""
    given = {name: values[-1] for name, values in parse_qs(query).items()}
    found = given.get("from", ""), given.get("to", "")
    if must and not all("@" in each for each in found):
        raise DeskAddressError(
            "It does not say from and to whom, as in smtps://host?from=a@example.org&to=b@example.org"
        )
    return found[0] or NOWHERE, found[1] or NOWHERE


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
