"""`bot train`: make what the server needs."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.terminal import fail, notes
from bot.runtime.build import BuildError, build


def train(
    force: Annotated[bool, typer.Option("--force", help="Train even where nothing changed.")] = False,
) -> None:
    """Load the knowledge base, build the name index and train the model, where they are out of date.

    An interrupted training leaves the old model as it was.
    """
    try:
        build(notes, force=force)
    except BuildError as error:
        raise fail(str(error)) from None
