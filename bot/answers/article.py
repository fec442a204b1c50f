"""The article that this project started from: what it says, and what the sources say instead."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.buttons import topic_of
from bot.answers.compose import named, no_fact
from bot.answers.context import Context, Draft
from bot.answers.selection import MOST_POINTS, Selection, placed
from bot.answers.subjects import ask_medicine
from bot.model.knowledge import Discrepancy

_MOST_SHOWN = 2


def compose_article(context: Context, intent: str) -> Draft:
    """What differs about the thing named: by term first, then by the other topics of the message."""
    if context.medicine_id is None:
        context = replace(context, medicine_id=_written_about(context))
    if context.medicine_id is None:
        return ask_medicine(context, intent)
    rows = _asked_about(context)
    if not rows:
        everything = context.medicine.discrepancies
        if not everything:
            return no_fact(context, intent, Selection())
        rows = list(everything[:_MOST_SHOWN])
        opening = context.say("article_differs")
    else:
        opening = rows[0].article_says
    points = []
    for index, row in enumerate(rows[:_MOST_SHOWN]):
        if index or opening != row.article_says:
            points.append(row.article_says)
        points.append(context.say("sources_say", statement=placed(context, row, context.fill(row.sources_say))))
    return Draft(intent, named(context, opening), tuple(points)[:MOST_POINTS], used=context.used(*rows[:_MOST_SHOWN]))


def _written_about(context: Context) -> str | None:
    """The one medicine that the article is about; `None` where there is none."""
    medicines = [name for name, content in context.snapshot.medicines.items() if content.discrepancies]
    return medicines[0] if len(medicines) == 1 else None


def _asked_about(context: Context) -> list[Discrepancy]:
    terms = set(context.question.terms)
    topics = {topic_of(reading.intent) for reading in context.question.readings}
    rows = context.medicine.discrepancies
    by_term = [row for row in rows if terms & set(row.about)]
    by_both = [row for row in by_term if row.topic in topics]
    return by_both or by_term or [row for row in rows if row.topic in topics]
