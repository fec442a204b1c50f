"""`bot screen`: what the red-flag screen sees in a text, and why."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from bot.answers.text import card_text
from bot.cli.regions import region_option
from bot.cli.terminal import answers, show
from bot.model.safety import Verdict
from bot.runtime.settings import Settings
from bot.safety import card, screen


def show_screen(
    text: Annotated[str, typer.Argument(help="A message, as a person would type it.")],
    region: Annotated[str | None, typer.Option(help="Whose numbers the card shows, such as UK.")] = None,
) -> None:
    """Show the level of a message, each rule that fired with its evidence, and the card. Needs no model.

    For example `bot screen "my dad took his pills twice and i cant wake him"`, or, for what stays quiet,
    `bot screen "can baclofen cause seizures"`.
    """
    shown_for = region_option(region) or Settings().region
    verdict = screen(text)
    answers.print(
        Text.assemble("Level: ", (verdict.level.value, "bold red" if verdict.level.shows_card else "bold green"))
    )
    if verdict.findings:
        answers.print(_findings(text, verdict))
    elif verdict.signals:
        answers.print(f"Seen, and not enough for a card: {', '.join(verdict.signals)}")
    made = card(verdict, shown_for)
    if made:
        show(({"text": card_text(made), "kind": "card"},))


def _findings(text: str, verdict: Verdict) -> Table:
    table = Table("level", "situation", "rule", "evidence")
    for finding in verdict.findings:
        table.add_row(finding.level.value, finding.situation, finding.rule, text[finding.start : finding.end])
    return table
