from __future__ import annotations

import pytest
from typer.testing import CliRunner

from bot.cli.kb import app


@pytest.fixture
def kb(content, tmp_path, monkeypatch):
    """Run `bot kb ...` on the example content and a database of its own."""
    monkeypatch.setenv("MEDGUIDE_DATABASE_URL", f"sqlite:///{tmp_path / 'kb.db'}")
    monkeypatch.setenv("COLUMNS", "200")
    files = ["--content", str(content)]

    def run(command, *arguments):
        with_files = files if command in ("validate", "load", "diff") else []
        result = CliRunner().invoke(app, [command, *arguments, *with_files])
        return result.exit_code, result.output

    return run


def test_validate_says_what_there_is(kb):
    code, output = kb("validate")

    assert code == 0
    assert "All content is valid: version " in output
    assert "1 medicines" not in output
    assert "1 medicine, 14 statements" in output


def test_validate_names_what_is_wrong_and_what_to_do(kb, content):
    (content / "shared.yml").write_text("sauces: []\n")

    code, output = kb("validate")

    assert code == 1
    assert "knowledge/shared.yml:1: sauces: unknown key; did you mean `sources`?" in output
    assert "run `bot kb validate` again" in output


def test_load_then_load_again(kb):
    assert "30 added, 0 changed, 0 removed" in kb("load")[1]
    assert "Nothing to do" in kb("load")[1]


def test_a_content_error_leaves_the_loaded_knowledge_as_it_was(kb, content):
    kb("load")
    before = kb("show", "restol", "uses")
    file = content / "medicines" / "restol.yml"
    file.write_text(file.read_text().replace("Restol helps with hiccups.", "Restol helps with 9 hiccups."))

    code, output = kb("load")

    assert code == 1
    assert "facts[0].statement: the number `9` is not among its quantities" in output
    assert kb("show", "restol", "uses") == before


def test_diff_shows_what_a_load_would_change(kb, content):
    kb("load")
    assert "No difference" in kb("diff")[1]
    file = content / "medicines" / "restol.yml"
    file.write_text(file.read_text().replace("Get help now.", "Get help.").replace("id: D2", "id: D3"))

    code, output = kb("diff")

    assert code == 0
    assert output.splitlines() == [
        "- discrepancy restol/D2",
        "~ fact restol/overdose-lead (statement)",
        "+ discrepancy restol/D3",
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(["show", "restol"], "Restol helps with hiccups.", id="topics"),
        pytest.param(["show", "restol", "uses"], "restol/uses-first", id="facts-of-a-topic"),
        pytest.param(["show", "restol", "uses"], "Restol label (1)", id="source-and-section"),
        pytest.param(["gaps"], "how long an open bottle keeps", id="gaps"),
    ],
)
def test_what_is_loaded_can_be_looked_at(kb, arguments, expected):
    kb("load")

    code, output = kb(*arguments)

    assert code == 0
    assert expected in output


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(["show", "other"], "There is no medicine other. There are: restol.", id="medicine"),
        pytest.param(["show", "restol", "using"], "There is no topic using. There are: children, ", id="topic"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(kb, arguments, expected):
    kb("load")

    code, output = kb(*arguments)

    assert code == 1
    assert expected in output


def test_showing_before_loading_says_to_load(kb):
    code, output = kb("gaps")

    assert code == 1
    assert "run `bot kb load`" in output
