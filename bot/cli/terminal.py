"""What the commands that talk have in common: loading the agent, and showing a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console, Group
from rich.markup import escape
from rich.panel import Panel
from rich.text import Text

from bot.runtime.quiet import configure_rasa_logging, quieten

if TYPE_CHECKING:
    from bot.runtime.agent import MedguideAgent

answers = Console()
"""Standard output: answers only."""
notes = Console(stderr=True)
"""Standard error: progress and complaints."""


ONLY_EMERGENCIES = "Until then, only emergencies are answered."


def fail(message: str) -> typer.Exit:
    """Says what is wrong; raise what it returns to end the command.

    Args:
        message: What is wrong and what to do about it.
    """
    complain(message)
    return typer.Exit(1)


def complain(message: str) -> None:
    """Says on standard error what is wrong.

    Args:
        message: What is wrong and what to do about it.
    """
    notes.print(escape(message), style="bold red", soft_wrap=True)


def load_quietly() -> MedguideAgent:
    """The agent, loaded with a line of progress on standard error and no log noise.

    Without a model it still answers an emergency, and standard error says what is missing.
    """
    quieten()
    with notes.status("Loading the model"):
        from bot.runtime.agent import NoModelError, agent_without_model, load_agent  # noqa: PLC0415 - imports Rasa

        configure_rasa_logging()
        try:
            return load_agent()
        except NoModelError as error:
            complain(f"{error} {ONLY_EMERGENCIES}")
            return agent_without_model()


def show(messages: tuple[dict[str, Any], ...], numbered: bool = False) -> None:
    """Prints a reply: a card in a red frame, headlines bold, the buttons below.

    Args:
        messages: As a REST client gets them.
        numbered: Number the buttons, to be chosen by number.
    """
    number = 0
    for said in messages:
        lines = said["text"].splitlines() or [""]
        body = Group(Text(lines[0], style="bold"), *(Text(line) for line in lines[1:]))
        answers.print(
            Panel(body, style="bold white on red", title="Get help now") if said.get("kind") == "card" else body
        )
        for document in said.get("documents", []):
            answers.print(Text(f"  {document['name']}: {document['title']}", style="cyan"))
        for button in said.get("buttons", []):
            number += 1
            answers.print(Text(f"  [{number if numbered else '>'}] {button['title']}", style="cyan"))
        answers.print()
