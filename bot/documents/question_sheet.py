"""The questions for the doctor on paper, with room for the answers."""

from __future__ import annotations

from datetime import datetime

from bot.answers.wording import Wording
from bot.documents.names import Names
from bot.documents.paper import RULE, Paper
from bot.model.record import DoctorQuestion, Record

_ROOM = 8
"""Between the lines to write on."""
_LINES = 2


def questions_as_pdf(record: Record, names: Names, wording: Wording, made: datetime) -> bytes:  # noqa: ARG001
    """The questions as a PDF.

    Args:
        record: What is kept of the person.
        names: What effects and medicines are called.
        wording: The assistant's own phrases.
        made: The time, in UTC.
    """
    paper = Paper(wording.say("paper_questions"), wording, made)
    questions = record.of(DoctorQuestion)
    if not questions:
        paper.say(wording.say("paper_questions_empty"))
    for number, question in enumerate(questions, start=1):
        if paper.will_page_break(12 + _ROOM * _LINES):
            paper.add_page()
        paper.say(f"{number}. {question.text}", size=11)
        paper.set_draw_color(*RULE)
        for _ in range(_LINES):
            paper.ln(_ROOM)
            paper.line(paper.l_margin, paper.get_y(), paper.l_margin + paper.epw, paper.get_y())
        paper.ln(6)
    return paper.finished()
