"""`bot doctor`: is everything there?"""

from __future__ import annotations

import typer
from rich.table import Table

from bot.cli.terminal import answers
from bot.runtime.doctor import examine
from bot.runtime.settings import Settings


def doctor() -> None:
    """Look at everything that the server needs, and say what to do about what is missing.

    Ends with status 1 where something is.
    """
    table = Table(box=None, show_header=False)
    findings = []
    for finding in examine(Settings()):
        findings.append(finding)
        table.add_row("[green]ok[/green]" if finding.is_well else "[red]no[/red]", finding.what, finding.detail)
    answers.print(table)
    if not all(finding.is_well for finding in findings):
        raise typer.Exit(1)
