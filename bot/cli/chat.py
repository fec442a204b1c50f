"""`bot chat`: a conversation in the terminal."""

from __future__ import annotations

import asyncio
import uuid
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.regions import region_option
from bot.cli.terminal import answers, load_quietly, show

if TYPE_CHECKING:
    from bot.runtime.agent import MedguideAgent

QUIT = frozenset({"quit", "exit"})
GREETING = (
    "You are talking to a computer program, not to a doctor or a pharmacist. It gives general information with its "
    "sources, and it can be wrong. In an emergency, call your emergency number.\n"
    "Ask about baclofen. Choose a button by its number. To end: quit"
)


def chat(
    region: Annotated[str | None, typer.Option(help="Whose label and emergency numbers lead: US, UK, ...")] = None,
) -> None:
    """Talk in the terminal.

    Buttons are chosen by their number; `quit` ends the conversation, and nothing of it is kept.
    """
    region = region_option(region)
    agent = load_quietly()
    answers.print(GREETING, style="dim")
    asyncio.run(_converse(agent, region))


async def _converse(agent: MedguideAgent, region: str | None) -> None:
    conversation = uuid.uuid4().hex
    payloads: list[str] = []
    while (typed := _read()) is not None:
        text = chosen(typed, payloads)
        with answers.status("Looking it up"):
            reply = await agent.handle(text, conversation, region)
        region = None  # said once; the person may change it
        show(reply.messages, numbered=True)
        payloads = payloads_of(reply.messages)


def _read() -> str | None:
    while True:
        try:
            typed = answers.input("[bold]You:[/bold] ").strip()
        except (EOFError, KeyboardInterrupt):
            answers.print()
            return None
        if typed.lower() in QUIT:
            return None
        if typed:
            return typed


def payloads_of(messages: tuple[dict[str, Any], ...]) -> list[str]:
    """The buttons of a reply, in the order of their numbers."""
    return [button["payload"] for said in messages for button in said.get("buttons", [])]


def chosen(typed: str, payloads: list[str]) -> str:
    """The payload of the button whose number was typed; any other text as it is.

    Args:
        typed: What the person typed.
        payloads: Of the buttons shown, the first being number 1.
    """
    if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(payloads):
        return payloads[int(typed) - 1]
    return typed
