"""`bot review`: what the operator sees."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

import bot.cli.review
from bot.cli import main
from bot.privacy.keeping import today
from bot.privacy.kept_lines import FILE, KeptLines


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One that keeps, with a state folder of its own."""
    monkeypatch.setenv("MEDGUIDE_STATE", str(tmp_path))
    monkeypatch.setenv("MEDGUIDE_KEEP_NOT_UNDERSTOOD", "true")
    monkeypatch.delenv("MEDGUIDE_DATABASE_URL", raising=False)
    return tmp_path


@pytest.fixture
def lines(installation: Path) -> KeptLines:
    kept = KeptLines.of_installation(installation)
    for said in ("can [name] go kayaking", "can [name] go kayaking", "is the shed ok", "is the moon cold"):
        kept.add(said, ["ask_food" if "kayaking" in said or "moon" in said else "ask_storage"], today())
    return kept


def review(*arguments: str, keys: str | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["review", *arguments], input=keys, env={"COLUMNS": "160"})
    return result.exit_code, result.output


@pytest.mark.parametrize("arguments", [(), ("list",)])
def test_it_shows_topics_and_lines_with_counts(lines: KeptLines, arguments: tuple[str, ...]) -> None:
    code, output = review(*arguments)

    rows = [row.split() for row in output.splitlines() if row.strip()]
    day = today().isoformat()
    assert code == 0
    assert rows == [
        ["topic", "lines", "times"],
        ["ask_food", "2", "3"],
        ["ask_storage", "1", "1"],
        ["times", "last", "topic", "what", "was", "said"],
        ["2", day, "ask_food", "can", "[name]", "go", "kayaking"],
        ["1", day, "ask_food", "is", "the", "moon", "cold"],
        ["1", day, "ask_storage", "is", "the", "shed", "ok"],
    ]


@pytest.mark.parametrize("command", ["list", "forget"])
def test_looking_makes_no_file(installation: Path, command: str) -> None:
    code, _ = review(command, *(["--yes"] if command == "forget" else []))

    assert code == 0
    assert not (installation / FILE).exists()


def test_where_it_is_switched_off_it_says_how_to_switch_it_on(
    installation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Nothing is kept: all was understood" in review()[1]

    monkeypatch.setenv("MEDGUIDE_KEEP_NOT_UNDERSTOOD", "false")
    output = review()[1]

    assert "MEDGUIDE_KEEP_NOT_UNDERSTOOD=true" in output
    assert "agreed" in output


def test_lines_from_before_it_was_switched_off_are_shown_as_such(
    lines: KeptLines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDGUIDE_KEEP_NOT_UNDERSTOOD", "false")
    output = review()[1]

    assert "is the shed ok" in output
    assert "`bot review forget` deletes them" in output


def test_what_is_too_old_is_deleted_when_somebody_looks(lines: KeptLines, monkeypatch: pytest.MonkeyPatch) -> None:
    lines.add("said long ago", ["ask_food"], today() - timedelta(days=3))
    assert "said long ago" in review()[1]

    monkeypatch.setenv("MEDGUIDE_KEEP_NOT_UNDERSTOOD_DAYS", "2")

    assert "said long ago" not in review()[1]
    assert len(lines.all()) == 3


@pytest.mark.parametrize(
    ("arguments", "keys", "says", "left"),
    [
        pytest.param(["--yes"], None, "3 lines deleted.", 0, id="without asking"),
        pytest.param([], "y\n", "3 lines deleted.", 0, id="confirmed"),
        pytest.param([], "n\n", "Aborted", 3, id="not confirmed"),
        pytest.param([], None, "Aborted", 3, id="nobody there to ask"),
    ],
)
def test_everything_can_be_deleted(
    lines: KeptLines, arguments: list[str], keys: str | None, says: str, left: int
) -> None:
    code, output = review("forget", *arguments, keys=keys)

    assert code == (1 if left else 0)
    assert says in output
    assert len(lines.all()) == left


def test_labelling_needs_a_terminal(lines: KeptLines) -> None:
    code, output = review("label", keys="1")

    assert code == 1
    assert "run it in a terminal" in output
    assert len(lines.all()) == 3


@pytest.fixture
def terminal(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A terminal whose keys are given by the test, and training data of its own."""
    folder = tmp_path_factory.mktemp("nlu")
    (folder / "food.yml").write_text("nlu:\n  - intent: ask_food\n    examples: |\n      - with food\n", "utf-8")
    monkeypatch.setattr(bot.cli.review, "EXAMPLES", folder)
    monkeypatch.setattr(bot.cli.review, "is_terminal", lambda: True)
    keys = iter("1sd")
    monkeypatch.setattr(bot.cli.review, "read_key", lambda: next(keys))
    return folder


def test_a_sitting_from_the_list_to_the_training_data(lines: KeptLines, terminal: Path) -> None:
    code, output = review("label")

    assert code == 0
    assert "1 added, 1 deleted, 1 left." in output
    assert "make train" in output
    assert (terminal / "food.yml").read_text("utf-8").endswith("      - can name go kayaking\n")
    assert [line.text for line in lines.all()] == ["is the moon cold"]


def test_labelling_an_empty_list_says_so(installation: Path, terminal: Path) -> None:
    assert "Nothing is kept" in review("label")[1]


def test_a_database_that_is_not_there_is_told(installation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDGUIDE_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    code, output = review()

    assert code == 1
    assert output.startswith("Stopped: the database")


@pytest.mark.parametrize("command", [[], ["list"], ["label"], ["forget"]], ids=" ".join)
def test_help_has_an_example(command: list[str]) -> None:
    assert f"bot review {' '.join(command)}".strip() in review(*command, "--help")[1].split("Usage", 1)[1]
