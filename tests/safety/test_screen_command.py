"""`bot screen`: what the screen saw, for whoever writes the rules."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from bot.cli import main


def _screen(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["screen", *arguments], env={"COLUMNS": "160"})
    assert result.exit_code == 0, result.output
    return result.output


def test_it_shows_level_evidence_and_card() -> None:
    shown = _screen("my neighbour is not breathing", "--region", "UK")
    assert "Level: emergency" in shown
    assert "not breathing" in shown
    assert "999" in shown


def test_what_was_seen_and_is_not_enough_is_said() -> None:
    shown = _screen("can baclofen cause seizures")
    assert "Level: none" in shown
    assert "baclofen" in shown


@pytest.mark.parametrize("region", ["Atlantis"])
def test_an_unknown_region_is_refused_with_those_that_are_known(region: str) -> None:
    result = CliRunner().invoke(main, ["screen", "not breathing", "--region", region])
    assert result.exit_code == 1
