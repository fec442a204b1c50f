"""The article that this project started from: what it says, and what the sources say instead."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answers.buttons import topic_of
from bot.answers.compose import named, no_fact
from bot.answers.context import Context, Draft
from bot.answers.selection import MOST_POINTS, Selection, placed
from bot.answers.subjects import ask_medicine
from bot.model.knowledge import Discrepancy

_MOST_SHOWN = 2
_A_TERM = 1.0
"""What a term that is named is worth beside words: as much as a word that no other row has."""
_ENOUGH = 0.5
"""From this on a row is what the message is about: less is words that most rows have."""
_NEAR_THE_BEST = 0.75
"""Share of the best row's score from which another row may be meant as well."""


def compose_article(context: Context, intent: str) -> Draft:
    """What differs about the thing named: by term first, then by the other topics of the message."""
    if context.medicine_id is None or not context.medicine.discrepancies:
        context = replace(context, medicine_id=_written_about(context) or context.medicine_id)
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
    """The rows that the message is about: by the words that few rows have, by the terms named, then by topic."""
    terms = set(context.question.terms)
    rows = context.medicine.discrepancies
    said = _words(context.question.text)
    written = {row.id: _words(f"{row.article_says} {row.topic}") for row in rows}
    rarity = {
        word: 1 / sum(word in words for words in written.values()) for word in said & set().union(*written.values())
    }
    scores = {
        row.id: sum(rarity.get(word, 0) for word in written[row.id]) + _A_TERM * len(terms & set(row.about))
        for row in rows
    }
    best = max(scores.values(), default=0)
    if best >= _ENOUGH:
        return sorted((row for row in rows if scores[row.id] >= _NEAR_THE_BEST * best), key=lambda row: -scores[row.id])
    topics = {topic_of(reading.intent) for reading in context.question.readings}
    return [row for row in rows if row.topic in topics]


def _words(text: str) -> set[str]:
    """Words as they compare: lower case, no small words, without a plural's or a verb's last s."""
    return {word.removesuffix("s") for word in re.findall(r"[a-z]{4,}|[0-9]+", text.lower().replace("_", " "))}
