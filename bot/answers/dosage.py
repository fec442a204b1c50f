"""The label's dose ladder, as the label's and nobody's own; and liquids, whose millilitres need a strength."""

from __future__ import annotations

from decimal import Decimal

from bot.answers.buttons import topic_of
from bot.answers.compose import compose_topic, named, say
from bot.answers.context import Context, Draft
from bot.answers.cues import concentrations, milligrams, millilitres, speaks_of_volume
from bot.answers.personal import personal
from bot.answers.selection import MOST_POINTS, for_form, jurisdiction_rank, placed, select
from bot.answers.wording import listed
from bot.knowledge.snapshot import plain_decimal
from bot.model.conversation import Button, Outcome
from bot.model.knowledge import Fact, Product, Regimen, RegimenStep

LIQUID = "liquid"
_FIVE = Decimal(5)
"""The milligrams by which strengths are compared, where no amount was asked about."""
NOT_YOURS = "not your prescription"
"""How a statement says that a schedule is the label's: where the content has one, it takes the place of our phrase."""


def compose_dosage(context: Context, intent: str) -> Draft:
    """The doses on the label; for a question about millilitres, what the strength makes of them."""
    if asks_for_volume(context):
        return compose_liquid(context, intent)
    topic_id = topic_of(intent)
    selection = select(context, topic_id)
    regimens = [
        regimen
        for regimen in sorted(
            for_form(context, context.medicine.regimens), key=lambda each: jurisdiction_rank(context, each)
        )
        if not context.withholds_amounts
    ]
    if not regimens:
        return compose_topic(context, intent)
    regimen = regimens[0]
    lines = [] if topic_id == "max_dose" else [_ladder(context, regimen)]
    if not _states_maximum(selection.lead, regimen):
        lines.append(_maximum(context, regimen))
    warned = personal(context, topic_id)
    facts = [fact for fact in selection.points if not _repeats(fact, regimen)]
    shown = [fact for fact in (selection.lead, *facts, *selection.get_help) if fact]
    headline = say(context, selection.lead) if selection.lead else lines.pop(0)
    framing = next(
        (say(context, fact) for fact in facts if NOT_YOURS in fact.statement), context.say("label_not_yours")
    )
    points = [framing, *warned.points, *lines, *(say(context, fact) for fact in facts)]
    return Draft(
        intent=intent,
        headline=named(context, headline),
        points=tuple(line for line in dict.fromkeys(points) if line)[:MOST_POINTS],
        get_help=tuple(say(context, fact) for fact in selection.get_help),
        used=(*warned.used, *context.used(*shown, regimen)),
    )


def _states_maximum(fact: Fact | None, regimen: Regimen) -> bool:
    """Whether a fact says the highest amount in a day already."""
    return fact is not None and regimen.maximum_mg_per_day in {quantity.value for quantity in fact.quantities}


def _repeats(fact: Fact, regimen: Regimen) -> bool:
    """Whether a fact only says again what the schedule says."""
    steps = {number for step in regimen.steps for number in (step.dose_mg, step.times_per_day, step.days)}
    amounts = {quantity.value for quantity in fact.quantities}
    return bool(amounts) and amounts <= steps | {regimen.maximum_mg_per_day}


def _ladder(context: Context, regimen: Regimen) -> str:
    """The steps, a sentence each."""
    first, *rest = [_step(context, step) for step in regimen.steps]
    if rest and regimen.steps[0].days is None:
        return placed(context, regimen, context.say("regimen_range", title=regimen.title, first=first, last=rest[-1]))
    opening = context.say("regimen_first", title=regimen.title, step=first)
    return placed(context, regimen, " ".join([opening, *(context.say("regimen_then", step=step) for step in rest)]))


def _step(context: Context, step: RegimenStep) -> str:
    key = "regimen_step" if step.days else "regimen_last_step"
    often = "once_a_day" if step.times_per_day == 1 else "times_a_day"
    return context.say(
        key,
        dose=plain_decimal(step.dose_mg),
        often=context.say(often, times=step.times_per_day),
        days=step.days,
    )


def _maximum(context: Context, regimen: Regimen) -> str:
    """The highest amount in a day; empty where the schedule has none."""
    if regimen.maximum_mg_per_day is None:
        return ""
    line = context.say("regimen_maximum", title=regimen.title, dose=plain_decimal(regimen.maximum_mg_per_day))
    return placed(context, regimen, line)


def asks_for_volume(context: Context) -> bool:
    """Whether the question is how much liquid an amount is."""
    text = context.question.text
    strength = context.question.strength or ""
    pressed = bool(milligrams(strength) and concentrations(strength))
    measured = pressed or speaks_of_volume(text) or (context.question.form == LIQUID and bool(milligrams(text)))
    return measured and context.form in (None, LIQUID) and bool(_liquids(context))


def compose_liquid(context: Context, intent: str) -> Draft:
    """Millilitres only with the strength of the bottle; never carried from one bottle to another."""
    question = context.question
    liquids = _liquids(context)
    strengths = sorted({strength for product in liquids if (strength := product.milligrams_per_millilitre)})
    named_strengths = [*concentrations(question.text), *concentrations(question.strength or "")]
    product = context.product
    if not named_strengths and product and product.milligrams_per_millilitre:
        named_strengths = [product.milligrams_per_millilitre]
    chosen = sorted({strength for strength in named_strengths if strength in strengths})
    asked = [*milligrams(question.text), *milligrams(question.strength or "")]
    amounts = [amount for amount in dict.fromkeys(asked) if amount in _label_doses(context)]
    if (
        len(chosen) == 1
        and (amounts or not asked)
        and not (millilitres(question.text) and not milligrams(question.text))
    ):
        return _one_bottle(context, intent, chosen[0], amounts, liquids)
    if asked and not amounts:
        return _not_on_a_label(context, intent, liquids)
    differ = len(set(named_strengths)) > 1 or bool(millilitres(question.text))
    if differ:
        lines = [
            context.say("liquid_strength_line", strength=plain_decimal(s), five=_volume(_FIVE, s)) for s in strengths
        ]
    else:
        lines = [context.say("liquid_strengths", strengths=listed([str(plain_decimal(s)) for s in strengths]))]
    return Draft(
        intent=intent,
        headline=context.say("liquid_strengths_differ" if differ else "liquid_needs_strength"),
        points=(*lines, *context.lines("liquid_rules"))[:MOST_POINTS],
        outcome=Outcome.ANSWERED if differ else Outcome.ASKED,
        question=None if differ else context.say("which_strength"),
        buttons=()
        if differ
        else tuple(_strength_button(context, intent, each, amounts or _all_doses(context)) for each in strengths),
        used=context.used(*liquids),
        sets=(("strength", _listed_amounts(amounts)),) if amounts and not differ else (),
    )


def _not_on_a_label(context: Context, intent: str, liquids: list[Product]) -> Draft:
    """Only a label's own doses are turned into millilitres."""
    return Draft(
        intent=intent,
        headline=named(context, context.say("liquid_other_amount")),
        points=context.lines("liquid_rules"),
        used=context.used(*liquids),
    )


def _one_bottle(
    context: Context, intent: str, strength: Decimal, amounts: list[Decimal], liquids: list[Product]
) -> Draft:
    """What the strength on this bottle makes of the label's own doses."""
    products = [product for product in liquids if product.milligrams_per_millilitre == strength]
    first, *rest = [
        context.say(
            "liquid_volume",
            dose=plain_decimal(amount),
            volume=_volume(amount, strength),
            strength=plain_decimal(strength),
        )
        for amount in amounts or _all_doses(context)
    ]
    return Draft(
        intent=intent,
        headline=named(context, first),
        points=(*rest, context.say("volume_not_yours"), *context.lines("liquid_rules"))[:MOST_POINTS],
        used=context.used(*products),
        sets=(("strength", f"{plain_decimal(strength)} mg/mL"), ("form", LIQUID)),
    )


def _liquids(context: Context) -> list[Product]:
    return [
        product for product in context.medicine.products if product.form == LIQUID and product.milligrams_per_millilitre
    ]


def _label_doses(context: Context) -> frozenset[Decimal]:
    """The single doses that a label prints: the only amounts that are turned into millilitres."""
    return frozenset(step.dose_mg for regimen in context.medicine.regimens for step in regimen.steps)


def _all_doses(context: Context) -> list[Decimal]:
    """All of them, where no amount was named: one of them alone would look like the person's own."""
    return sorted(_label_doses(context))


def _volume(amount: Decimal, strength: Decimal) -> Decimal:
    return plain_decimal(amount / strength)


def _strength_button(context: Context, intent: str, strength: Decimal, amounts: list[Decimal]) -> Button:
    """A strength to choose; the amounts that were asked about go with it, as a button has no words."""
    text = f"{plain_decimal(strength)} mg/mL"
    asked = listed([_listed_amounts(amounts), text])
    return Button(text, intent, (("medicine", context.medicine.medicine), ("form", LIQUID), ("strength", asked)))


def _listed_amounts(amounts: list[Decimal]) -> str:
    return listed([f"{plain_decimal(amount)} mg" for amount in amounts])
