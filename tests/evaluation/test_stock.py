"""The comparison with stock Rasa: what it does beside training, which takes minutes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.channels.settings import PROJECT
from bot.nlu.keys import MASKED_TEXT
from evaluation.understanding.stock import __main__ as stock
from evaluation.understanding.stock.comparison import Measured, as_markdown, rows, write
from evaluation.understanding.stock.masking import MaskedTextAlone
from evaluation.understanding.stock.reading import as_ours, resident_megabytes
from evaluation.understanding.stock.training import PIPELINES, StockError, Trained, Used, run, with_epochs

OURS = Measured("ours", {"accepted": 0.8561}, {"seconds": 50.0})
DIET = Measured("diet", {"accepted": 0.5}, {"seconds": 1520.4})


@pytest.mark.parametrize(
    ("seconds", "ours", "cell"),
    [
        (1520.4, 50.0, "1,520 (30.4 x ours)"),
        (99.94, 50.0, "99.9 (2.0 x ours)"),
        (5.0, 50.0, "5.0 (0.10 x ours)"),
        (5050.0, 5.0, "5,050 (1,010 x ours)"),
        (5.0, 0.0, "5.0"),
        (5.0, None, "5.0"),
    ],
)
def test_a_cost_is_said_beside_ours(seconds: float, ours: float | None, cell: str) -> None:
    beside = [] if ours is None else [Measured("ours", {}, {"seconds": ours})]

    assert rows([*beside, Measured("diet", {}, {"seconds": seconds})])[0][-1] == cell


def test_shares_come_first_and_ours_has_no_multiple() -> None:
    assert rows([OURS, DIET]) == [["accepted", "0.856", "0.500"], ["seconds", "50.0", "1,520 (30.4 x ours)"]]


def test_the_markdown_has_a_cell_for_each_pipeline() -> None:
    assert as_markdown([OURS, DIET], ["One.", "Two."]).splitlines() == [
        "# Beside stock Rasa",
        "",
        "| figure | ours | diet |",
        "| --- | ---: | ---: |",
        "| accepted | 0.856 | 0.500 |",
        "| seconds | 50.0 | 1,520 (30.4 x ours) |",
        "",
        "One.",
        "",
        "Two.",
    ]


def test_what_is_written_holds_the_whole_figures(tmp_path: Path) -> None:
    file, markdown = write(tmp_path, [OURS, DIET], ["One."])

    kept = json.loads(file.read_text())
    assert [Measured(**each) for each in kept["measured"]] == [OURS, DIET]
    assert kept["notes"] == ["One."]
    assert "| accepted |" in markdown.read_text()


def parsed(name: str | None, **more: Any) -> dict[str, Any]:
    return {"text": "x", "intent": {"name": name, "confidence": 0.6}, **more}


@pytest.mark.parametrize(
    ("found", "intent", "reading"),
    [
        (parsed("ask_food"), "ask_food", "ask_food"),
        (parsed("nlu_fallback"), "out_of_scope", "out_of_scope"),
        (parsed("out_of_scope"), "out_of_scope", "out_of_scope"),
        (parsed(None), None, None),
        (parsed("emergency_symptoms", reading={"intent": "ask_food"}), "emergency_symptoms", "ask_food"),
    ],
)
def test_any_parse_data_is_read_as_ours(found: dict[str, Any], intent: str | None, reading: str | None) -> None:
    read = as_ours(found)

    assert (read["intent"]["name"], read["reading"]["intent"]) == (intent, reading)


def test_the_memory_of_this_process_is_read() -> None:
    assert 20 < resident_megabytes() < 20_000


def test_only_the_masked_text_is_seen() -> None:
    message = Message({TEXT: "Baclofen and wine", MASKED_TEXT: "drug and wine", ENTITIES: [{"entity": "medicine"}]})

    MaskedTextAlone().process_training_data(TrainingData([message]))

    assert message.get(TEXT) == "drug and wine"
    assert message.get(ENTITIES) == []


@pytest.mark.parametrize(("epochs", "found"), [(None, [100]), (3, [3])])
def test_other_epochs_are_taken_where_there_are_any(epochs: int | None, found: list[int]) -> None:
    content = yaml.safe_load(with_epochs(PIPELINES["diet"].read_text(), epochs))

    assert [component["epochs"] for component in content["pipeline"] if "epochs" in component] == found


def test_masking_is_all_that_the_masked_pipeline_has_more() -> None:
    masked, plain = (yaml.safe_load(PIPELINES[name].read_text())["pipeline"] for name in ("diet_masked", "diet"))

    assert masked[2:] == plain


def test_what_a_process_takes_is_its_own(tmp_path: Path) -> None:
    """In a process that holds as little as the comparison does: what is started from it begins with as much."""
    code = (
        "import sys; from pathlib import Path; from evaluation.understanding.stock import __main__, training\n"
        "for statement in ('bytes(200_000_000).hex()', '1'):\n"
        "    used = training.run('timeit', '-n1', '-r1', statement, log=Path(sys.argv[1]), cache=Path())\n"
        "    print(used.megabytes, used.cpu_seconds, used.seconds)"
    )
    command = [sys.executable, "-c", code, tmp_path / "log"]
    said = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout
    large, small = ([float(value) for value in line.split()] for line in said.splitlines())

    assert large[0] > 400, "the text that it makes"
    assert 0 < small[0] < 150
    assert all(0 < value < 60 for value in (*large[1:], *small[1:]))


def test_a_process_that_fails_is_named_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(StockError, match=r"(?s)No module named.*This failed: .*no_such_module.*log"):
        run("no_such_module", log=tmp_path / "log", cache=tmp_path)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--pipelines", "ours,dite"], "there is no 'dite'; there are ours, diet"),
        (["--epochs", "0"], "'0' is no number above 0"),
        (["--limit", "ten"], "'ten' is no number above 0"),
    ],
)
def test_a_wrong_option_is_named(
    arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["stock", *arguments])

    with pytest.raises(SystemExit):
        stock.main()
    assert said in capsys.readouterr().err


@pytest.fixture
def no_training(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Training that makes nothing, and reading that finds `OURS` and fails at `diet`."""

    def train(pipeline: str, folder: Path, log: Path, epochs: int | None) -> Trained:
        return Trained(pipeline, folder / "model", Used(1, 1, 1))

    def read(trained: Trained, log: Path, most: int | None) -> Measured:
        if trained.pipeline == "diet":
            raise StockError("It ran out of memory.")
        return OURS

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(stock, "train", train)
    monkeypatch.setattr(stock, "read", read)


def test_a_run_prints_its_table_and_how_it_was_made(
    no_training: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["stock", "--pipelines", "ours", "--epochs", "2", "--limit", "5"])

    assert stock.main() == 0
    said = capsys.readouterr().out
    assert "0.856" in said
    assert "which was learned before" in said
    assert "other epochs than the pipelines say: 2" in said
    assert "5 cases of each set at most" in said
    assert "| accepted | 0.856 |" in Path("results/understanding/stock.md").read_text()


def test_a_run_that_fails_keeps_what_was_measured(
    no_training: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["stock", "--pipelines", "ours,diet"])

    assert stock.main() == 1
    assert "It ran out of memory." in capsys.readouterr().out
    assert "| accepted | 0.856 |" in Path("results/understanding/stock.md").read_text()


@pytest.mark.parametrize("name", PIPELINES)
def test_every_pipeline_is_explained(name: str) -> None:
    assert f"| `{name}` |" in (PROJECT / "docs" / "evaluation.md").read_text()
