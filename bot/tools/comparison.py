"""Side by side, never ranked: what differs, and the questions that decide, for a person and their doctor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from bot.answers.buttons import available, medicine_buttons
from bot.answers.compared import goes_on_after, key_of, names_stranger
from bot.answers.compose import say
from bot.answers.context import Context, Draft, Used, display_name
from bot.answers.cues import has_any
from bot.answers.liquids import asks_for_volume, compose_liquid
from bot.answers.mix_ups import compose_mix_up
from bot.answers.personal import cautions_for
from bot.answers.products import describe, record, same_or_not
from bot.answers.selection import MOST_POINTS, holds_here, placed
from bot.answers.subjects import ask_which, is_group, not_here, shown
from bot.answers.wording import listed, sentence
from bot.language.forms import forms_in
from bot.model.conversation import Button, Mention, Outcome, Table
from bot.model.knowledge import ComparisonCard, ConditionCaution, Product

MOST_COMPARED = 4
"""Medicines in one comparison: a table of more is read by nobody."""
_MOST_CONDITIONS = 2
_TOPIC = "comparison"
_MEASURED_AS = "ask_dosage"
"""The reading that a strength completes, when mg and mL were held against each other."""
_ASPECTS = ("acts_on", "given", "area", "biggest_warning", "checks")


@dataclass(frozen=True)
class _Column:
    """One way of giving one of the medicines."""

    within: Context
    """The question, about that medicine."""
    card: ComparisonCard


def compose_comparison(context: Context, intent: str) -> Draft:
    """Compare what is named: two to four medicines, products or ways of giving one, or one with what else is here.

    Args:
        context: the question, with all that is compared as what it names.
        intent: the intent that asks for it.
    """
    mentions = context.question.mentions
    if unclear := next((each for each in mentions if each.candidates), None):
        clear = [each for each in mentions if each is not unclear]
        return replace(ask_which(context, intent, unclear), medicines=_known(context, clear))
    known = _known(context, mentions)
    if of_bottle := _of_a_bottle(context, intent, known):
        return of_bottle
    unknown = [each for each in mentions if each.substance not in known and not _members(context, each)]
    if max(len({key_of(each) for each in mentions}), len(known)) > MOST_COMPARED:
        return _too_many(context, intent, known, unknown)
    if known and len(known) + len(unknown) > 1:
        return _compare(context, intent, known, unknown) if len(known) > 1 else _one_known(context, intent, unknown)
    if unknown:
        return _none_known(context, intent, unknown)
    return _of_one(context, intent)


def _of_a_bottle(context: Context, intent: str, known: Sequence[str]) -> Draft | None:
    """What is said where two strengths of one medicine are held against each other, or mg against mL."""
    if context.medicine_id is None:
        return None
    measured = len(known) <= 1 and asks_for_volume(context)
    return compose_mix_up(context, intent) or (compose_liquid(context, _MEASURED_AS) if measured else None)


def _known(context: Context, mentions: Iterable[Mention]) -> tuple[str, ...]:
    """The medicines of the knowledge base among what is named, each once."""
    clear = [each for each in mentions if not each.candidates]
    named = (each.substance for each in clear if each.substance in context.snapshot.medicines)
    of_groups = (medicine for each in clear for medicine in _members(context, each))
    return tuple(dict.fromkeys(each for each in (*named, *of_groups) if each))


def _members(context: Context, mention: Mention) -> tuple[str, ...]:
    """The medicines of a group that are here: "the other muscle relaxants"."""
    medicines = sorted(context.snapshot.medicines) if is_group(mention) else ()
    return tuple(each for each in medicines if mention.drug_class in context.snapshot.class_ids_of(each))


def _of_one(context: Context, intent: str) -> Draft:
    """One medicine is named, or talked of: its products, the ways of giving it, or what else is here beside it."""
    if context.medicine_id is None:
        return _ask_what(context, intent)
    itself = [each for each in context.question.mentions if each.substance == context.medicine_id]
    products, forms = _products_named(context, itself), forms_in(context.question.text)
    if len(forms) > 1 or (products and forms - {product.form for product in products}):
        return _within(context, intent, [*products, *_usual(context, forms - {product.form for product in products})])
    if len(products) > 1 or (products and len(itself) > 1):
        return _within(context, intent, products)
    others = [each for each in sorted(context.snapshot.medicines) if each != context.medicine_id]
    if goes_on_after(context) and not has_any(context.question.text, [each.text for each in itself]):
        return replace(_ask_what(context, intent), points=_opening(context))
    if len(others) >= MOST_COMPARED or names_stranger(context):
        return replace(_ask_what(context, intent), points=_strange(context))
    return _compare(context, intent, (context.medicine_id, *others), [])


def _ask_what(context: Context, intent: str) -> Draft:
    """Nothing, or only one, is named to be compared."""
    buttons = medicine_buttons(context, intent)[:MOST_COMPARED]
    medicine = context.medicine_id
    return Draft(
        intent=intent,
        headline=context.say("comparison_which_other") if medicine else context.say("comparison_which"),
        outcome=Outcome.ASKED,
        buttons=tuple(button for button in buttons if ("medicine", medicine) not in button.entities),
    )


def _too_many(context: Context, intent: str, known: Sequence[str], unknown: Sequence[Mention]) -> Draft:
    """More than fit: the person chooses, and nothing is left out for them."""
    first = tuple(("medicine", each) for each in known[:MOST_COMPARED])
    title = context.say("comparison_button", names=listed([_shown(context, each) for _, each in first]))
    return Draft(
        intent=intent,
        headline=context.say("comparison_too_many", names=_all_named(context)),
        points=(*_unknown_lines(context, unknown), context.say("comparison_leave_out")),
        outcome=Outcome.ASKED,
        buttons=(Button(title, intent, first),) if len(first) > 1 else (),
        medicines=tuple(known),
    )


def _one_known(context: Context, intent: str, unknown: Sequence[Mention]) -> Draft:
    """There is nothing to hold the one against: who can, and what is known of the one."""
    others = listed([shown(context, each) for each in unknown])
    if len(unknown) == 1 and is_group(unknown[0]):
        return not_here(context, intent, unknown[0])
    key = "comparison_not_here" if len(unknown) == 1 else "comparison_none_of_these"
    return Draft(
        intent=intent,
        headline=context.say(key, other=others),
        points=(
            *_groups(context, unknown),
            context.say("comparison_no_best"),
            context.say("comparison_ask_pharmacist"),
            *_our_questions(context),
        )[:MOST_POINTS],
        outcome=Outcome.UNKNOWN_MEDICINE,
        buttons=available(context, ("overview", "warnings", "alternatives")),
    )


def _none_known(context: Context, intent: str, unknown: Sequence[Mention]) -> Draft:
    if len(unknown) == 1:
        return not_here(context, intent, unknown[0])
    here = listed([display_name(content) for _, content in sorted(context.snapshot.medicines.items())][:MOST_COMPARED])
    return Draft(
        intent=intent,
        headline=context.say("comparison_all_unknown", others=_all_named(context)),
        points=(
            *_groups(context, unknown),
            context.say("comparison_here", medicines=here),
            context.say("comparison_ask_pharmacist"),
        )[:MOST_POINTS],
        outcome=Outcome.UNKNOWN_MEDICINE,
    )


def _compare(context: Context, intent: str, medicines: Sequence[str], unknown: Sequence[Mention]) -> Draft:
    """Two or more of ours in a table."""
    columns = [column for medicine in medicines for column in _columns(context, medicine)]
    names = listed([_shown(context, medicine) for medicine in medicines])
    in_hand = [each for medicine in medicines for each in _without_card(context, medicine)]
    notes = [" ".join(filter(None, (describe(within, product), product.note))) for within, product in in_hand]
    no_best = () if _opening(context) else (context.say("comparison_no_best"),)
    draft = _side_by_side(context, columns, (*notes[: MOST_POINTS - 2], *no_best))
    opening = (*_opening(context), context.say("comparison_headline", names=names))
    lines = (*opening, *_unknown_lines(context, unknown), *_strange(context))
    return replace(
        draft,
        intent=intent,
        headline=" ".join(lines),
        medicines=tuple(medicines),
        used=(*draft.used, *(piece for within, product in in_hand for piece in record(within, product))),
    )


def _without_card(context: Context, medicine: str) -> list[tuple[Context, Product]]:
    """The product that is named of a medicine, where it is none of the ways of giving it that can be compared."""
    within = replace(context, medicine_id=medicine)
    products = _products_named(within, _mentions_of(context, medicine))
    forms = {form for card in within.medicine.comparison for form in card.forms}
    return [] if forms & {product.form for product in products} else [(within, product) for product in products]


def _opening(context: Context) -> tuple[str, ...]:
    """That nothing is ranked, first of all where that was asked."""
    ranks = has_any(context.question.text, context.wording.lists["ranking_words"])
    return (context.say("comparison_no_best"),) if ranks else ()


def _within(context: Context, intent: str, products: Sequence[Product]) -> Draft:
    """Products of one medicine; where they are ways of giving it that differ, side by side."""
    told = same_or_not(context, intent, list(products))
    forms = {product.form for product in products}
    cards = [card for card in context.medicine.comparison if forms & set(card.forms)]
    if len(cards) < 2:
        return told
    columns = [_Column(context, card) for card in cards]
    *notes, never_swap = told.points
    table = _side_by_side(context, columns, (*notes[: MOST_POINTS - 2], never_swap))
    headline = " ".join((*_opening(context), told.headline))
    return replace(told, headline=headline, points=table.points, table=table.table, used=(*told.used, *table.used))


def _side_by_side(context: Context, columns: Sequence[_Column], notes: Sequence[str]) -> Draft:
    """The table, and the questions that decide after what else there is to say."""
    conditions, cautions = _condition_rows(context, columns)
    questions = _questions(columns)
    room = MOST_POINTS - len(notes)
    asked = [context.say("comparison_question", statement=line) for line, _ in questions[:room]]
    return Draft(
        intent="",
        headline="",
        points=(*notes, *[*asked, *_our_questions(context)][:room]),
        table=Table(
            columns=("", *(column.card.label for column in columns)),
            rows=(
                *(
                    (
                        context.say(f"aspect_{aspect}"),
                        *(context.fill(getattr(column.card, aspect)) for column in columns),
                    )
                    for aspect in _ASPECTS
                ),
                *conditions,
            ),
        ),
        used=(
            *(piece for column in columns for piece in column.within.used(column.card)),
            *(piece for _, record_of in questions[:room] for piece in record_of),
            *cautions,
        ),
    )


def _questions(columns: Sequence[_Column]) -> list[tuple[str, tuple[Used, ...]]]:
    """The questions that decide, those of each medicine in turn: the details of the topic."""
    of_each = [
        [
            (say(column.within, fact), column.within.used(fact))
            for fact in sorted(column.within.medicine.facts, key=lambda fact: (fact.rank, fact.id))
            if fact.topic == _TOPIC and fact.role == "detail" and _is_for(fact.forms, column.card)
        ]
        for column in columns
    ]
    in_turn = (each for each in chain.from_iterable(zip_longest(*of_each)) if each)
    return list({line: (line, used) for line, used in in_turn}.values())


def _our_questions(context: Context) -> tuple[str, ...]:
    return tuple(context.say("comparison_question", statement=line) for line in context.lines("comparison_questions"))


def _condition_rows(context: Context, columns: Sequence[_Column]) -> tuple[list[tuple[str, ...]], list[Used]]:
    """A row for each condition that is named: why it matters for each; where no source says, that it is not said."""
    terms = [context.snapshot.terms[each] for each in context.question.terms if each in context.snapshot.terms]
    rows: list[tuple[str, ...]] = []
    used: list[Used] = []
    for term in terms[:_MOST_CONDITIONS]:
        found = [_caution(column, term.id) for column in columns]
        if term.kind not in ("condition", "group") and not any(found):
            continue  # a symptom is no illness that somebody has, unless a source names it as one
        pairs = list(zip(columns, found, strict=True))
        cells = [
            placed(column.within, caution, context.fill(caution.reason))
            if caution
            else context.say("comparison_not_listed")
            for column, caution in pairs
        ]
        rows.append((sentence(term.name), *cells))
        used += [piece for column, caution in pairs if caution for piece in column.within.used(caution)]
    return rows, used


def _caution(column: _Column, term: str) -> ConditionCaution | None:
    cautions = [each for each in cautions_for(column.within, (term,)) if _is_for(each.forms, column.card)]
    here = [each for each in cautions if holds_here(column.within, each)]
    return next(iter([*here, *cautions]), None)


def _is_for(forms: Sequence[str], card: ComparisonCard) -> bool:
    return not forms or bool(set(forms) & set(card.forms))


def _columns(context: Context, medicine: str) -> list[_Column]:
    """The ways of giving a medicine: the one that is named, where one is, else all."""
    within = replace(context, medicine_id=medicine)
    products = _products_named(within, _mentions_of(context, medicine))
    forms = {product.form for product in products} | forms_in(context.question.text)
    cards = within.medicine.comparison
    named = [card for card in cards if forms & set(card.forms)]
    return [_Column(within, card) for card in named or cards]


def _mentions_of(context: Context, medicine: str) -> list[Mention]:
    return [each for each in context.question.mentions if each.substance == medicine]


def _shown(context: Context, medicine: str) -> str:
    """A medicine by its name, and by the brand that the person used."""
    content = context.snapshot.medicines[medicine]
    names = content.identity.names if content.identity else ()
    brands = {name.text.casefold() for name in names if name.kind == "brand"}
    by_brand = (each for each in _mentions_of(context, medicine) if each.text.casefold() in brands)
    return next((shown(context, each) for each in by_brand), display_name(content))


def _all_named(context: Context) -> str:
    unique = {key_of(each): each for each in reversed(context.question.mentions)}
    return listed([shown(context, each) for each in reversed(unique.values())])


def _unknown_lines(context: Context, unknown: Sequence[Mention]) -> tuple[str, ...]:
    """What is named and not here; a whole group is no medicine to compare."""
    groups = [each for each in unknown if is_group(each)]
    single = [shown(context, each) for each in unknown if not is_group(each)]
    key = "comparison_left_out" if len(single) == 1 else "comparison_several_left_out"
    return (
        *((context.say(key, others=listed(single)),) if single else ()),
        *(context.say("whole_class", name=each.name) for each in groups),
    )


def _strange(context: Context) -> tuple[str, ...]:
    """That a word may be a medicine, where one is not known at all."""
    return (context.say("comparison_strange_word"),) if names_stranger(context) else ()


def _groups(context: Context, unknown: Sequence[Mention]) -> tuple[str, ...]:
    """Which group each that is not here belongs to, where that is known."""
    named = [(each, context.snapshot.classes.get(each.drug_class or "")) for each in unknown if not is_group(each)]
    return tuple(
        context.say("unknown_class", name=each.name, group=group.name) for each, group in named if group is not None
    )


def _products_named(context: Context, mentions: Sequence[Mention]) -> list[Product]:
    """The products that are named, or may be meant by a brand that several of them bear."""
    generic = display_name(context.medicine).casefold()
    found = [
        product
        for mention in mentions
        if mention.text.casefold() != generic
        for product in context.medicine.products
        if product.id == mention.product or (mention.product is None and product.brand and _bears(product, mention))
    ]
    return list(dict.fromkeys(found))


def _bears(product: Product, mention: Mention) -> bool:
    """Whether the product's name holds the brand; the generic name is none."""
    return mention.text.casefold() in re.findall(r"\w+", product.name.casefold())


def _usual(context: Context, forms: Iterable[str]) -> list[Product]:
    """The products that stand for a form: without a brand where there are any, and of the person's region."""
    found: list[Product] = []
    for form in sorted(forms):
        of_form = [each for each in context.medicine.products if each.form == form and not each.evidence.must_be_hedged]
        plain = [each for each in of_form if not each.brand and each.strengths] or of_form
        found += [each for each in plain if holds_here(context, each)] or plain
    return found
