"""From a message to the list of what was not understood: redacted, and only where that is switched on."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

import actions.keeping
from actions.answer import ActionAnswer
from bot.knowledge import engine_for
from bot.privacy.keeping import Keeper
from bot.privacy.kept_lines import FILE, KeptLines
from bot.privacy.settings import KeepingSettings

pytestmark = pytest.mark.usefixtures("_real_assistant")

NOW = 1_000_000.0
WORDS = "my name is zorp, where do kayaks go in winter"
RANKING = [{"name": name, "confidence": 0.2} for name in ("ask_storage", "ask_uses", "ask_food", "ask_alcohol")]
REFUSED = {"text": WORDS, "intent": {"name": "out_of_scope", "confidence": 0.9}, "intent_ranking": RANKING}


class Installation:
    """Says messages, and shows what was kept of them."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, *, on: bool) -> None:
        self.file = folder / FILE
        self._lines = KeptLines(engine_for(f"sqlite:///{self.file}"))
        self._thread = ThreadPoolExecutor(1)
        keeper = Keeper(lambda: self._lines, KeepingSettings(keep_not_understood=on), self._thread)
        monkeypatch.setattr(actions.keeping, "keeper", lambda: keeper)

    def say(self, message: dict[str, Any], channel: str = "web", **slots: Any) -> list[dict[str, Any]]:
        said = [{"event": "user", "timestamp": NOW, "input_channel": channel}]
        tracker = Tracker("somebody", slots, {"entities": [], **message}, said, False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        ActionAnswer().run(dispatcher, tracker, {})
        return dispatcher.messages

    def kept(self) -> list[str]:
        self._thread.shutdown()
        return [line.text for line in self._lines.all()]


@pytest.fixture
def on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    return Installation(tmp_path, monkeypatch, on=True)


@pytest.fixture
def off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    return Installation(tmp_path, monkeypatch, on=False)


def test_what_was_refused_is_kept_redacted(on: Installation) -> None:
    [answer] = on.say(REFUSED)

    assert answer["kind"] == "answer"
    assert on.kept() == ["my name is [name], where do kayaks go in winter"]


def test_its_topic_is_the_best_reading(on: Installation) -> None:
    on.say(REFUSED)
    on.kept()

    [line] = on._lines.all()
    assert (line.topic, line.readings) == ("ask_storage", ("ask_storage", "ask_uses", "ask_food"))


def test_nothing_is_kept_where_it_is_switched_off(off: Installation) -> None:
    off.say(REFUSED)

    assert off.kept() == []
    assert not off.file.exists()


UNRESPONSIVE = {"level": "emergency", "at": 0, "findings": []}
LEVEL = "my dad wont wake up"


@pytest.mark.parametrize(
    ("message", "channel", "slots"),
    [
        pytest.param({**REFUSED, "text": "/out_of_scope"}, "web", {}, id="a button"),
        pytest.param({**REFUSED, "text": LEVEL}, "web", {}, id="an emergency"),
        pytest.param({**REFUSED, "text": "where do kayaks go " * 20}, "web", {}, id="a story"),
        pytest.param(REFUSED, "web", {"held_level": UNRESPONSIVE}, id="an emergency long ago"),
        pytest.param(
            {**REFUSED, "intent_ranking": [{"name": "crisis_self_harm", "confidence": 0.2}]},
            "web",
            {},
            id="near a crisis",
        ),
        pytest.param(REFUSED, "terminal", {}, id="tried in the terminal"),
        pytest.param({**REFUSED, "intent": {"name": "greet", "confidence": 0.9}}, "web", {}, id="understood"),
    ],
)
def test_what_is_never_kept(on: Installation, message: dict[str, Any], channel: str, slots: dict[str, Any]) -> None:
    assert on.say(message, channel, **slots)
    assert on.kept() == []


def test_medicines_stay_and_a_name_that_looks_like_a_misspelt_one_does_not(on: Installation) -> None:
    entities = [
        {"entity": "medicine", "value": "empagliflozin", "text": "Jardiance", "known": False},
        {"entity": "medicine", "value": "alison", "text": "Alison", "known": False, "candidates": ["alosetron"]},
    ]
    on.say({**REFUSED, "text": "where does Jardiance go, asks Alison", "entities": entities})

    assert on.kept() == ["where does Jardiance go, asks [name]"]


def test_the_answer_goes_out_whatever_happens_to_the_list(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> Keeper:
        raise OSError(WORDS)

    monkeypatch.setattr(actions.keeping, "keeper", broken)
    dispatcher = CollectingDispatcher()
    said = [{"event": "user", "timestamp": NOW}]
    tracker = Tracker("somebody", {}, {"entities": [], **REFUSED}, said, False, None, {}, "action_listen")

    with caplog.at_level(logging.DEBUG):
        ActionAnswer().run(dispatcher, tracker, {})

    assert dispatcher.messages
    assert "What was not understood was not kept: OSError" in caplog.text
    assert "kayaks" not in caplog.text


def test_the_keeper_of_an_installation_is_as_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDGUIDE_STATE", str(tmp_path))
    monkeypatch.delenv("MEDGUIDE_DATABASE_URL", raising=False)
    monkeypatch.setenv("MEDGUIDE_KEEP_NOT_UNDERSTOOD", "true")

    assert actions.keeping.keeper.__wrapped__().is_on
