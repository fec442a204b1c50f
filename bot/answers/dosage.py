"""The label's dose ladder, as the label's and nobody's own."""

from __future__ import annotations

from bot.answers.buttons import topic_of
from bot.answers.compose import compose_topic, named, say
from bot.answers.context import Context, Draft
from bot.answers.liquids import asks_for_volume, compose_liquid
from bot.answers.personal import personal
from bot.answers.selection import MOST_POINTS, for_form, jurisdiction_rank, placed, select
from bot.knowledge.snapshot import plain_decimal
from bot.model.knowledge import Fact, Regimen, RegimenStep

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
