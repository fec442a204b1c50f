"""`bot ask --jsonl`: one line of JSON in, one line out, through the real agent."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, TextIO

from pydantic import BaseModel, Extra, Field, StrictStr, ValidationError, validator
from rich.console import Console

from bot.cli.regions import known_region
from bot.model.record import Profile
from bot.runtime.agent import MedguideAgent

REPORT_EVERY = 50
"""Lines between two reports of progress, where the terminal cannot redraw."""

PROFILE_FIELDS = frozenset(field.name for field in fields(Profile))


class Line(BaseModel):
    """One input line."""

    text: StrictStr = Field(min_length=1)
    conversation: StrictStr | None = None
    region: StrictStr | None = None
    profile: dict[str, Any] | None = None

    class Config:
        """Unknown keys are refused: they are misspelt ones."""

        extra = Extra.forbid

    @validator("text")
    def _says_something(cls, value: str) -> str:  # noqa: N805
        if not value.strip():
            raise ValueError("is blank")
        return value

    @validator("region")
    def _known_region(cls, value: str | None) -> str | None:  # noqa: N805
        return known_region(value) if value else None

    @validator("profile", pre=True)
    def _known_fields(cls, value: Any) -> Any:  # noqa: N805
        if value is not None and (not isinstance(value, dict) or set(value) - PROFILE_FIELDS):
            raise ValueError(f"is an object with no other fields than {', '.join(sorted(PROFILE_FIELDS))}")
        return value


@dataclass(frozen=True)
class BadLine:
    """A line that cannot be read."""

    error: str
    """What is wrong, without the line's words."""


def read_line(text: str) -> Line | BadLine:
    """Reads one input line.

    Args:
        text: The line, as it came.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        return BadLine(f"not valid JSON: {error.msg if isinstance(error, json.JSONDecodeError) else 'unreadable'}")
    if not isinstance(value, dict):
        return BadLine('not a JSON object: write {"text": "..."}')
    try:
        return Line(**value)
    except ValidationError as error:
        return BadLine("; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()))
    except TypeError:
        return BadLine('keys are "text", "conversation", "region", "profile"')


async def answer_lines(agent: MedguideAgent, lines: Iterable[str], out: TextIO, progress: Console) -> None:
    """Answers every line that is not blank, in order; a line that cannot be read gets an error line.

    Args:
        agent: Answers.
        lines: The input.
        out: Where the output goes, flushed line by line.
        progress: Where to say how far it is.
    """
    done = 0
    with progress.status("Answering") as status:
        for number, text in enumerate(lines, start=1):
            if not text.strip():
                continue
            out.write(json.dumps(await _answer(agent, number, read_line(text)), ensure_ascii=False) + "\n")
            out.flush()
            done += 1
            status.update(f"Answering: {done} lines")
            if not progress.is_terminal and done % REPORT_EVERY == 0:
                progress.print(f"{done} lines answered")
    progress.print(f"{done} lines answered")


async def _answer(agent: MedguideAgent, number: int, line: Line | BadLine) -> dict[str, Any]:
    if isinstance(line, BadLine):
        return {"error": f"line {number}: {line.error}", "line": number}
    conversation = f"line-{number}-{uuid.uuid4().hex}" if line.conversation is None else f"named-{line.conversation}"
    reply = await agent.handle(line.text, conversation, line.region, line.profile)
    return reply.as_line()
