"""Whatever a tool waits for, it still waits for after a restart: two real servers, one after the other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.runtime.settings import Settings
from scripts.serving import serving
from tests.talking import Chat

DIALOGUES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "restart.yml").read_text(encoding="utf-8"))[
    "dialogues"
]
KEYS = {"say", "press", "says", "never"}


@pytest.fixture(scope="module")
def failures(trained: Settings, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What was not as it should be, by the name of the dialogue: all begin before the restart, and end after it."""
    state = tmp_path_factory.mktemp("restarted")
    chats = {dialogue["name"]: Chat(dialogue["name"], "") for dialogue in DIALOGUES}
    failures: dict[str, str] = {}
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("MEDGUIDE_PEOPLE_URL", f"sqlite:///{state / 'people.db'}")
        environment.setenv("MEDGUIDE_HAND_OFF", f"maildir:{state / 'outbox'}")
        environment.setenv("MEDGUIDE_HAND_OFF_TO", "the ward pharmacists")
        environment.setenv("MEDGUIDE_HAND_OFF_HOURS", "Mon-Sun 00:00-24:00 Europe/London")
        for part in ("before", "after"):
            with serving(state, trained.state) as address:
                for dialogue in DIALOGUES:
                    chat = chats[dialogue["name"]]
                    chat.address = address
                    failure = next((each for turn in dialogue[part] if (each := played(chat, turn))), "")
                    failures[dialogue["name"]] = failures.get(dialogue["name"]) or (failure and f"{part}, {failure}")
    return failures


def played(chat: Chat, turn: dict[str, Any]) -> str:
    """What is wrong with the reply to a turn; empty where it is as it should be."""
    assert set(turn) <= KEYS
    if "press" in turn and turn["press"] not in chat.buttons:
        return f"no button {turn['press']!r} among {list(chat.buttons)}"
    said = (chat.say(turn["say"]) if "say" in turn else chat.press(turn["press"])).lower()
    missing = [text for text in turn.get("says", ()) if text.lower() not in said]
    wrong = [text for text in turn.get("never", ()) if text.lower() in said]
    where = f"after {turn.get('say') or turn.get('press')!r}"
    return f"{where}, without {missing} and with {wrong}:\n{said}" if missing or wrong else ""


@pytest.mark.agent
@pytest.mark.parametrize("name", [dialogue["name"] for dialogue in DIALOGUES])
def test_it_goes_on_after_a_restart(failures: dict[str, str], name: str) -> None:
    assert not failures[name]
