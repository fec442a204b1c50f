"""An answer as plain text, for channels without structure of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from bot.answers.sources import UNKNOWN
from bot.model.conversation import Answer, Button, Card, Section, SourceLine, Table
from bot.model.record import Forget

_BULLET = "•"
_GET_HELP = "Get help:"
_SOURCES = "Sources:"
_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True)
class Message:
    """One message as it goes out."""

    kind: Literal["card", "answer", "question", "receipt"]
    """`receipt`: says that everything of the person is deleted; once it is, it goes out."""
    text: str
    buttons: tuple[Button, ...] = ()
    documents: tuple[str, ...] = ()
    """Names of what can be taken along."""


def render(answer: Answer) -> list[Message]:
    """Put an answer into messages: the card first and by itself, the buttons on the last.

    Args:
        answer: the answer.

    Returns:
        At least one message where the answer says anything.
    """
    messages = [Message("card", card_text(answer.card))] if answer.card else []
    if answer.sections:
        forgets = any(isinstance(change, Forget) for change in answer.changes)
        kind: Literal["receipt", "answer"] = "receipt" if forgets else "answer"
        messages.append(Message(kind, _answer_text(answer), documents=answer.documents))
    if answer.question:
        messages.append(Message("question", answer.question))
    if messages and answer.buttons:
        last = messages[-1]
        messages[-1] = replace(last, buttons=answer.buttons)
    return messages


def card_text(card: Card) -> str:
    """The card's lines, its question last."""
    return "\n".join((*card.lines, *((card.question,) if card.question else ())))


def source_text(line: SourceLine) -> str:
    """One source with its date, in short: what a publisher says of itself in brackets stays in the data."""
    date = line.date if line.date != UNKNOWN else "date not known"
    return f"{_BRACKETS.sub('', line.publisher)}: {line.title}; {date}"


def _answer_text(answer: Answer) -> str:
    sources = [_SOURCES, *dict.fromkeys(map(source_text, answer.sources))] if answer.sources else []
    closing = [*sources, *((answer.review_note,) if answer.review_note else ())]
    blocks = [*map(_section_text, answer.sections), *(["\n".join(closing)] if closing else [])]
    return "\n\n".join(blocks)


def _section_text(section: Section) -> str:
    lines = [section.headline, *_bulleted(section.points)]
    if section.table:
        lines += _table_lines(section.table)
    if section.get_help:
        lines += [_GET_HELP, *_bulleted(section.get_help)]
    return "\n".join(lines)


def _bulleted(lines: Iterable[str]) -> list[str]:
    return [f"{_BULLET} {line}" for line in lines]


def _table_lines(table: Table) -> list[str]:
    """A block for each thing compared: narrow screens have no room for columns."""
    lines: list[str] = []
    for index, label in enumerate(table.columns[1:], start=1):
        lines += ["", label, *(_table_line(row[0], row[index]) for row in table.rows)]
    return lines


def _table_line(name: str, cell: str) -> str:
    """A line of a block; a row that is only numbered begins with its number."""
    return f"{name} {cell}" if name.endswith(".") else f"{_BULLET} {name}: {cell}"
