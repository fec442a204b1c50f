"""`bot chat`: a conversation in the terminal."""

from __future__ import annotations

import asyncio
import os
import uuid
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.regions import region_option
from bot.cli.terminal import answers, complain, load_quietly, show
from bot.privacy.failures import describe

if TYPE_CHECKING:
    from bot.documents import Document
    from bot.runtime.agent import MedguideAgent

QUIT = frozenset({"quit", "exit"})
GREETING = (
    "You are talking to a computer program, not to a doctor or a pharmacist. It gives general information with its "
    "sources, and it can be wrong. In an emergency, call your emergency number.\n"
    "Ask about baclofen. Choose a button by its number. To end: quit"
)
SAVES = "save "
"""What is typed before the name of a document, to have it written to a file."""
HOW_TO_SAVE = (
    'To write a file to this folder, type "save" and its name: {names}. Others who use this computer may see it.'
)


def chat(
    region: Annotated[str | None, typer.Option(help="Whose label and emergency numbers lead: US, UK, ...")] = None,
) -> None:
    """Talk in the terminal.

    Buttons are chosen by their number, and what can be taken along is written to a file where that is asked for. `quit`
    ends the conversation; kept is only what was asked to be.
    """
    region = region_option(region)
    agent = load_quietly()
    answers.print(GREETING, style="dim")
    asyncio.run(_converse(agent, region))


async def _converse(agent: MedguideAgent, region: str | None) -> None:
    conversation = uuid.uuid4().hex
    payloads: list[str] = []
    offered: list[str] = []
    while (typed := _read()) is not None:
        if (name := saved(typed, offered)) is not None:
            _write(conversation, name)
            continue
        text = chosen(typed, payloads)
        with answers.status("Looking it up"):
            reply = await agent.handle(text, conversation, region)
        region = None  # said once; the person may change it
        show(reply.messages, numbered=True)
        payloads = payloads_of(reply.messages)
        offered = documents_of(reply.messages) or offered
        if documents_of(reply.messages):
            answers.print(HOW_TO_SAVE.format(names=", ".join(offered)), style="dim")


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


def _write(conversation: str, name: str) -> None:
    try:
        from actions.documents import document_of  # noqa: PLC0415 - imports Rasa's SDK

        path = write_file(Path.cwd(), document_of(conversation, name))
    except Exception as error:  # noqa: BLE001 - the conversation goes on
        complain(f"The file was not written: {describe(error)}.")
        return
    answers.print(f"Written to {path}", style="dim", soft_wrap=True, markup=False)


def write_file(folder: Path, document: Document) -> Path:
    """Writes a document for its owner only, and over no file that is there.

    Args:
        folder: Where to.
        document: What to write.

    Returns:
        The file.
    """
    stem, dot, ending = document.name.partition(".")
    names = (f"{stem}{f'-{number}' if number > 1 else ''}{dot}{ending}" for number in count(1))
    for path in (folder / name for name in names):
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(handle, "wb") as file:
            file.write(document.content)
        return path
    raise AssertionError  # the names never end


def saved(typed: str, offered: Sequence[str]) -> str | None:
    """The document that is to be written to a file; `None` where something else was typed.

    Args:
        typed: What the person typed.
        offered: The names of what is on offer.
    """
    wanted = typed.strip().casefold()
    return next((name for name in offered if wanted == f"{SAVES}{name}"), None)


def documents_of(messages: tuple[dict[str, Any], ...]) -> list[str]:
    """The names of the documents that a reply has on offer."""
    return [document["name"] for said in messages for document in said.get("documents", [])]


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
