"""`bot ask`: one question, or a file of them."""

from __future__ import annotations

import asyncio
import sys
from typing import Annotated

import typer

from bot.cli.regions import region_option
from bot.cli.terminal import fail, load_quietly, notes, show

CONVERSATION = "ask"


def ask(
    text: Annotated[str | None, typer.Argument(help="The question.")] = None,
    region: Annotated[str | None, typer.Option(help="Whose label and emergency numbers lead: US, UK, ...")] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read lines of JSON from standard input, write one line for each.")
    ] = False,
) -> None:
    """Answer a question, or a file of questions.

    For example:

    * `bot ask "can I drink on baclofen"`
    * `bot ask "what if I miss a dose of baclofen" --region UK`
    * `bot ask --jsonl < questions.jsonl > answers.jsonl`

    A line for `--jsonl` is `{"text": "...", "conversation": "...", "region": "...", "profile": {...}}`; all but `text`
    may be left out. Lines with the same `conversation` are one conversation.
    """
    if jsonl:
        if text is not None:
            raise fail("Give a question or --jsonl, not both.")
        agent = load_quietly()
        from bot.cli.jsonl import answer_lines  # noqa: PLC0415 - imports Rasa

        asyncio.run(answer_lines(agent, sys.stdin, sys.stdout, notes))
        return
    if text is None or not text.strip():
        raise fail('What is the question? For example: bot ask "can I drink on baclofen"')
    region = region_option(region)
    agent = load_quietly()
    show(asyncio.run(agent.handle(text, CONVERSATION, region)).messages)
