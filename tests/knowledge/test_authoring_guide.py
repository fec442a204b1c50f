"""The guide for authors tells the truth."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.cli.kb import app
from bot.knowledge import CONTENT, read_files
from bot.model.knowledge import Evidence

GUIDE = (Path(__file__).parents[2] / "docs" / "knowledge-authoring.md").read_text()


def test_the_examples_are_valid_beside_the_real_content(tmp_path):
    examples = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    folder = Path(shutil.copytree(CONTENT, tmp_path / "knowledge"))
    for example in examples:
        file = re.match(r"# (knowledge/\S+\.yml)\n", example)[1]
        (tmp_path / file).write_text(example)

    snapshot = read_files(folder)

    assert snapshot.medicines["restol"].identity.look_alikes == ("Rastol",)
    assert len(snapshot.facts("restol", "storage")) == 2
    assert snapshot.ingredients_of("Restolin Plus") == ("restol", "dozol")


@pytest.mark.parametrize("evidence", Evidence)
def test_every_evidence_tag_is_explained(evidence):
    assert f"`{evidence.value}`" in GUIDE


def test_every_command_is_shown():
    for command in app.registered_commands:
        assert f"bot kb {command.name}" in GUIDE
