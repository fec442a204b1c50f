"""`bot hand-off` and `bot deliver`: what the operator sees and does."""

from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import main
from bot.cli.hand_off import NONE
from bot.knowledge import engine_for
from bot.model.record import LONGEST_MESSAGE, Agree, HandOff, Keep
from bot.records import Records

NOW = datetime(2026, 3, 4, 10, 30, tzinfo=timezone.utc)


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One that passes questions on into a folder, with a state folder of its own."""
    monkeypatch.setenv("MEDGUIDE_STATE", str(tmp_path))
    monkeypatch.setenv("MEDGUIDE_PEOPLE_URL", f"sqlite:///{tmp_path / 'people.db'}")
    monkeypatch.setenv("MEDGUIDE_HAND_OFF", f"maildir:{tmp_path / 'box'}")
    monkeypatch.setenv("MEDGUIDE_HAND_OFF_HOURS", "Mon-Sun 00:00-24:00 UTC")
    return tmp_path


@pytest.fixture
def records(installation: Path) -> Records:
    store = Records(engine_for(os.environ["MEDGUIDE_PEOPLE_URL"]))
    item = HandOff(at=NOW, until=NOW + timedelta(hours=1), question="why is it [bold]pink[/bold]", region="US")
    store.change("anna", (Agree(NOW), Keep(item)), NOW)
    return store


def hand_off(records: Records) -> HandOff:
    [found] = records.of("anna").of(HandOff)
    return found


def bot(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, arguments, env={"COLUMNS": "160"})
    return result.exit_code, result.output


@pytest.mark.parametrize("arguments", [("hand-off",), ("hand-off", "list")])
def test_it_shows_what_was_passed_on(records: Records, arguments: tuple[str, ...]) -> None:
    code, output = bot(*arguments)
    assert code == 0
    assert "2026-03-04 10:30" in output
    assert "waiting" in output
    assert "why is it [bold]pink[/bold]" in output
    assert "anna" not in output


def test_it_says_where_there_is_nothing(installation: Path) -> None:
    assert bot("hand-off") == (0, f"{NONE}\n")


def test_the_operator_takes_and_hands_back(records: Records) -> None:
    number = str(hand_off(records).id)
    assert bot("hand-off", "take", number)[0] == 0
    assert hand_off(records).state == "taken"
    assert bot("hand-off", "back", number, "--message", "It is the dye.") == (
        0,
        "Handed back. The person is told with their next message.\n",
    )
    assert (hand_off(records).state, hand_off(records).message) == ("handed_back", "It is the dye.")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("back", "99"), "there is no hand_off 99"),
        (("take", "99"), "there is no hand_off 99"),
        (("back", "1", "--message", "x" * (LONGEST_MESSAGE + 1)), "more than 1000 characters"),
    ],
)
def test_what_does_not_work_says_why(records: Records, arguments: tuple[str, ...], says: str) -> None:
    code, output = bot("hand-off", *arguments)
    assert code == 1
    assert says in output
    assert hand_off(records).state == "waiting"


def test_what_is_over_cannot_be_handed_back_twice(records: Records) -> None:
    number = str(hand_off(records).id)
    bot("hand-off", "back", number)
    code, output = bot("hand-off", "back", number, "--message", "again")
    assert (code, hand_off(records).message) == (1, None)
    assert "is over: handed back" in output


def test_the_key_is_the_same_each_time_and_not_the_secret(installation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDGUIDE_SECRET", "a secret for tests only, of more than 32 bytes")
    key = bot("hand-off", "key")
    assert key == bot("hand-off", "key")
    assert len(key[1].strip()) == 64
    assert "secret" not in key[1]


def test_what_is_due_is_sent_once(records: Records, installation: Path) -> None:
    assert bot("deliver") == (0, "1 delivered, 0 to be tried again, 0 given up.\n")
    assert bot("deliver") == (0, "0 delivered, 0 to be tried again, 0 given up.\n")
    assert len(list((installation / "box" / "new").iterdir())) == 1
    assert hand_off(records).is_passed_on


def test_what_cannot_be_sent_is_a_failure(
    records: Records, installation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDGUIDE_HAND_OFF", "http://127.0.0.1:1/")
    code, output = bot("deliver")
    assert code == 1
    assert "1 to be tried again" in output
    assert not hand_off(records).is_passed_on


def test_where_nothing_is_passed_on_nothing_is_sent(
    records: Records, installation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MEDGUIDE_HAND_OFF")
    code, output = bot("deliver")
    assert (code, output.strip()) == (0, "0 delivered, 0 to be tried again, 0 given up.")
    assert hand_off(records).due
