"""Side by side, never ranked: which is best is for a person and their doctor."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.compose import compose_topic
from bot.answers.context import Context, Draft, display_name, used
from bot.answers.products import same_or_not
from bot.answers.selection import for_form
from bot.answers.wording import listed
from bot.model.conversation import Mention, Outcome, Table
from bot.model.knowledge import ComparisonCard, Product

_ASPECTS = ("acts_on", "given", "area", "biggest_warning", "checks")


def compose_comparison(context: Context, intent: str) -> Draft:
    """Compare what the message names: two products, two medicines, or one with the others that are here."""
    products = _products_named(context)
    if len(products) > 1:
        return same_or_not(context, intent, products)
    partners = [
        other.substance for other in context.others if other.known and other.substance in context.snapshot.medicines
    ]
    unknown = [other for other in context.others if not other.known and other.substance != context.medicine_id]
    medicines = [context.medicine_id, *partners] if partners else [context.medicine_id, *_others(context)]
    cards = [
        (medicine_id, card)
        for medicine_id in dict.fromkeys(medicines)
        if medicine_id
        for card in _cards(context, medicine_id)
    ]
    if unknown and not partners:
        return _not_here(context, intent, unknown[0])
    if len(cards) < 2:
        return compose_topic(context, intent)
    names = [
        display_name(context.snapshot.medicines[medicine_id])
        for medicine_id in dict.fromkeys(each for each, _ in cards)
    ]
    return Draft(
        intent=intent,
        headline=context.say("comparison_headline", names=listed(names))
        if len(names) > 1
        else context.say("comparison_forms"),
        points=(context.say("comparison_no_best"), context.say("comparison_ask_doctor")),
        table=_table(context, [card for _, card in cards]),
        used=tuple(piece for medicine_id, card in cards for piece in used(medicine_id, card)),
    )


def _products_named(context: Context) -> list[Product]:
    by_id = {product.id: product for product in context.medicine.products}
    named = [mention.product for mention in context.question.mentions if mention.product]
    return [by_id[product_id] for product_id in dict.fromkeys(named) if product_id in by_id]


def _others(context: Context) -> list[str]:
    return [medicine_id for medicine_id in sorted(context.snapshot.medicines) if medicine_id != context.medicine_id]


def _cards(context: Context, medicine_id: str) -> list[ComparisonCard]:
    within = replace(context, medicine_id=medicine_id)
    cards = within.medicine.comparison
    return for_form(within, cards) if context.form and medicine_id == context.medicine_id else list(cards)


def _table(context: Context, cards: list[ComparisonCard]) -> Table:
    return Table(
        columns=("", *(card.label for card in cards)),
        rows=tuple(
            (context.say(f"aspect_{aspect}"), *(context.fill(getattr(card, aspect)) for card in cards))
            for aspect in _ASPECTS
        ),
    )


def _not_here(context: Context, intent: str, other: Mention) -> Draft:
    return Draft(
        intent=intent,
        headline=context.say("comparison_not_here", other=other.name),
        points=(context.say("comparison_no_best"), context.say("comparison_ask_doctor")),
        outcome=Outcome.UNKNOWN_MEDICINE,
    )
