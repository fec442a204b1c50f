"""What was not understood, from the message to `bot review`, through the real agent."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from typer.testing import CliRunner

import actions.keeping
from bot.cli import main
from bot.knowledge import engine_for
from bot.privacy.keeping import Keeper
from bot.privacy.kept_lines import FILE, KeptLines
from bot.privacy.settings import KeepingSettings
from bot.runtime.agent import MedguideAgent
from bot.runtime.boundary import APOLOGY

pytestmark = pytest.mark.agent

OUT_OF_SCOPE = "will it rain tomorrow, asks Zorp Blenk from LS1 4AP"
RED_FLAG = "my husband took 30 baclofen tablets and he is not breathing"
IN_SCOPE = "what are the side effects of baclofen?"


class Installation:
    """The agent as the server has it, with a list of its own."""

    def __init__(self, agent: MedguideAgent, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._agent = agent
        self._thread = ThreadPoolExecutor(1)
        self._folder = folder
        self.file = folder / FILE
        lines = KeptLines(engine_for(f"sqlite:///{self.file}"))
        keeper = Keeper(lambda: lines, KeepingSettings(), self._thread)
        monkeypatch.setattr(actions.keeping, "keeper", lambda: keeper)

    async def say(self, *texts: str, channel: str = "rest") -> None:
        conversation = uuid.uuid4().hex
        for text in texts:
            output = CollectingOutputChannel()
            await self._agent.agent.handle_message(UserMessage(text, output, conversation, input_channel=channel))
            assert output.messages
            assert APOLOGY not in [said["text"] for said in output.messages]

    def review(self) -> str:
        self._thread.shutdown()
        return CliRunner().invoke(main, ["review"], env={"COLUMNS": "160", "MEDGUIDE_STATE": str(self._folder)}).output


@pytest.fixture
def on(agent: MedguideAgent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    monkeypatch.setenv("MEDGUIDE_KEEP_NOT_UNDERSTOOD", "true")
    return Installation(agent, tmp_path, monkeypatch)


@pytest.fixture
def off(agent: MedguideAgent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    monkeypatch.delenv("MEDGUIDE_KEEP_NOT_UNDERSTOOD", raising=False)
    return Installation(agent, tmp_path, monkeypatch)


async def test_what_was_refused_is_in_the_list_redacted(on: Installation) -> None:
    await on.say(OUT_OF_SCOPE)

    shown = on.review()
    assert "will it rain tomorrow, asks [name] from [postcode]" in shown
    assert "Zorp" not in shown


async def test_by_default_nothing_is_kept(off: Installation) -> None:
    await off.say(OUT_OF_SCOPE)

    assert "keeping is switched off" in off.review()
    assert not off.file.exists()


@pytest.mark.parametrize(
    ("said", "channel"),
    [
        pytest.param((IN_SCOPE,), "rest", id="understood"),
        pytest.param((RED_FLAG,), "rest", id="an emergency"),
        pytest.param((RED_FLAG, OUT_OF_SCOPE), "rest", id="after an emergency"),
        pytest.param(("i want to kill myself", OUT_OF_SCOPE), "rest", id="after a crisis"),
        pytest.param((OUT_OF_SCOPE,), "terminal", id="in the terminal"),
    ],
)
async def test_what_is_never_kept(on: Installation, said: tuple[str, ...], channel: str) -> None:
    await on.say(*said, channel=channel)

    assert "Nothing is kept" in on.review()
