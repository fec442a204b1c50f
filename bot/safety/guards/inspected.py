"""A composed answer, taken apart for the guards: its passages, and what each may draw on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.knowledge import Snapshot
from bot.language.moments import is_moment
from bot.model.conversation import Answer, Question, Section
from bot.model.knowledge import Sourced

_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\bSt\.)(?<!\be\.g\.)[\"')]?\s+")

_LIST_NUMBER = re.compile(r"\d{1,3}\.")
"""What numbers the rows of a list, and says nothing."""


@dataclass(frozen=True)
class Passage:
    """One text that the person reads."""

    text: str
    place: str
    """Where it stands, for the log ("section 1, point 2")."""
    section: Section | None = None
    """`None` for what stands outside the sections: a question, a button, the card."""
    context: str = ""
    """What is read together with it: the headline of a point, the labels of a cell."""
    is_button: bool = False
    """Whether it is a title to press: it asks, and claims nothing."""
    is_label: bool = False
    """Whether it says what a row of a table is about."""

    @property
    def sentences(self) -> list[str]:
        """Its sentences."""
        return sentences_of(self.text)

    @property
    def whole(self) -> str:
        """The text with what is read together with it."""
        return f"{self.context} {self.text}".strip()


@dataclass(frozen=True)
class Inspected:
    """All that the guards look at."""

    answer: Answer
    snapshot: Snapshot
    question: Question
    own_words: tuple[str, ...] = field(default=(), repr=False)
    """The assistant's own phrases, with their placeholders."""

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text of the answer but the card's."""
        return tuple(self._passages())

    @cached_property
    def card(self) -> tuple[Passage, ...]:
        """The texts of the card; none where there is none."""
        shown = self.answer.card
        if shown is None:
            return ()
        lines = (*shown.lines, *((shown.question,) if shown.question else ()))
        return tuple(Passage(plain(line), f"card, line {at}") for at, line in enumerate(lines, start=1))

    def stated(self, section: Section | None) -> tuple[Sourced, ...]:
        """The content that a section states; that of the whole answer outside of the sections."""
        ids = section.fact_ids if section else self.answer.fact_ids
        return tuple(self.snapshot.statement(each) for each in ids)

    def _passages(self) -> Iterator[Passage]:
        for number, section in enumerate(self.answer.sections, start=1):
            yield from _of_section(self._without_quotes(section), f"section {number}")
        if self.answer.question:
            yield Passage(plain(self.answer.question), "question")
        moments = {each for section in self.answer.sections for each in section.quotes if is_moment(each)}
        for number, button in enumerate(self.answer.buttons, start=1):
            yield Passage(plain(_left_out(button.title, moments)), f"button {number}", is_button=True)

    def _without_quotes(self, section: Section) -> Section:
        """The section without what the person wrote, where they did; with all of it where there is no doubt of that."""
        said = tuple(
            map(_as_quoted, (*self.question.own_texts, *(self.question.desk.words if self.question.desk else ())))
        )
        theirs = [
            each
            for each in section.quotes
            if is_moment(each) or any(_as_quoted(each).rstrip("\u2026") in text for text in said)
        ]
        if not theirs:
            return section

        def left_out(text: str) -> str:
            return _left_out(text, theirs)

        table = section.table
        return replace(
            section,
            headline=left_out(section.headline),
            points=tuple(map(left_out, section.points)),
            table=table and replace(table, rows=tuple(tuple(map(left_out, row)) for row in table.rows)),
        )


def _left_out(text: str, quotes: Collection[str]) -> str:
    """The text without what is quoted."""
    if not quotes:
        return text
    either = "|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in sorted(quotes, key=len)[::-1])
    return re.sub(either, "\u2026", text)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text."""
    return [part for part in _SENTENCE_END.split(text) if part.strip()]


def plain(text: str) -> str:
    """The text without signs that nobody sees (a zero-width space would split a number)."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def _as_quoted(text: str) -> str:
    """A text as it compares with what is quoted of it: on one line, with plain quotation marks."""
    return " ".join(re.sub("[\u201c\u201d]", '"', text).split())


def _of_section(section: Section, place: str) -> Iterator[Passage]:
    headline = plain(section.headline)
    yield Passage(headline, f"{place}, headline", section)
    for kind, lines in (("point", section.points), ("help", section.get_help)):
        for number, line in enumerate(lines, start=1):
            yield Passage(plain(line), f"{place}, {kind} {number}", section, context=headline)
    if section.table:
        for column in section.table.columns:
            yield Passage(plain(column), f"{place}, column", section)
        for number, row in enumerate(section.table.rows, start=1):
            for place_in_row, (label, cell) in enumerate(zip(section.table.columns, row, strict=False)):
                context = plain(f"{label} {row[0]}")
                is_label = place_in_row == 0
                if is_label and _LIST_NUMBER.fullmatch(cell):
                    continue
                yield Passage(plain(cell), f"{place}, row {number}", section, context=context, is_label=is_label)
