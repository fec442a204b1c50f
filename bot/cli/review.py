"""`bot review`: what was not understood, and how it becomes training data."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
import yaml
from rich.table import Table
from rich.text import Text

from bot.channels.settings import PROJECT
from bot.cli.labelling import Keyboard, Labelling
from bot.cli.terminal import answers, fail, notes
from bot.knowledge import DatabaseProblem
from bot.privacy.keeping import remove_old, today
from bot.privacy.kept_lines import KeptLine, KeptLines
from bot.runtime.settings import Settings
from bot.runtime.training_examples import ExampleRefusedError, TrainingExamples

EXAMPLES = PROJECT / "data" / "nlu"
DOMAIN = PROJECT / "domain.yml"

SWITCHED_OFF = (
    "Nothing is kept: keeping is switched off. To switch it on, set MEDGUIDE_KEEP_NOT_UNDERSTOOD=true and start the "
    "server again; only where everybody who writes has agreed to it (docs/operations.md)."
)
NOTHING_YET = "Nothing is kept: all was understood so far, or what was kept is too old."
STILL_THERE = "Keeping is switched off; these lines are from before. `bot review forget` deletes them."

app = typer.Typer(rich_markup_mode="markdown")


@app.callback(invoke_without_command=True)
def review(context: typer.Context) -> None:
    """See what was not understood, and learn from it.

    Kept only where `MEDGUIDE_KEEP_NOT_UNDERSTOOD` is on, and without names, numbers and addresses as far as they are
    recognised. For example:

    * `bot review`
    * `bot review label`
    * `bot review forget --yes`
    """
    if context.invoked_subcommand is None:
        list_command()


@app.command("list")
def list_command() -> None:
    """Show what was not understood: how much of each topic, then the lines, those said most often first.

    For example: `bot review list`
    """
    with _problems_told():
        lines = _lines().all()
    if not lines:
        answers.print(_nothing(), soft_wrap=True)
        return
    answers.print(_topics(lines))
    answers.print()
    answers.print(_table(lines))
    if not Settings().keep_not_understood:
        notes.print(STILL_THERE, soft_wrap=True)


@app.command("label")
def label_command() -> None:
    """Go through the lines: one key makes an example of a line, leaves it or deletes it.

    `1` to `3` choose a reading, `o` is out of scope, `t` asks for another intent, `s` skips, `d` deletes, `q` quits.
    An example is written to its file in `data/nlu` at once; `make train` learns from it.

    For example: `bot review label`
    """
    if not is_terminal():
        raise fail(
            "`bot review label` is done with keys: run it in a terminal. `bot review list` only shows the lines."
        )
    with _problems_told():
        kept = _lines()
        lines = kept.all()
        if not lines:
            answers.print(_nothing(), soft_wrap=True)
            return
        keyboard = Keyboard(read_key, answers.input)
        tally = Labelling(TrainingExamples(EXAMPLES), _intents(), kept.remove, keyboard, answers).go_through(lines)
    left = len(lines) - tally.added - tally.deleted
    answers.print(f"{tally.added} added, {tally.deleted} deleted, {left} left.", highlight=False)
    if tally.added:
        answers.print("Look at `git diff data/nlu`, then: make train", highlight=False)


@app.command("forget")
def forget_command(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether this is meant.")] = False,
) -> None:
    """Delete every line.

    For example: `bot review forget --yes`
    """
    if not yes:
        typer.confirm("Delete all that was kept?", abort=True)
    with _problems_told():
        count = _lines().clear()
    answers.print("1 line deleted." if count == 1 else f"{count} lines deleted.", highlight=False)


def is_terminal() -> bool:
    """Whether somebody can press keys."""
    return sys.stdin.isatty()


def read_key() -> str:
    """Waits for one key, and does not show it."""
    return typer.getchar()


def _lines() -> KeptLines:
    """The list, without what has been kept for long enough."""
    settings = Settings()
    lines = KeptLines.of_installation(settings.state)
    remove_old(lines, settings, today())
    return lines


def _nothing() -> str:
    return NOTHING_YET if Settings().keep_not_understood else SWITCHED_OFF


def _topics(lines: list[KeptLine]) -> Table:
    times: Counter[str] = Counter()
    for line in lines:
        times[line.topic] += line.times
    different = Counter(line.topic for line in lines)
    table = Table("topic", "lines", "times", box=None)
    for topic, said in times.most_common():
        table.add_row(topic, str(different[topic]), str(said))
    return table


def _table(lines: list[KeptLine]) -> Table:
    table = Table("times", "last", "topic", "what was said", box=None)
    for line in lines:
        table.add_row(str(line.times), line.day.isoformat(), line.topic, Text(line.text))
    return table


def _intents() -> list[str]:
    return [str(intent) for intent in yaml.safe_load(DOMAIN.read_text("utf-8"))["intents"]]


@contextmanager
def _problems_told() -> Iterator[None]:
    try:
        yield
    except (DatabaseProblem, ExampleRefusedError) as problem:
        raise fail(f"Stopped: {problem}") from None
