"""What `make` does inside the environment: each step only where it is out of date, whole or not at all."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from bot.channels.settings import PROJECT
from bot.runtime import build
from bot.runtime.build import BuildError, Step, fingerprint_of, run_step, train_model


class Workshop:
    """A step that makes a file, and counts how often."""

    def __init__(self, folder: Path) -> None:
        self.times = 0
        self.fails: BaseException | None = None
        self.said = io.StringIO()
        self.console = Console(file=self.said)
        self.step = Step("Making it", ("input",), folder / "product", self._make)

    def _make(self) -> None:
        self.times += 1
        if self.fails:
            raise self.fails
        self.step.product.write_text("made")

    def run(self, force: bool = False) -> None:
        run_step(self.step, self.console, force)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(build, "PROJECT", tmp_path)
    (tmp_path / "input").mkdir()
    (tmp_path / "input" / "a.yml").write_text("a")
    return tmp_path


@pytest.fixture
def workshop(project: Path) -> Workshop:
    return Workshop(project)


def test_a_step_is_done_once(workshop: Workshop) -> None:
    workshop.run()
    workshop.run()
    assert workshop.times == 1
    assert "Making it: nothing changed" in workshop.said.getvalue()


def change(project: Path) -> None:
    (project / "input" / "a.yml").write_text("b")


def add(project: Path) -> None:
    (project / "input" / "b.yml").write_text("a")


def rename(project: Path) -> None:
    (project / "input" / "a.yml").rename(project / "input" / "c.yml")


def remove_product(project: Path) -> None:
    (project / "product").unlink()


@pytest.mark.parametrize("event", [change, add, rename, remove_product])
def test_a_step_is_done_again_after(workshop: Workshop, project: Path, event: object) -> None:
    workshop.run()
    event(project)
    workshop.run()
    assert workshop.times == 2


def test_bytecode_is_no_change(project: Path) -> None:
    before = fingerprint_of(["input"])
    (project / "input" / "__pycache__").mkdir()
    (project / "input" / "__pycache__" / "a.pyc").write_text("x")
    assert fingerprint_of(["input"]) == before


def test_a_step_can_be_forced(workshop: Workshop) -> None:
    workshop.run()
    workshop.run(force=True)
    assert workshop.times == 2


@pytest.mark.parametrize("failure", [BuildError("broken"), KeyboardInterrupt()], ids=["a failure", "an interruption"])
def test_a_step_is_done_again_after_being_cut_short(workshop: Workshop, project: Path, failure: BaseException) -> None:
    workshop.run()
    change(project)
    workshop.fails = failure
    with pytest.raises(type(failure)):
        workshop.run()
    workshop.fails = None
    workshop.run()
    assert workshop.times == 3


class Training:
    """Stands for `rasa train`."""

    def __init__(self, makes: bool = True, fails: BaseException | None = None) -> None:
        self.makes = makes
        self.fails = fails

    def __call__(self, *arguments: str) -> None:
        folder = Path(arguments[arguments.index("--out") + 1])
        name = arguments[arguments.index("--fixed-model-name") + 1]
        if self.makes:
            (folder / f"{name}.tar.gz").write_text("new")
        if self.fails:
            raise self.fails


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "models" / "medguide.tar.gz"
    path.parent.mkdir()
    path.write_text("old")
    return path


def test_a_new_model_takes_the_place_of_the_old(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "_run", Training())
    train_model(model)
    assert model.read_text() == "new"
    assert list(model.parent.iterdir()) == [model]


@pytest.mark.parametrize(
    "training",
    [
        pytest.param(Training(makes=True, fails=KeyboardInterrupt()), id="interrupted"),
        pytest.param(Training(makes=True, fails=BuildError("failed")), id="failed"),
        pytest.param(Training(makes=False), id="made nothing"),
    ],
)
def test_the_old_model_stays_where_training_does_not_end_well(
    model: Path, monkeypatch: pytest.MonkeyPatch, training: Training
) -> None:
    monkeypatch.setattr(build, "_run", training)
    with pytest.raises((BuildError, KeyboardInterrupt)):
        train_model(model)
    assert model.read_text() == "old"
    assert list(model.parent.iterdir()) == [model]


def test_what_a_killed_training_left_behind_is_removed(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (model.parent / "training-abc").mkdir()
    (model.parent / "training-abc" / "half.tar.gz").write_text("half")
    monkeypatch.setattr(build, "_run", Training())
    train_model(model)
    assert list(model.parent.iterdir()) == [model]


def test_a_failed_program_shows_what_it_said_and_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDGUIDE_STATE", str(tmp_path))
    with pytest.raises(BuildError) as failure:
        build._run("-c", "import sys; print('the beginning'); print('more\\n' * 99 + 'the reason'); sys.exit(3)")
    assert "the reason" in str(failure.value)
    assert "the beginning" in (tmp_path / "failed-step.log").read_text()
    assert "run the same command again" in str(failure.value)


def test_every_input_of_every_step_is_there() -> None:
    named = {name for step in build.steps(build.Settings()) for name in step.inputs}
    assert [name for name in sorted(named) if not (PROJECT / name).exists()] == []
