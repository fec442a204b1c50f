"""`bot privacy`: deleting what was kept for long enough, and everything of one person."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.terminal import answers, fail
from bot.knowledge import DatabaseProblem
from bot.runtime.settings import Settings

if TYPE_CHECKING:
    from bot.runtime.retention import Retention

app = typer.Typer(rich_markup_mode="markdown", no_args_is_help=True)


@app.callback()
def privacy() -> None:
    """Delete what was kept for long enough, or everything of one person.

    For example:

    * `bot privacy purge`
    * `bot privacy erase a1b2c3 --yes`
    """


@app.command()
def purge() -> None:
    """Delete conversations, what people asked to be kept, and what was not understood, where it is too old.

    How old that is: `MEDGUIDE_KEEP_CONVERSATIONS_DAYS`, `MEDGUIDE_KEEP_PEOPLE_DAYS` and
    `MEDGUIDE_KEEP_NOT_UNDERSTOOD_DAYS`. A server does it once a day. For example: `bot privacy purge`
    """
    with _problems_told():
        done = asyncio.run(_retention().purge(datetime.now(timezone.utc)))
    answers.print(
        f"Deleted: {done.conversations} conversations, and all that {done.persons} persons had asked to keep."
    )


@app.command()
def erase(
    conversation: Annotated[str, typer.Argument(help="Id of the conversation, as the channel has it.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete everything of one person, as "forget me" does.

    For example: `bot privacy erase a1b2c3 --yes`
    """
    if not yes:
        typer.confirm("Delete everything of this person? It cannot be got back", abort=True)
    with _problems_told():
        asyncio.run(_retention().erase(conversation))
    answers.print("Everything of this person is deleted.")


def _retention() -> Retention:
    from bot.runtime.retention import Retention  # noqa: PLC0415 - help is instant
    from bot.runtime.server import stored_conversations  # noqa: PLC0415

    return Retention.of_installation(stored_conversations(), Settings())


@contextmanager
def _problems_told() -> Iterator[None]:
    from bot.runtime.conversations import CannotEraseError  # noqa: PLC0415

    try:
        yield
    except (DatabaseProblem, CannotEraseError) as error:
        raise fail(f"{error}. Nothing more was deleted; mend it, and run the command again.") from error
