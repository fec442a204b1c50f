"""`bot kb`: look after the knowledge base."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.knowledge import CONTENT, ContentErrors, Snapshot, read_files

app = typer.Typer(help="Look after the knowledge base.", no_args_is_help=True)

_out = Console()
_errors = Console(stderr=True, soft_wrap=True)

Content = Annotated[Path, typer.Option(help="The folder with the content files.")]


@app.callback()
def main() -> None:
    """Look after the knowledge base."""


@app.command()
def validate(content: Content = CONTENT) -> None:
    """Check every content file, and name file, line and field of all that is wrong."""
    snapshot = _read(content)
    _out.print(f"All content is valid: version {snapshot.version}, {len(snapshot.medicines)} medicines.")


def _read(content: Path) -> Snapshot:
    try:
        return read_files(content)
    except ContentErrors as errors:
        for error in errors.errors:
            _errors.print(str(error), markup=False, highlight=False)
        _errors.print(f"{len(errors.errors)} errors. Mend them in the files named, then validate again.")
        raise typer.Exit(1) from None


if __name__ == "__main__":
    app()
