"""`bot hand-off`: the questions that were passed on to people, and handing back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from bot.channels.signing import secret_of
from bot.cli.terminal import answers, fail
from bot.delivery.desks import webhook_key
from bot.delivery.hand_offs import HandOffOverError, MessageTooLongError, hand_back, take
from bot.knowledge import DatabaseProblem
from bot.model.record import HandOff
from bot.records import Records
from bot.runtime.settings import Settings

NONE = "No question was passed on, or those who asked have been forgotten since."

app = typer.Typer(rich_markup_mode="markdown")

Number = Annotated[int, typer.Argument(help="As `bot hand-off list` shows it.")]


@app.callback(invoke_without_command=True)
def hand_off(context: typer.Context) -> None:
    """See the questions that were passed on to people, and hand a conversation back.

    For example:

    * `bot hand-off`
    * `bot hand-off take 12`
    * `bot hand-off back 12 --message "We called the ward for you."`
    """
    if context.invoked_subcommand is None:
        list_command()


@app.command("list")
def list_command() -> None:
    """Show them, the newest first.

    For example: `bot hand-off list`
    """
    with _problems_told():
        found = [each.item for each in _records().everyone(HandOff)]
    if not found:
        answers.print(NONE, soft_wrap=True)
        return
    table = Table("number", "asked", "answer by", "state", "question", box=None)
    for item in found:
        if isinstance(item, HandOff):
            times = (f"{moment:%Y-%m-%d %H:%M}" for moment in (item.at, item.until))
            table.add_row(str(item.id), *times, item.state.replace("_", " "), Text(item.question))
    answers.print(table)


@app.command("take")
def take_command(number: Number) -> None:
    """Say that somebody has the question; an answer is then waited for anew.

    For example: `bot hand-off take 12`
    """
    with _problems_told():
        item = take(_records(), number, Settings().desk, datetime.now(timezone.utc))
    answers.print(f"Taken. The bot stays quiet until {item.until:%Y-%m-%d %H:%M} UTC, or until you hand back.")


@app.command("back")
def back_command(
    number: Number,
    message: Annotated[
        str | None, typer.Option(help="The person reads it with their next message, as your words.")
    ] = None,
) -> None:
    """Hand the conversation back to the bot, with an answer or without one.

    For example: `bot hand-off back 12 --message "Your surgery has it in stock."`
    """
    with _problems_told():
        hand_back(_records(), number, message, datetime.now(timezone.utc))
    answers.print("Handed back. The person is told with their next message.")


@app.command("key")
def key_command() -> None:
    """Show the key by which a webhook's receiver checks the signature of what it gets.

    For example: `bot hand-off key`
    """
    answers.print(webhook_key(secret_of(Settings())).decode(), highlight=False)


def _records() -> Records:
    settings = Settings()
    return Records.of_installation(settings.make_state(), settings.people_url)


@contextmanager
def _problems_told() -> Iterator[None]:
    try:
        yield
    except (DatabaseProblem, HandOffOverError, LookupError, MessageTooLongError) as problem:
        raise fail(f"Stopped: {problem.args[0]}") from None
