"""An example is added to its file, and nothing else there changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader

from bot.channels.settings import PROJECT
from bot.runtime.training_examples import ExampleRefusedError, TrainingExamples, as_example

TAKING = """\
# How to take it.
version: "3.1"

nlu:
  - intent: ask_food  # with or without
    examples: |
      - with food?

  # Two blocks of one intent.
  - intent: ask_storage
    examples: |
      - in the fridge?
      - where do i keep it

  - intent: ask_uses
    examples: |
      - what for
  - intent: ask_storage
    examples: |
      - does it go off
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "taking.yml").write_text(TAKING, "utf-8")
    (tmp_path / "other.yml").write_text('version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - hi', "utf-8")
    return tmp_path


@pytest.fixture
def examples(folder: Path) -> TrainingExamples:
    return TrainingExamples(folder)


@pytest.mark.parametrize(
    ("intent", "file", "before"),
    [
        pytest.param("ask_uses", "taking.yml", "      - what for\n", id="the only block"),
        pytest.param("ask_storage", "taking.yml", "      - does it go off\n", id="the last of several blocks"),
        pytest.param("ask_food", "taking.yml", "      - with food?\n", id="a comment behind the intent"),
        pytest.param("greet", "other.yml", "    - hi\n", id="no line end, other indent"),
    ],
)
def test_it_comes_behind_the_last_one_of_its_intent(
    examples: TrainingExamples, folder: Path, intent: str, file: str, before: str
) -> None:
    content = (folder / file).read_text("utf-8").rstrip("\n") + "\n"
    indent = before[: before.index("-")]

    assert examples.add(intent, "is the shed too cold", folder / file) == "is the shed too cold"

    changed = content.replace(before, f"{before}{indent}- is the shed too cold\n")
    assert (folder / file).read_text("utf-8") == changed != content
    assert sorted(each.name for each in folder.iterdir()) == ["other.yml", "taking.yml"]


def test_the_files_of_an_intent_are_those_that_hold_it(examples: TrainingExamples, folder: Path) -> None:
    assert examples.files_of("ask_storage") == [folder / "taking.yml"]
    assert examples.files_of("ask_pregnancy") == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("Where do I keep it?!", "ask_storage in taking.yml", id="there already, in other letters"),
        pytest.param("hi", "greet in other.yml", id="there already, as something else"),
        pytest.param("- -", "no words", id="nothing"),
        pytest.param("is (this) a {slot}", "marks", id="brackets"),
        pytest.param("/restart", "marks", id="a command"),
        pytest.param("back\\slash", "marks", id="a backslash"),
    ],
)
def test_what_is_refused_changes_nothing(examples: TrainingExamples, folder: Path, text: str, reason: str) -> None:
    with pytest.raises(ExampleRefusedError, match=reason):
        examples.add("ask_uses", text, folder / "taking.yml")
    assert (folder / "taking.yml").read_text("utf-8") == TAKING


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param('nlu:\n- intent: ask_uses\n  examples: "- a"\n', "cannot be put into odd.yml", id="another style"),
        pytest.param("nlu: [", "cannot be read", id="no YAML"),
        pytest.param("rules: []", "cannot be read", id="no examples"),
    ],
)
def test_a_file_that_is_written_otherwise_is_left_alone(tmp_path: Path, content: str, reason: str) -> None:
    file = tmp_path / "odd.yml"
    file.write_text(content, "utf-8")
    with pytest.raises(ExampleRefusedError, match=reason):
        TrainingExamples(tmp_path).add("ask_uses", "b", file)
    assert file.read_text("utf-8") == content


@pytest.mark.parametrize(
    ("text", "example"),
    [
        pytest.param("can [name] take it on [date]", "can name take it on date", id="placeholders are words"),
        pytest.param("- so what", "so what", id="a dash is no mark"),
        pytest.param("--- so - what", "so - what", id="dashes within stay"),
    ],
)
def test_an_example_has_no_marks(text: str, example: str) -> None:
    assert as_example(text) == example


@pytest.mark.parametrize(
    "text", ["is it: ok # now?", "can [name] (my son) take it", "'quoted\" & *starred* <b>", "100 % sure | or not"]
)
def test_rasa_reads_an_example_of_our_files_as_it_was_added(tmp_path: Path, text: str) -> None:
    folder = Path(shutil.copytree(PROJECT / "data" / "nlu", tmp_path / "nlu"))
    examples = TrainingExamples(folder)
    [file] = examples.files_of("ask_storage")
    before = RasaYAMLReader().reads(file.read_text("utf-8")).training_examples

    example = examples.add("ask_storage", text, file)

    after = RasaYAMLReader().reads(file.read_text("utf-8")).training_examples
    [added] = [message for message in after if message not in before]
    assert len(after) == len(before) + 1
    assert (added.get("text"), added.get("intent"), added.get("entities")) == (example, "ask_storage", None)


def test_our_own_training_data_has_a_place_for_every_intent(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(PROJECT / "data" / "nlu", tmp_path / "nlu"))
    examples = TrainingExamples(folder)
    for number, intent in enumerate(("out_of_scope", "crisis_self_harm", "ask_dosage", "affirm")):
        for file in examples.files_of(intent):
            examples.add(intent, f"zorp {number} {file.stem}", file)
