"""Going through the lines that were not understood, key by key."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from bot.cli.labelling import Keyboard, Labelling, Tally
from bot.privacy.kept_lines import KeptLine
from bot.runtime.training_examples import TrainingExamples

INTENTS = ["ask_food", "ask_storage", "out_of_scope", "ask_uses"]


def line(text: str, *readings: str) -> KeptLine:
    return KeptLine(text, readings or ("ask_food", "ask_storage"), 2, date(2030, 1, 31))


KAYAKS, SHED, NAMED = line("where do kayaks go"), line("is the shed ok"), line("can [name] eat")


class Sitting:
    """Presses keys, and keeps what came of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.removed: list[str] = []
        self.out = io.StringIO()

    def press(self, keys: str, *lines: KeptLine, typed: tuple[str, ...] = ()) -> Tally:
        pressed, texts = iter(keys), iter(typed)
        labelling = Labelling(
            TrainingExamples(self.folder),
            INTENTS,
            self.removed.append,
            Keyboard(_reader(pressed), lambda _: next(texts)),
            Console(file=self.out, width=200),
        )
        tally = labelling.go_through(lines)
        assert not list(pressed), "keys that nobody waited for"
        return tally

    def examples(self, intent: str) -> str:
        """The lines of an intent's examples, over all files."""
        blocks = "".join(file.read_text("utf-8") for file in sorted(self.folder.iterdir())).split("- intent: ")
        return "".join(block for block in blocks if block.startswith(f"{intent}\n"))

    @property
    def said(self) -> str:
        return self.out.getvalue()


def _reader(keys: Iterator[str]) -> Callable[[], str]:
    def read() -> str:
        key = next(keys)
        if key == "^":
            raise KeyboardInterrupt
        if key == "$":
            raise EOFError
        return key

    return read


@pytest.fixture
def sitting(tmp_path: Path) -> Sitting:
    files = {
        "food.yml": ("ask_food", "with food"),
        "storage.yml": ("ask_storage", "in the fridge"),
        "scope_a.yml": ("out_of_scope", "will it rain"),
        "scope_b.yml": ("out_of_scope", "my knee"),
    }
    for name, (intent, example) in files.items():
        (tmp_path / name).write_text(f"nlu:\n  - intent: {intent}\n    examples: |\n      - {example}\n", "utf-8")
    return Sitting(tmp_path)


@pytest.mark.parametrize(
    ("keys", "intent"),
    [
        pytest.param("1", "ask_food", id="the best reading"),
        pytest.param("2", "ask_storage", id="the second"),
        pytest.param("o2", "out_of_scope", id="out of scope, in the second file"),
        pytest.param("O1", "out_of_scope", id="a capital letter"),
        pytest.param("x32", "ask_storage", id="keys that mean nothing first"),
    ],
)
def test_a_key_makes_an_example_of_a_line(sitting: Sitting, keys: str, intent: str) -> None:
    tally = sitting.press(keys, KAYAKS)

    assert tally == Tally(added=1)
    assert "- where do kayaks go\n" in sitting.examples(intent)
    assert sitting.removed == [KAYAKS.text]


def test_the_file_of_an_intent_that_has_several_is_chosen(sitting: Sitting) -> None:
    sitting.press("o2", KAYAKS)

    assert "Which file?   1 scope_a   2 scope_b" in sitting.said
    assert "kayaks" in (sitting.folder / "scope_b.yml").read_text("utf-8")


def test_an_intent_can_be_typed(sitting: Sitting) -> None:
    assert sitting.press("t", KAYAKS, typed=(" ask_storage ",)) == Tally(added=1)
    assert "kayaks" in sitting.examples("ask_storage")


def test_a_typing_error_is_told_with_what_may_be_meant(sitting: Sitting) -> None:
    assert sitting.press("tt", KAYAKS, typed=("ask_storge", "ask_storage")) == Tally(added=1)
    assert "There is no intent ask_storge. Did you mean ask_storage" in sitting.said


@pytest.mark.parametrize(
    ("keys", "tally", "removed"),
    [
        pytest.param("ss", Tally(), [], id="skipped"),
        pytest.param("ds", Tally(deleted=1), [KAYAKS.text], id="deleted"),
        pytest.param("q", Tally(), [], id="quit at once"),
        pytest.param("1q", Tally(added=1), [KAYAKS.text], id="quit after one"),
        pytest.param("d^", Tally(deleted=1), [KAYAKS.text], id="control c"),
        pytest.param("d$", Tally(deleted=1), [KAYAKS.text], id="end of input"),
        pytest.param("\x03", Tally(), [], id="control c as a key"),
    ],
)
def test_lines_that_are_not_labelled(sitting: Sitting, keys: str, tally: Tally, removed: list[str]) -> None:
    assert sitting.press(keys, KAYAKS, SHED) == tally
    assert sitting.removed == removed


@pytest.mark.parametrize(
    ("shown", "keys", "reason"),
    [
        pytest.param(line("With food?"), "1s", "It is there already: ask_food in food.yml", id="there already"),
        pytest.param(line("is {it} ok"), "1s", "It cannot be an example", id="brackets"),
        pytest.param(line("is it ok", "ask_uses"), "1s", "No file has examples of ask_uses", id="no file"),
        pytest.param(line("is it ok"), "o9s", "No file was chosen", id="no such file"),
    ],
)
def test_what_cannot_be_added_stays_with_the_reason(sitting: Sitting, shown: KeptLine, keys: str, reason: str) -> None:
    assert sitting.press(keys, shown) == Tally()
    assert f"Not added. {reason}" in sitting.said
    assert sitting.removed == []


def test_a_line_is_shown_with_its_readings_and_its_placeholders(sitting: Sitting) -> None:
    sitting.press("1", NAMED)

    assert "can [name] eat  (2 times)\n1 ask_food   2 ask_storage\n" in sitting.said
    assert "Added to food.yml as ask_food: can name eat" in sitting.said
