"""Two products or two strengths of one medicine in one question: a dose could be taken twice, or many times over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.answers.again import PAIR_INTENTS
from bot.answers.compose import named, say
from bot.answers.context import Context, Draft, display_name
from bot.answers.cues import concentrations, has_any, milligrams
from bot.answers.liquids import LIQUID_STRENGTH
from bot.answers.products import describe, record
from bot.answers.selection import MOST_POINTS, Selection, select
from bot.answers.wording import listed
from bot.language.forms import forms_in
from bot.language.strengths import find_strengths
from bot.model.conversation import Mention
from bot.model.knowledge import Form

LIQUID: Form = "liquid"
_PUMP: Form = "pump"
_FORMS = "forms_strengths"
_ABOUT_FORMS = frozenset({"ask_brand_generic", "ask_cost_availability", "ask_forms_strengths", "ask_overview"})
"""Readings under which a strength that is named is what is asked about."""
_SAME_MEDICINE = "brand_generic"
"""The topic whose help is about two products of one medicine."""
_NOT_ABOUT_A_DOSE = frozenset({"ask_appearance", "ask_cost_availability", "ask_ingredients", "ask_storage"})


def compose_mix_up(context: Context, intent: str) -> Draft | None:
    """What is said first where a mix-up is near; `None` where none is.

    Args:
        context: the question, about a medicine of the knowledge base.
        intent: the reading.
    """
    if mixes_units(context):
        return _mixed_units(context, intent)
    if intent not in _NOT_ABOUT_A_DOSE and _changes_strength(context):
        return _new_strength(context, intent)
    if intent in _ABOUT_FORMS and (form := _form_without_strength(context)):
        return _strange_strength(context, intent, form)
    if intent in PAIR_INTENTS - {"ask_comparison"} and not context.others:
        return _same_medicine(context, intent, _itself(context))
    return None


def mixes_units(context: Context) -> bool:
    """Whether micrograms, in which a pump is measured, are named beside milligrams or something to swallow.

    Args:
        context: the question, about a medicine of the knowledge base.
    """
    units = {strength.unit for product in context.medicine.products for strength in product.strengths}
    if not any(unit.startswith("mcg") for unit in units):
        return False
    named = {each.value.split(" ")[1] for each in find_strengths(context.question.text)}
    micrograms = {unit for unit in named if unit.startswith("mcg")}
    return bool(micrograms) and bool(named - micrograms or forms_in(context.question.text) - {_PUMP})


def _mixed_units(context: Context, intent: str) -> Draft:
    """One unit is never turned into the other: which is used where, and who to ask."""
    pump = replace(context, question=replace(context.question, mentions=(), product=None, form=_PUMP))
    facts = [each for each in select(pump, _FORMS).shown if _PUMP in each.forms]
    plain = replace(context, question=replace(context.question, mentions=(), product=None, form=None, terms=()))
    swallowed = select(plain, _FORMS)
    return Draft(
        intent=intent,
        headline=named(context, context.say("units_mixed")),
        points=(*dict.fromkeys(say(pump, each) for each in facts), context.say("units_ask"))[:MOST_POINTS],
        get_help=_help(plain, swallowed),
        used=context.used(*facts, *swallowed.get_help),
    )


def _form_without_strength(context: Context) -> Form | None:
    """The form of which a strength is named that no product here has: a 30 mg tablet."""
    for form in sorted(forms_in(context.question.text) - {LIQUID, _PUMP}):
        known = {
            strength.value
            for product in context.medicine.products
            if product.form == form
            for strength in product.strengths
            if strength.unit == "mg"
        }
        if known and set(milligrams(context.question.text)) - known:
            return form
    return None


def _strange_strength(context: Context, intent: str, form: Form) -> Draft:
    """What strengths there are, and that somebody should look at the pack."""
    products = [each for each in context.medicine.products if each.form == form and each.strengths]
    plain = replace(context, question=replace(context.question, form=form, product=None))
    selection = select(plain, _FORMS)
    return Draft(
        intent=intent,
        headline=named(context, context.say("strange_strength")),
        points=(*(describe(context, each) for each in products[: MOST_POINTS - 1]), context.say("liquid_check_label")),
        get_help=_help(plain, selection),
        used=(*(piece for each in products for piece in record(context, each)), *context.used(*selection.get_help)),
    )


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
