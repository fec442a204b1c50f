"""What `make` does inside the environment: knowledge base, name index, model; each only where it is out of date.

A step is done when its stamp holds the fingerprint of what it was made from. The stamp is written last, so a step that
was interrupted is done again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.channels.settings import PROJECT
from bot.runtime.quiet import ENVIRONMENT
from bot.runtime.settings import Settings

MODEL = "medguide.tar.gz"
UNFINISHED = "training-"
"""Begins the name of a folder that a training works in; one that is left over was interrupted."""
LOG_LINES = 30
"""How much of a failed step's output is shown."""


class BuildError(Exception):
    """A step failed. The message says which, why, and what to do."""


@dataclass(frozen=True)
class Step:
    """Something that is made from files."""

    name: str
    """What it says while it runs."""
    inputs: tuple[str, ...]
    """Files and folders that it is made from."""
    product: Path
    """What it makes."""
    make: Callable[[], None]
    """Makes it, whole or not at all.

    Raises `BuildError`."""

    @property
    def stamp(self) -> Path:
        """Holds the fingerprint of what the product was made from."""
        return self.product.with_name(f"{self.product.name}.made-from")

    def is_current(self, fingerprint: str) -> bool:
        """Whether the product is there and was made from these inputs."""
        return self.product.exists() and self.stamp.exists() and self.stamp.read_text() == fingerprint


def build(console: Console, settings: Settings | None = None, force: bool = False) -> None:
    """Brings everything up to date that the server needs.

    Args:
        console: Where to say what is being done.
        settings: Where things are; by default, as the environment says.
        force: Train even where nothing changed.

    Raises:
        BuildError: A step failed.
    """
    settings = settings or Settings()
    settings.make_state()
    for step in steps(settings):
        run_step(step, console, force=force and step.product.name == MODEL)


def steps(settings: Settings) -> tuple[Step, ...]:
    """All steps, in order.

    Args:
        settings: Where things are.
    """
    names = settings.state / "medicine-names.json.gz"
    return (
        Step(
            "Loading the knowledge base",
            ("knowledge", "bot/knowledge", "bot/model"),
            settings.state / "knowledge.db",
            lambda: _run("-m", "bot.cli", "kb", "load"),
        ),
        Step(
            "Building the index of medicine names",
            ("requirements.txt", "bot/language/name_index.py", "bot/language/everyday.py"),
            names,
            lambda: _run("-m", "bot.language.name_index", str(names)),
        ),
        Step(
            "Learning the second opinion on emergencies (most of an hour; only once)",
            (
                "data/red_flags",
                "evaluation/safety/working",
                "bot/learning",
                "bot/language/piece_network.py",
                "bot/safety/opinion_model.py",
                "bot/safety/word_model.py",
            ),
            PROJECT / ".state" / "second_opinion",
            lambda: _run("-m", "bot.learning.second_opinion"),
        ),
        Step(
            "Training the model",
            (
                "config.yml",
                "domain.yml",
                "data",
                ".state/second_opinion",
                "knowledge",
                "bot/nlu",
                "bot/language",
                "bot/model",
                "bot/safety",
                "requirements.txt",
            ),
            settings.models / MODEL,
            lambda: train_model(settings.models / MODEL),
        ),
    )


def run_step(step: Step, console: Console, force: bool = False) -> None:
    """Does a step where its product is out of date.

    Args:
        step: The step.
        console: Where to say what is being done.
        force: Do it in any case.

    Raises:
        BuildError: It failed.
    """
    fingerprint = fingerprint_of(step.inputs)
    if step.is_current(fingerprint) and not force:
        console.print(f"[dim]{step.name}: nothing changed[/dim]")
        return
    step.stamp.unlink(missing_ok=True)
    started = time.monotonic()
    with _progress(console, step.name):
        step.make()
    step.stamp.write_text(fingerprint)
    console.print(f"{step.name}: done in {time.monotonic() - started:.0f} s")


def fingerprint_of(inputs: Iterable[str]) -> str:
    """One hash of all files: their names and what is in them.

    Args:
        inputs: Files and folders of the project; those that are missing count as empty.
    """
    digest = hashlib.sha256()
    for path in sorted(file for name in inputs for file in _files(PROJECT / name)):
        digest.update(f"{path.relative_to(PROJECT).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for inside in path.rglob("*"):
        if inside.is_file() and "__pycache__" not in inside.parts:
            yield inside


def train_model(target: Path) -> None:
    """Trains in a folder of its own, and moves the model into place when it is whole.

    Args:
        target: Where the model is to be.

    Raises:
        BuildError: The training failed.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    for abandoned in target.parent.glob(f"{UNFINISHED}*"):
        shutil.rmtree(abandoned)
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=target.parent) as folder:
        name = target.name.removesuffix(".tar.gz")
        # It would read all examples once more to check them: that is for `make lint`.
        _run("-m", "rasa", "train", "--out", folder, "--fixed-model-name", name, "--quiet", "--skip-validation")
        made = Path(folder) / target.name
        if not made.exists():
            raise BuildError("The training ended without a model. Run `rasa train` to see what it says.")
        made.replace(target)


def _run(*arguments: str) -> None:
    """Runs a step's program, its output kept for the case that it fails."""
    done = subprocess.run(  # noqa: S603 - our own programs
        [sys.executable, *arguments],
        cwd=PROJECT,
        env={**ENVIRONMENT, **os.environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        log = Settings().make_state() / "failed-step.log"
        log.write_text(done.stdout)
        end = "\n".join(done.stdout.strip().splitlines()[-LOG_LINES:])
        raise BuildError(
            f"{end}\n\nThis step failed: python {' '.join(arguments)}\nAll that it said is in {log}. "
            "Mend what it names, then run the same command again; what was finished is kept."
        )


@contextlib.contextmanager
def _progress(console: Console, name: str) -> Iterator[None]:
    """A spinner in a terminal; elsewhere a line at the start."""
    if not console.is_terminal:
        console.print(f"{name} ...")
        yield
        return
    with Progress(SpinnerColumn(), TextColumn(name), TimeElapsedColumn(), console=console, transient=True) as progress:
        progress.add_task(name, total=None)
        yield


def main() -> int:
    """Builds; the exit status."""
    console = Console(stderr=True, soft_wrap=True)
    try:
        build(console)
    except BuildError as error:
        console.print(str(error), style="red", markup=False, highlight=False)
        return 1
    except KeyboardInterrupt:
        console.print("Interrupted. Run the same command again: it goes on with the step that was interrupted.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
