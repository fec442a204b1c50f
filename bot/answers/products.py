"""Brands and products: what is in the hand, how it is given, how strong it is, and whether it is still sold."""

from __future__ import annotations

from datetime import date

from bot.answers.compose import compose_topic, named
from bot.answers.context import Context, Draft, Used, display_name
from bot.answers.selection import MOST_POINTS, jurisdiction_rank
from bot.answers.wording import listed, sentence
from bot.knowledge.snapshot import plain_decimal
from bot.model.conversation import Outcome
from bot.model.knowledge import MarketStatus, Product

_LISTS_PRODUCTS = frozenset({"ask_brand_generic", "ask_forms_strengths"})
"""What the list of products answers, where no fact does."""
_FEW = 2
"""Products of which an answer has room to say what tells each from its neighbours."""
_UNIT_OF_FORM = {"tablet": "tablet", "capsule": "capsule", "granules": "packet"}


def compose_product(context: Context, intent: str) -> Draft:
    """What a product is, where one is named; else the topic, with the products listed."""
    product = context.product
    if product is None:
        return _all(context, intent)
    topic = compose_topic(context, intent)
    lines = [*_market_lines(context, product), *([product.note] if product.note else [])]
    extra = topic.points if topic.outcome is Outcome.ANSWERED else ()
    return Draft(
        intent=intent,
        headline=describe(context, product),
        points=tuple(dict.fromkeys([*lines, *extra]))[:MOST_POINTS],
        get_help=topic.get_help,
        used=(*record(context, product), *topic.used),
    )


def compose_overview(context: Context, intent: str) -> Draft:
    """What the medicine is; where a product is named, what that product is comes first."""
    draft = compose_topic(context, intent)
    product = context.product
    if product is None or draft.outcome is not Outcome.ANSWERED:
        return compose_product(context, intent) if product else draft
    lines = (
        draft.headline.removeprefix(context.say("about", statement="")),
        *_market_lines(context, product),
        *draft.points,
    )
    return Draft(
        intent=intent,
        headline=describe(context, product),
        points=tuple(dict.fromkeys(lines))[:MOST_POINTS],
        get_help=draft.get_help,
        used=(*record(context, product), *draft.used),
    )


def same_or_not(context: Context, intent: str, products: list[Product]) -> Draft:
    """Products of one medicine, or one beside its generic name: the same ingredient, and what differs."""
    differ = len({product.route for product in products}) > 1
    key = "products_other_route" if differ else "products_same_ingredient"
    names = listed([product.name for product in products])
    one = len(products) == 1
    opening = "product_is_generic" if one else key
    told_apart = len(products) <= _FEW
    lines = [
        " ".join(filter(None, (describe(context, product), product.note if told_apart else None)))
        for product in products
    ]
    return Draft(
        intent=intent,
        headline=context.say(opening, products=names, ingredient=display_name(context.medicine)),
        points=(*lines[: MOST_POINTS - 1], context.say("products_never_swap")),
        used=tuple(piece for product in products for piece in record(context, product)),
    )


def describe(context: Context, product: Product) -> str:
    """One sentence: what it is, its form, how it is given, how strong."""
    strengths = _strengths(context, product)
    name = sentence(product.name)
    plural = f"{product.form}s" in product.name.lower()
    brand = "product_brands" if plural else "product_brand"
    opening = context.say(
        brand if product.brand else "product_generic",
        product=name,
        ingredient=display_name(context.medicine),
        form=context.say(f"a_form_{product.form}"),
        route=context.say(f"route_{product.route}"),
    )
    return f"{opening} {context.say('product_strengths', strengths=strengths)}" if strengths else opening


def record(context: Context, product: Product) -> tuple[Used, ...]:
    """What is stated when a product is described: the product, and where it says that it is sold."""
    market = tuple(citation for status in product.market for citation in status.citations)
    (piece,) = context.used(product)
    return (Used(piece.id, (*piece.citations, *market), piece.reviewed),)


def _strengths(context: Context, product: Product) -> str:
    if not product.strengths:
        return ""
    by_unit: dict[str, list[str]] = {}
    for strength in product.strengths:
        by_unit.setdefault(strength.unit, []).append(str(plain_decimal(strength.value)))
    text = listed([f"{listed(values)} {unit}" for unit, values in by_unit.items()])
    unit = _UNIT_OF_FORM.get(product.form)
    return context.say("strength_each", strengths=text, unit=unit) if unit else text


def _market_lines(context: Context, product: Product) -> list[str]:
    statuses = sorted(product.market, key=lambda status: (jurisdiction_rank(context, status), status.jurisdiction))
    return [_market_line(context, product, status) for status in statuses]


def _market_line(context: Context, product: Product, status: MarketStatus) -> str:
    since = context.say("market_since", date=_in_words(status.since)) if status.since != "unknown" else ""
    line = context.say(
        f"market_{status.status}", product=product.name, place=context.say(f"place_{status.jurisdiction}"), since=since
    )
    return context.say("one_source_says", statement=line.rstrip(".")) if status.evidence.must_be_hedged else line


def _in_words(day: date | str) -> str:
    """A date as people write it; as much of one as is known."""
    return f"{day.day} {day:%B} {day.year}" if isinstance(day, date) else day


def _all(context: Context, intent: str) -> Draft:
    draft = compose_topic(context, intent)
    if intent not in _LISTS_PRODUCTS or draft.outcome is Outcome.ANSWERED:
        return draft
    form = context.form
    products = [
        product
        for product in sorted(context.medicine.products, key=lambda each: (each.route != "oral", each.form, each.name))
        if (form is None or product.form == form) and not product.evidence.must_be_hedged
    ]
    if not products:
        return draft
    return Draft(
        intent=intent,
        headline=named(context, describe(context, products[0])),
        points=tuple(describe(context, product) for product in products[1 : MOST_POINTS + 1]),
        used=tuple(piece for product in products[: MOST_POINTS + 1] for piece in record(context, product)),
    )
