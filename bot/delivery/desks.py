"""Where a question for a person goes: one interface, and one adapter for each kind of address."""

from __future__ import annotations

import hashlib
import hmac
import json
import mailbox
import smtplib
import ssl
import time
from collections.abc import Callable
from email.message import EmailMessage
from email.utils import formatdate
from typing import Protocol

import requests

from bot.delivery.address import DeskAddress
from bot.delivery.packet import Packet

TIMEOUT_SECONDS = 10.0
SIGNATURE = "Medguide-Signature"
_KEY_FOR = b"medguide hand-off webhook"


class DeskError(Exception):
    """The packet was not taken. The message has no words of the person, and nothing of the address."""


class Desk(Protocol):
    """Where packets go."""

    def send(self, packet: Packet) -> None:
        """Delivers one packet. May be called twice with one packet; the reference tells.

        Args:
            packet: What people get.

        Raises:
            DeskError: It was not taken.
            OSError: The network, or the disk, failed.
        """


def desk_at(address: DeskAddress, secret: bytes) -> Desk:
    """The adapter for an address.

    Args:
        address: Where packets go.
        secret: Of the installation.
    """
    if address.kind == "webhook":
        return WebhookDesk(address.url, webhook_key(secret))
    return MailboxDesk(address) if address.kind == "folder" else MailDesk(address)


def webhook_key(secret: bytes) -> bytes:
    """The key by which a webhook's receiver knows that we wrote: made from the secret, which stays here.

    Args:
        secret: Of the installation.
    """
    return hmac.new(secret, _KEY_FOR, hashlib.sha256).hexdigest().encode()


def signature(key: bytes, at: int, body: bytes) -> str:
    """What proves that a body was sent by us, at a time: `t=<seconds>,v1=<HMAC-SHA256 of "<seconds>.<body>">`.

    Args:
        key: As `webhook_key`.
        at: Seconds since 1970.
        body: As it is sent.
    """
    digest = hmac.new(key, f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


class WebhookDesk:
    """Posts JSON, signed. Any answer in the 200s means that it is taken; a redirection is not followed.

    Args:
        url: Where to.
        key: As `webhook_key`.
        clock: Tells the time, in seconds.
    """

    def __init__(self, url: str, key: bytes, clock: Callable[[], float] = time.time) -> None:
        self._url = url
        self._key = key
        self._clock = clock

    def send(self, packet: Packet) -> None:
        """As `Desk.send`."""
        body = json.dumps(packet.as_json()).encode()
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": f"hand-off-{packet.token}",
            SIGNATURE: signature(self._key, int(self._clock()), body),
        }
        try:
            answer = requests.post(
                self._url, data=body, headers=headers, timeout=TIMEOUT_SECONDS, allow_redirects=False, stream=True
            )
        except requests.RequestException as error:  # its message has the address
            raise DeskError(f"the webhook cannot be reached ({type(error).__name__})") from None
        with answer:
            if not 200 <= answer.status_code < 300:
                raise DeskError(f"the webhook answered {answer.status_code}")


class MailDesk:
    """Sends a mail over SMTP, encrypted unless the server is on this machine.

    Args:
        address: Where to.
    """

    def __init__(self, address: DeskAddress) -> None:
        self._address = address

    def send(self, packet: Packet) -> None:
        """As `Desk.send`."""
        to = self._address
        try:
            with self._connected() as server:
                if to.user is not None:
                    server.login(to.user, to.password or "")
                server.send_message(mail_of(packet, to))
        except smtplib.SMTPException as error:
            raise DeskError(f"the mail server refused it ({type(error).__name__})") from None

    def _connected(self) -> smtplib.SMTP:
        to, context = self._address, ssl.create_default_context()
        if to.encryption == "tls":
            return smtplib.SMTP_SSL(to.host, to.port, timeout=TIMEOUT_SECONDS, context=context)
        server = smtplib.SMTP(to.host, to.port, timeout=TIMEOUT_SECONDS)
        if to.encryption == "starttls":
            try:
                server.starttls(context=context)
            except BaseException:
                server.close()
                raise
        return server


class MailboxDesk:
    """Puts a mail into a folder (Maildir), from which another program sends or reads it.

    Args:
        address: Which folder.
    """

    def __init__(self, address: DeskAddress) -> None:
        self._address = address

    def send(self, packet: Packet) -> None:
        """As `Desk.send`; a mail that is there already is not written again."""
        box = mailbox.Maildir(self._address.folder, create=True)
        mail = mail_of(packet, self._address)
        if all(there["Message-ID"] != mail["Message-ID"] for there in box):
            box.add(mail)


def mail_of(packet: Packet, address: DeskAddress) -> EmailMessage:
    """The packet as a mail. The subject says nothing of the person or the medicine.

    Args:
        packet: What people get.
        address: From and to whom.
    """
    mail = EmailMessage()
    mail["Subject"] = f"Medguide: a question for a person ({packet.reference})"
    mail["From"], mail["To"] = address.sender, address.receiver
    mail["Date"] = formatdate(packet.hand_off.at.timestamp())
    name = hashlib.sha256(packet.token.encode()).hexdigest()[:32]
    mail["Message-ID"] = f"<hand-off-{name}@medguide>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(packet.as_text())
    return mail
