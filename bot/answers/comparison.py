"""Side by side, never ranked: which is best is for a person and their doctor."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answers.compose import compose_topic
from bot.answers.context import Context, Draft, display_name
from bot.answers.naming import is_joined
from bot.answers.products import describe, record, same_or_not
from bot.answers.selection import MOST_POINTS, for_form
from bot.answers.wording import listed
from bot.model.conversation import Mention, Outcome, Table
from bot.model.knowledge import ComparisonCard, Product

_ASPECTS = ("acts_on", "given", "area", "biggest_warning", "checks")


def compose_comparison(context: Context, intent: str) -> Draft:
    """Compare what the message names: two products, two medicines, or one with the others that are here."""
    products = _products_named(context)
    itself = [mention for mention in context.question.mentions if mention.substance == context.medicine_id]
    beside_itself = len(itself) > 1 or _is_held_against_remembered(context, itself)
    others_here = any(other.substance in context.snapshot.medicines for other in context.others)
    if (len(products) > 1 and not others_here) or (products and beside_itself and not context.others):
        return same_or_not(context, intent, products)
    partners = [other.substance for other in context.others if other.substance in context.snapshot.medicines]
    unknown = [other for other in context.others if other.substance not in (context.medicine_id, *partners)]
    if unknown and not partners:
        return _not_here(context, intent, unknown[0])
    compared = [
        replace(context, medicine_id=medicine_id)
        for medicine_id in dict.fromkeys((context.medicine_id, *(partners or _others(context))))
    ]
    cards = [(each, card) for each in compared for card in _cards(context, each)]
    if len(cards) < 2:
        return compose_topic(context, intent)
    names = list(dict.fromkeys(display_name(each.medicine) for each, _ in cards))
    in_hand = [(each, product) for each in compared for product in _products_named(each)]
    notes = [line for each, product in in_hand for line in (describe(each, product), product.note) if line]
    return Draft(
        intent=intent,
        medicines=tuple(dict.fromkeys(each.medicine.medicine for each, _ in cards)),
        headline=context.say("comparison_headline", names=listed(names))
        if len(names) > 1
        else context.say("comparison_forms"),
        points=(*notes[: MOST_POINTS - 2], context.say("comparison_no_best"), context.say("comparison_ask_doctor")),
        table=_table(context, [card for _, card in cards]),
        used=tuple(
            piece
            for stated in (
                *(each.used(card) for each, card in cards),
                *(record(each, product) for each, product in in_hand),
            )
            for piece in stated
        ),
    )


def _is_held_against_remembered(context: Context, itself: list[Mention]) -> bool:
    """Whether a product is compared with the medicine that the conversation is about, which is the same one."""
    words = context.wording.lists["joining_words"]
    same = context.question.remembered_medicine == context.medicine_id
    return same and any(is_joined(context.question.text, mention, words) for mention in itself)


def _products_named(context: Context) -> list[Product]:
    """The products that the message names, or may mean by a brand that several of them bear."""
    products = context.medicine.products
    generic = display_name(context.medicine).casefold()
    mentions = [
        each
        for each in context.question.mentions
        if each.substance == context.medicine_id and each.text.casefold() != generic
    ]
    found = [
        product
        for mention in mentions
        for product in products
        if product.id == mention.product
        or (mention.product is None and product.brand and _bears(product, mention.text))
    ]
    return list(dict.fromkeys(found))


def _bears(product: Product, brand: str) -> bool:
    """Whether the product's name holds a brand; the generic name is none."""
    return brand.casefold() in re.findall(r"\w+", product.name.casefold())


def _others(context: Context) -> list[str]:
    return [medicine_id for medicine_id in sorted(context.snapshot.medicines) if medicine_id != context.medicine_id]


def _cards(context: Context, compared: Context) -> list[ComparisonCard]:
    """The cards of one of the medicines; of the one asked about, only those of the form meant."""
    own = compared.medicine_id == context.medicine_id
    cards = compared.medicine.comparison
    return for_form(compared, cards) if own and context.form else list(cards)


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
