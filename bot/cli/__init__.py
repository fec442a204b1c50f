"""`bot ...`: every command of Medguide. Rasa is imported inside the commands that need it, so that help is instant."""

from __future__ import annotations

import typer

from bot.cli import kb, privacy, review
from bot.cli.ask import ask
from bot.cli.chat import chat
from bot.cli.deliver import deliver
from bot.cli.doctor import doctor
from bot.cli.screen import show_screen
from bot.cli.serve import serve
from bot.cli.train import train

main = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_show_locals=False,  # locals hold people's words
    help="Answers questions about medicines from reviewed, sourced content, and looks for an emergency first.",
)

main.command()(ask)
main.command()(chat)
main.command("screen")(show_screen)
main.command()(serve)
main.command()(deliver)
main.command()(train)
main.command()(doctor)
main.add_typer(kb.app, name="kb")
main.add_typer(review.app, name="review")
main.add_typer(privacy.app, name="privacy")
