"""Two products or two strengths of one medicine in one question: a dose could be taken twice, or many times over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.answers.compose import say
from bot.answers.context import Context, Draft, display_name
from bot.answers.continuing import PAIR_INTENTS
from bot.answers.cues import concentrations, has_any
from bot.answers.selection import MOST_POINTS, Selection, select
from bot.answers.wording import listed
from bot.model.conversation import Mention
from bot.model.knowledge import Form

LIQUID: Form = "liquid"
LIQUID_STRENGTH = "liquid_strength"
"""The term that facts about the strengths of liquids are about."""
_SAME_MEDICINE = "brand_generic"
"""The topic whose help is about two products of one medicine."""
_NOT_ABOUT_A_DOSE = frozenset({"ask_appearance", "ask_cost_availability", "ask_ingredients", "ask_storage"})


def compose_mix_up(context: Context, intent: str) -> Draft | None:
    """What is said first where a mix-up is near; `None` where none is.

    Args:
        context: the question, about a medicine of the knowledge base.
        intent: the reading.
    """
    if intent not in _NOT_ABOUT_A_DOSE and _changes_strength(context):
        return _new_strength(context, intent)
    if intent in PAIR_INTENTS - {"ask_comparison"} and not context.others:
        return _same_medicine(context, intent, _itself(context))
    return None


def _itself(context: Context) -> list[Mention]:
    """The different names by which the message calls the one medicine."""
    mentions = [each for each in context.question.mentions if each.substance == context.medicine_id]
    return list({each.product or each.text.casefold(): each for each in mentions}.values())


def _changes_strength(context: Context) -> bool:
    """Whether two strengths of liquid are named, as numbers or by product."""
    named = set(concentrations(context.question.text))
    products = {mention.product for mention in _itself(context)}
    of_products = {
        strength
        for product in context.medicine.products
        if product.id in products and product.form == LIQUID and (strength := product.milligrams_per_millilitre)
    }
    if len(named) > 1 or (named and of_products - named):
        return True
    return len(of_products) > 1 and has_any(context.question.text, context.wording.lists["switch_words"])


def _new_strength(context: Context, intent: str) -> Draft | None:
    """Never the same mL, and never a conversion: the pharmacist says the dose in mg and in mL."""
    question = replace(
        context.question, mentions=(), product=None, form=LIQUID, terms=(*context.question.terms, LIQUID_STRENGTH)
    )
    selection = select(replace(context, question=question), "how_to_take")
    told = [fact for fact in selection.shown if LIQUID_STRENGTH in fact.about and fact.role != "get_help"]
    if not told:
        return None
    return Draft(
        intent=intent,
        headline=context.say("liquid_strengths_differ", medicine=display_name(context.medicine)),
        points=(*(say(context, fact) for fact in told), context.say("liquid_new_bottle"))[:MOST_POINTS],
        get_help=_help(context, selection),
        used=context.used(*told, *selection.get_help),
    )


def _same_medicine(context: Context, intent: str, names: Iterable[Mention]) -> Draft | None:
    """The same medicine twice: its help comes first; `None` where there is only one name, or no such help."""
    names = list(names)
    selection = select(replace(context, question=replace(context.question, product=None)), _SAME_MEDICINE)
    if len(names) < 2 or not selection.get_help:
        return None
    first, *rest = selection.get_help
    overdose = select(context, "overdose")
    both = context.say(
        "products_same_ingredient",
        products=listed([each.text for each in names]),
        ingredient=display_name(context.medicine),
    )
    return Draft(
        intent=intent,
        headline=say(context, first),
        points=(both, *(say(context, fact) for fact in rest), context.say("products_never_swap"))[:MOST_POINTS],
        get_help=_help(context, overdose),
        used=context.used(first, *rest, *overdose.get_help),
    )


def _help(context: Context, selection: Selection) -> tuple[str, ...]:
    return tuple(say(context, fact) for fact in selection.get_help)
