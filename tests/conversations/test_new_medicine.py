"""Adding a medicine is adding a file: the authoring guide's own example, added to the real content and asked about.

No code is touched: the file goes into a copy of the content, `bot train` makes knowledge base and model of it, and the
real agent answers.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge import CONTENT
from bot.runtime.settings import Settings

PROJECT = Path(__file__).parents[2]
EXAMPLE = re.compile(r"```yaml\n# knowledge/(?P<path>\S+)\n(?P<yaml>.*?)```", re.DOTALL)
QUESTIONS = {
    "generic": "what is restol used for",
    "brand": "how should i store restolin",
    "misspelt": "what is ristol for",
    "gap": "should i take restol with food",
    "look-alike": "what is rastol",
    "known before": "what is baclofen used for",
}


@pytest.fixture(scope="module")
def replies(trained: Settings, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("new-medicine")
    shutil.copytree(CONTENT, folder / "knowledge")
    example = EXAMPLE.search((PROJECT / "docs" / "knowledge-authoring.md").read_text(encoding="utf-8"))
    (folder / "knowledge" / example["path"]).write_text(example["yaml"], encoding="utf-8")
    (folder / "state").mkdir()
    for made in trained.state.glob("medicine-names.json.gz*"):  # it does not depend on the content
        shutil.copy(made, folder / "state")
    places = {
        "MEDGUIDE_KNOWLEDGE": str(folder / "knowledge"),
        "MEDGUIDE_STATE": str(folder / "state"),
        "MEDGUIDE_MODELS": str(folder / "models"),
    }
    run(places, "train")
    lines = "\n".join(json.dumps({"text": question}) for question in QUESTIONS.values())
    answered = [json.loads(line) for line in run(places, "ask", "--jsonl", said=lines).splitlines()]
    return dict(zip(QUESTIONS, answered, strict=True))


def run(places: dict[str, str], *arguments: str, said: str = "") -> str:
    environment = {name: value for name, value in os.environ.items() if name != "MEDGUIDE_DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        cwd=PROJECT,
        env={**environment, **places},
        input=said,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def text_of(reply: dict[str, Any]) -> str:
    return "\n".join(message["text"] for message in reply["messages"])


@pytest.mark.agent
@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("generic", "Restol eases tight muscles."),
        ("brand", "Keep Restolin at 2 to 8 C."),
        ("misspelt", "Restol eases tight muscles."),
        ("known before", "spasticity"),
    ],
)
def test_it_is_answered_about_from_its_file(replies: dict[str, dict[str, Any]], asked: str, says: str) -> None:
    reply = replies[asked]

    assert reply["outcome"] == "answered"
    assert says in text_of(reply)
    assert reply["sources"]


@pytest.mark.agent
def test_its_gap_is_said_in_its_own_words(replies: dict[str, dict[str, Any]]) -> None:
    assert replies["gap"]["outcome"] == "no_fact"
    assert "whether food changes how well it works" in text_of(replies["gap"])


@pytest.mark.agent
def test_its_look_alike_is_asked_about(replies: dict[str, dict[str, Any]]) -> None:
    assert replies["look-alike"]["outcome"] == "asked"
    assert "Restol eases" not in text_of(replies["look-alike"])
