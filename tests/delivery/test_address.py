"""Where questions go: what is an address, and what is refused, without a word of it in the error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.delivery.address import NOWHERE, DeskAddress, DeskAddressError
from bot.delivery.settings import DeskSettings

MAIL = {"sender": "bot@example.org", "receiver": "desk@example.org"}
HOURS = "Mon-Fri 09:00-17:00 Europe/London"


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("https://desk.example/hook?x=1", {"kind": "webhook", "url": "https://desk.example/hook?x=1"}),
        ("http://127.0.0.1:8080/hook", {"kind": "webhook", "url": "http://127.0.0.1:8080/hook"}),
        (
            "smtps://u%40x:p%2Fw@mail.example?from=bot@example.org&to=desk@example.org",
            {"kind": "smtp", "port": 465, "user": "u@x", "password": "p/w", "encryption": "tls", **MAIL},
        ),
        (
            "smtp://mail.example:25?from=bot@example.org&to=desk@example.org",
            {"kind": "smtp", "port": 25, "user": None, "encryption": "starttls", **MAIL},
        ),
        (
            "smtp://localhost?from=bot@example.org&to=desk@example.org",
            {"kind": "smtp", "port": 587, "encryption": "none", **MAIL},
        ),
        ("maildir:/var/spool/medguide", {"kind": "folder", "folder": Path("/var/spool/medguide"), "receiver": NOWHERE}),
        ("maildir:/a%20b?to=desk@example.org", {"folder": Path("/a b"), "receiver": "desk@example.org"}),
    ],
)
def test_what_is_an_address(text: str, fields: dict[str, Any]) -> None:
    address = DeskAddress.parse(text)
    assert {name: getattr(address, name) for name in fields} == fields


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("desk.example/SECRET", "begins with none of"),
        ("ftp://desk.example/SECRET", "begins with none of"),
        ("http://desk.example/SECRET", "https only"),
        ("http://localhost.desk.example/SECRET", "https only"),
        ("https:///SECRET", "no host"),
        ("https://[SECRET", "no URL"),
        ("https://desk.example:SECRET/", "no URL"),
        ("smtps://u:SECRET@mail.example", "from and to whom"),
        ("smtps://u:SECRET@mail.example?from=a@b&to=nobody", "from and to whom"),
        ("maildir:SECRET", "not a whole path"),
    ],
)
def test_what_is_not(text: str, says: str) -> None:
    with pytest.raises(DeskAddressError) as refused:
        DeskAddress.parse(text)
    assert says in str(refused.value)
    assert "SECRET" not in str(refused.value)


def test_nothing_of_a_password_is_shown() -> None:
    text = "smtps://u:SECRET@mail.example?from=a@b.example&to=c@d.example"
    assert "SECRET" not in repr(DeskAddress.parse(text))
    assert "SECRET" not in repr(DeskSettings(hand_off=text, hand_off_hours=HOURS))


def test_by_default_nothing_is_passed_on() -> None:
    settings = DeskSettings()
    assert settings.desk is None
    assert settings.desk_address is None
    assert DeskSettings(hand_off="  ").desk is None


def test_who_they_are_and_when_they_answer() -> None:
    settings = DeskSettings(hand_off="https://desk.example/", hand_off_hours=HOURS, hand_off_to="the ward pharmacists")
    assert settings.desk is not None
    assert settings.desk.words == ("the ward pharmacists", "London time")
    assert settings.desk.wait_minutes == 60


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"hand_off": "https://desk.example/"}, "needs MEDGUIDE_HAND_OFF_HOURS"),
        ({"hand_off": "https://desk.example/", "hand_off_hours": "9 to 5"}, "is not the name of a time zone"),
        ({"hand_off": "gopher://desk", "hand_off_hours": HOURS}, "begins with none of"),
        ({"hand_off_wait_minutes": 0}, "greater than or equal to 1"),
    ],
)
def test_settings_that_do_not_fit_say_what_is_wrong(given: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        DeskSettings(**given)
