"""What the documentation and the help tell people to say is understood as what they are told it does."""

from __future__ import annotations

import re

import pytest
import yaml

from bot.channels.settings import PROJECT
from bot.model.conversation import Outcome
from bot.runtime.agent import MedguideAgent

TOOLS = re.findall(
    r'^\| "([^"]+)" \| [^|]+ \| `(\w+)`', (PROJECT / "docs" / "tools.md").read_text(), flags=re.MULTILINE
)
HELP = yaml.safe_load((PROJECT / "knowledge" / "phrases.yml").read_text(encoding="utf-8"))["lists"]["help"]
_NOT_DONE = {Outcome.OUT_OF_SCOPE, Outcome.ERROR, Outcome.UNKNOWN_MEDICINE}


@pytest.mark.agent
@pytest.mark.parametrize(("said", "intent"), TOOLS)
async def test_what_the_documentation_says_of_a_tool_is_read_as_it(
    agent: MedguideAgent, said: str, intent: str
) -> None:
    assert (await agent.handle(said, f"shown-{said}")).intent == intent


@pytest.mark.agent
@pytest.mark.parametrize("said", [said for line in HELP for said in re.findall(r'"([^"]+)"', line)])
async def test_what_help_says_can_be_said_is_understood(agent: MedguideAgent, said: str) -> None:
    assert (await agent.handle(said, f"help-{said}")).outcome not in _NOT_DONE
