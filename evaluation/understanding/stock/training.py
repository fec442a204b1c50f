"""Trains and measures a pipeline, each in a process of its own, so that time and memory are that pipeline's alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.channels.settings import PROJECT
from bot.runtime import quiet
from evaluation.understanding.stock.comparison import OURS, Measured

PIPELINES = {
    OURS: PROJECT / "config.yml",
    **{path.stem: path for path in sorted((Path(__file__).parent / "pipelines").glob("*.yml"))},
}
"""All that can be compared, by name."""

LOG_LINES = 20
"""How much of a failed process's output is shown."""


class StockError(Exception):
    """A process failed. The message says which, and what it said."""


@dataclass(frozen=True)
class Used:
    """What a process took from its start to its end."""

    seconds: float
    cpu_seconds: float
    """Of all cores together."""
    megabytes: float
    """The most that it held at once."""


@dataclass(frozen=True)
class Trained:
    """A model that was just made."""

    pipeline: str
    model: Path
    used: Used


def train(pipeline: str, folder: Path, log: Path, epochs: int | None = None) -> Trained:
    """Train on `data/nlu`, from nothing.

    Args:
        pipeline: One of `PIPELINES`.
        folder: Where the model and whatever else Rasa writes go.
        log: Gets what Rasa says.
        epochs: Taken in the place of the pipeline's own, where it has any.

    Returns:
        The model.

    Raises:
        StockError: The training failed.
    """
    config, model = folder / f"{pipeline}.yml", folder / f"{pipeline}.tar.gz"
    config.write_text(with_epochs(PIPELINES[pipeline].read_text(encoding="utf-8"), epochs), encoding="utf-8")
    arguments = ("--config", config, "--domain", "domain.yml", "--nlu", "data/nlu", "--out", folder)
    used = run("rasa", "train", "nlu", *arguments, "--fixed-model-name", pipeline, log=log, cache=folder / pipeline)
    if not model.exists():
        raise StockError(f"The training of '{pipeline}' ended without a model. What it said is in {log}.")
    return Trained(pipeline, model, used)


def read(trained: Trained, log: Path, most: int | None = None) -> Measured:
    """Measure a model on the sets.

    Args:
        trained: The model.
        log: Gets what is said.
        most: How many cases of each set at most; all if `None`.

    Returns:
        What was measured.

    Raises:
        StockError: It could not be loaded or read with.
    """
    result = trained.model.with_suffix(".json")
    limit = () if most is None else ("--limit", most)
    run("evaluation.understanding.stock.reading", trained.model, result, *limit, log=log, cache=trained.model.parent)
    measured = json.loads(result.read_text(encoding="utf-8"))
    training = {
        "training, seconds": trained.used.seconds,
        "training, seconds of all cores": trained.used.cpu_seconds,
        "training, megabytes of memory at most": trained.used.megabytes,
    }
    return Measured(trained.pipeline, measured["shares"], training | measured["costs"])


def with_epochs(config: str, epochs: int | None) -> str:
    """A configuration with other epochs.

    Args:
        config: As a configuration file of Rasa.
        epochs: For each component that has any; as they are if `None`.
    """
    if epochs is None:
        return config
    content = yaml.safe_load(config)
    for component in content["pipeline"]:
        if "epochs" in component:
            component["epochs"] = epochs
    return yaml.safe_dump(content, sort_keys=False)


def run(module: str, *arguments: object, log: Path, cache: Path) -> Used:
    """Run a module of Python, and wait for it.

    Args:
        module: Its name.
        arguments: Its arguments.
        log: Gets what it says.
        cache: Where Rasa may keep what it trained; a new folder makes it train everything.

    Returns:
        What it took.

    Raises:
        StockError: It failed.
    """
    # Ours turns off a library that makes TensorFlow faster, for it has no use for either; the others get it.
    environment = {**quiet.ENVIRONMENT, **os.environ, "TF_ENABLE_ONEDNN_OPTS": "1", "RASA_CACHE_DIRECTORY": str(cache)}
    command = [sys.executable, "-m", module, *map(str, arguments)]
    started = time.monotonic()
    with log.open("w", encoding="utf-8") as file:
        process = subprocess.Popen(  # noqa: S603 - our own programs
            command, cwd=PROJECT, env=environment, stdout=file, stderr=subprocess.STDOUT
        )
        # What this one process took, not the largest of all so far. A process begins with what the one that starts it
        # holds, so nothing large is imported here.
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = "\n".join(log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-LOG_LINES:])
        raise StockError(f"{said}\n\nThis failed: {' '.join(command)}\nAll that it said is in {log}.")
    return Used(time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6)
