"""Milligrams and millilitres: what waits for the strength on the bottle, or for the amount, whatever comes between.

What is said of either, and that nothing is turned without the strength, is in `bot.answers.liquids`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answers.context import Context, Draft
from bot.answers.cues import concentrations, left_of, milligrams, millilitres
from bot.answers.dosage import compose_dosage
from bot.answers.liquids import INTENT, LIQUID, STRENGTH, compose_liquid
from bot.answers.tasks import asks_to_go_on, in_danger, read_as
from bot.model.conversation import Question, Task

_MAY_ONLY_COMPLETE = frozenset(
    {INTENT, "affirm", "ask_forms_strengths", "ask_how_to_take", "inform", "out_of_scope", "set_profile"}
)
"""Readings under which a message that names a strength is a reply to our question, and not a new one."""
_UNIT = r"(?:mc?gs?|(?:micro|milli)gram(?:me)?s?|mls?|cc|millilit(?:er|re)s?)"
_QUANTITY = re.compile(
    rf"\d+(?:[.,]\d+)?\s*{_UNIT}?\b(?:\s*(?:/|per|in|in each)\s*(?:\d+(?:[.,]\d+)?)?\s*{_UNIT})?", re.IGNORECASE
)
"""An amount or a strength, its units written or not."""


def compose_amount(context: Context, intent: str) -> Draft:
    """A dose as the label prints it, or what the strength of a bottle makes of it.

    Args:
        context: the question, about a medicine of the knowledge base.
        intent: the intent that asks for it.
    """
    task, taken = _task(context.question), takes_amount(context)
    if task is None or not (asks_to_go_on(context) or taken):
        return compose_dosage(context, intent)
    question = taken or _completed(context.question, task)
    if not (taken and _is_half(context, task)):
        return compose_liquid(replace(context, question=question), intent)
    again = compose_liquid(replace(context, question=replace(question, text="")), intent)
    half = "liquid_half_strength" if task.step == STRENGTH else "liquid_half_amount"
    return replace(again, headline=context.say(half), points=context.lines("liquid_rules"))


def takes_amount(context: Context) -> Question | None:
    """The question about a liquid, where a message says what was still missing of it.

    Args:
        context: the question, about no medicine yet.
    """
    question, task = context.question, _task(context.question)
    if task is None or in_danger(question):
        return None
    if any(mention.substance != task.value("medicine") for mention in question.mentions):
        return None
    if not (_says_only_a_quantity(context) or _tells_strength(context)):
        return None
    return read_as(_completed(question, task), INTENT)


def _task(question: Question) -> Task | None:
    return question.task if question.task and question.task.intent == INTENT else None


def _completed(question: Question, task: Task) -> Question:
    """The question with what was known before."""
    return replace(question, remembered_medicine=task.value("medicine"), form=LIQUID, strength=task.value("known"))


def _says_only_a_quantity(context: Context) -> bool:
    """Whether a message is a number with or without its unit, or a product, and nothing else."""
    question = context.question
    names = [name for mention in question.mentions for name in (mention.text, mention.name)]
    rest = left_of(_QUANTITY.sub(" ", question.text), [*context.wording.lists["quantity_besides"], *names])
    return not rest and (bool(_QUANTITY.search(question.text)) or _names_product(question))


def _tells_strength(context: Context) -> bool:
    """Whether a reply holds the strength among other words: "the bottle in the fridge, it says 2 mg/mL"."""
    question = context.question
    told = bool(concentrations(question.text)) or _names_product(question)
    return question.pending and told and question.intent in _MAY_ONLY_COMPLETE


def _names_product(question: Question) -> bool:
    return any(mention.product for mention in question.mentions)


def _is_half(context: Context, task: Task) -> bool:
    """Whether what was said is not all that was asked for: "5 mg" may be a strength of which the mL are left out."""
    text = context.question.text
    if _names_product(context.question) or concentrations(text):
        return False
    return task.step == STRENGTH or not (milligrams(text) or millilitres(text))
