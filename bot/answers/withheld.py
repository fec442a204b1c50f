"""What a conversation about a crisis does not show: amounts, maximums, and what too much does.

That a medicine is never stopped suddenly, and who to call, is never held back.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answers.context import Context, Draft
from bot.answers.cues import has_any
from bot.answers.own_questions import held_wording
from bot.answers.readings import CRISIS
from bot.model.conversation import Answer, Outcome, Section, Table
from bot.model.safety import Level, Verdict
from bot.safety.card import variant_of

_ABOUT_AMOUNTS = frozenset({"ask_dosage", "ask_max_dose", "ask_overdose", "ask_forms_strengths"})
"""Readings whose answer is nothing but amounts, or what too much does."""
_NUMBER = r"(?:\d[\d.,]*|half|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
_UNIT = r"(?:mg|mcg|\u00b5g|\u03bcg|ug|g|mL|ml|milligrams?|micrograms?|grams?|millilit(?:er|re)s?|units?)"
_COUNTED = (
    r"(?:tablets?|pills?|capsules?|packets?|sachets?|doses?|times a day|times daily|teaspoons?|spoonfuls?|bottles?)"
)
_AMOUNT = re.compile(
    rf"\s*\b{_NUMBER}\s*(?:to|-|\u2013|or|and)?\s*{_NUMBER}?\s*(?:{_UNIT}(?:/\d*\s*mL)?\b|{_COUNTED}\b)", re.IGNORECASE
)
_HARM = (
    *("overdose", "overdosed", "too much", "too many", "more than you were prescribed", "toxic", "poisoning"),
    *("die", "dies", "died", "death", "deaths", "deadly", "fatal", "lethal", "kill", "kills"),
)
_CALLS = re.compile(r"\b(?:call|ring|text)\b", re.IGNORECASE)


def compose_withheld(context: Context, intent: str) -> Draft | None:
    """What is said instead of an amount; `None` where nothing is held back.

    Args:
        context: the question.
        intent: the reading.
    """
    if not context.withholds_amounts:
        return None
    meant = intent == CRISIS and has_any(context.question.text, held_wording().words["amounts"])
    if intent not in _ABOUT_AMOUNTS and not meant:
        return None
    headline, *points = _said_instead(context)
    return Draft(intent, headline, tuple(points), outcome=Outcome.NO_FACT)


def without_amounts(answer: Answer, context: Context) -> Answer:
    """The answer without its amounts, whatever was asked.

    Args:
        answer: as composed.
        context: the question; where nothing is held back, the answer stays as it is.
    """
    if not context.withholds_amounts:
        return answer
    sections = tuple(dict.fromkeys(_section(context, section) for section in answer.sections))
    return replace(
        answer,
        sections=sections,
        sources=tuple(replace(source, title=_AMOUNT.sub("", source.title).strip()) for source in answer.sources),
        buttons=tuple(button for button in answer.buttons if button.intent not in _ABOUT_AMOUNTS),
    )


def _section(context: Context, section: Section) -> Section:
    if _is_withheld(section.headline):
        headline, *points = _said_instead(context)
        return Section(section.intent, headline, tuple(points), _shown(section.get_help))
    table = section.table and Table(
        section.table.columns,
        tuple(row for row in section.table.rows if not any(map(_is_withheld, row))),
    )
    return replace(section, points=_shown(section.points), get_help=_shown(section.get_help), table=table)


def _shown(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in lines if not _is_withheld(line))


def _is_withheld(text: str) -> bool:
    """Whether a text holds an amount, or says what too much does; whom to call about it may be said."""
    return bool(_AMOUNT.search(text)) or (has_any(text, _HARM) and not _CALLS.search(text))


def _said_instead(context: Context) -> list[str]:
    wording = held_wording().withheld
    variant = variant_of(Verdict(context.question.held_findings)) if context.question.held_findings else None
    lines = wording[variant if variant in wording else Level.CRISIS.value]
    return [context.fill(line) for line in lines]
