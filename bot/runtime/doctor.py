"""What is installed, loaded and reachable; and what to do about what is not."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata

from bot.channels.settings import PROJECT
from bot.knowledge import CONTENT, ContentErrors, DatabaseProblem, engine_for, read_database, read_files
from bot.runtime.build import fingerprint_of, steps
from bot.runtime.ports import PortTakenError, check_port
from bot.runtime.settings import Settings

MAKE = "run: make setup"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    what: str
    is_well: bool
    detail: str
    """What was found; where it is not well, what to do."""


def examine(settings: Settings) -> Iterator[Finding]:
    """Looks at everything that the server needs, one after the other.

    Args:
        settings: Where things are.
    """
    checks: tuple[Callable[[Settings], Finding], ...] = (_python, _packages, _content, _database, _products, _port)
    return (check(settings) for check in checks)


def _python(_: Settings) -> Finding:
    wanted = (PROJECT / ".python-version").read_text().strip()
    version = platform.python_version()
    is_well = version.startswith(f"{wanted}.")
    return Finding("Python", is_well, version if is_well else f"{version}, but {wanted} is needed; {MAKE}")


def _packages(_: Settings) -> Finding:
    try:
        found = [f"{name} {metadata.version(name)}" for name in ("medguide", "rasa", "spacy")]
    except metadata.PackageNotFoundError as error:
        return Finding("Packages", is_well=False, detail=f"{error.name} is not installed; {MAKE}")
    return Finding("Packages", is_well=True, detail=", ".join(found))


def _content(_: Settings) -> Finding:
    try:
        snapshot = read_files(CONTENT)
    except ContentErrors as errors:
        return Finding("Content", is_well=False, detail=f"{len(errors.errors)} errors; run: bot kb validate")
    return Finding("Content", is_well=True, detail=f"version {snapshot.version}, {len(snapshot.medicines)} medicines")


def _database(_: Settings) -> Finding:
    try:
        version = read_database(engine_for()).version
    except DatabaseProblem as problem:
        return Finding("Knowledge base", is_well=False, detail=f"{problem}; run: bot kb load")
    return Finding("Knowledge base", is_well=True, detail=f"loaded, version {version}")


def _products(settings: Settings) -> Finding:
    outdated = [step.product.name for step in steps(settings) if not step.is_current(fingerprint_of(step.inputs))]
    if outdated:
        return Finding(
            "Built files", is_well=False, detail=f"{', '.join(outdated)} missing or out of date; run: make train"
        )
    return Finding("Built files", is_well=True, detail="name index and model are up to date")


def _port(settings: Settings) -> Finding:
    try:
        check_port(settings.host, settings.port)
    except PortTakenError as error:
        return Finding(
            "Port", is_well=False, detail=f"{error} Perhaps Medguide is running; else run: make run PORT=..."
        )
    return Finding("Port", is_well=True, detail=f"{settings.port} is free")
