"""`bot ...`: every command of Medguide. Rasa is imported inside the commands that need it, so that help is instant."""

from __future__ import annotations

import typer

from bot.cli import ask, chat, doctor, kb, serve, train

main = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_show_locals=False,  # locals hold people's words
    help="Answers questions about medicines from reviewed, sourced content, and looks for an emergency first.",
)

main.command()(ask.ask)
main.command()(chat.chat)
main.command()(serve.serve)
main.command()(train.train)
main.command()(doctor.doctor)
main.add_typer(kb.app, name="kb")
