"""Liquids: milligrams and millilitres of the bottle whose strength is named, and of no other.

Only what the person names is turned, only where a label prints it as a dose, and the sum is shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.answers.compose import named, say
from bot.answers.context import Context, Draft
from bot.answers.cues import concentrations, milligrams, millilitres, speaks_of_volume
from bot.answers.selection import MOST_POINTS
from bot.answers.tasks import SLOT
from bot.answers.wording import listed
from bot.knowledge.snapshot import plain_decimal
from bot.model.conversation import Button, Outcome, Task
from bot.model.knowledge import Fact, Product

INTENT = "ask_dosage"
"""The intent of the tool that waits for what is missing."""
STRENGTH, AMOUNT = "strength", "amount"
"""What it waits for."""
LIQUID = "liquid"
LIQUID_STRENGTH = "liquid_strength"
"""The term that facts about the strengths of liquids are about."""
_FIVE = Decimal(5)
"""The milligrams by which strengths are compared, where no amount was asked about."""
_ASKS_FOR_MILLIGRAMS = re.compile(
    r"\b(?:how (?:many|much)|what|to|into|in) (?:mgs?|mili?grams?|milligrams?|milligrammes?)\b(?! ?/)", re.IGNORECASE
)


@dataclass(frozen=True)
class _Measured:
    """What a question says of a liquid."""

    liquids: tuple[Product, ...]
    strengths: tuple[Decimal, ...]
    """In mg/mL: those that are named, by number or by product."""
    doses: tuple[Decimal, ...]
    """In mg."""
    volumes: tuple[Decimal, ...]
    """In mL."""
    asks_for_milligrams: bool

    @property
    def known(self) -> tuple[Decimal, ...]:
        """The strengths that a bottle here has, the weakest first."""
        return tuple(sorted({each for product in self.liquids if (each := product.milligrams_per_millilitre)}))

    @property
    def strange(self) -> bool:
        """Whether a strength is named that no bottle here has."""
        return not set(self.strengths) <= set(self.known)


def asks_for_volume(context: Context) -> bool:
    """Whether the question is how much liquid an amount is, or how much medicine is in it."""
    question = context.question
    text, strength = question.text, question.strength or ""
    completes = bool(milligrams(strength) or millilitres(strength) or question.pending)
    pressed = not text and completes and bool(concentrations(strength))
    measured = pressed or speaks_of_volume(text) or (question.form == LIQUID and bool(milligrams(text)))
    return measured and context.form in (None, LIQUID) and bool(liquids_of(context))


def compose_liquid(context: Context, intent: str) -> Draft:
    """Millilitres only with the strength of the bottle; never carried from one bottle to another."""
    said = _measured(context)
    if said.strange:
        return _strange_strength(context, intent, said)
    turned = said.doses or said.asks_for_milligrams or not said.volumes
    if len(said.strengths) > 1 or not (turned or (said.strengths and not said.volumes)):
        return _never_carried(context, intent, said)
    wanted = _wanted(context, said)
    if (said.doses or said.volumes) and not wanted and (said.strengths or said.doses):
        return _not_on_a_label(context, intent, said)
    if not said.strengths:
        return _ask_strength(context, intent, said)
    return _sums(context, intent, said, wanted) if wanted else _ask_amount(context, intent, said)


def liquids_of(context: Context) -> tuple[Product, ...]:
    """The liquids to swallow of the medicine, of which the strength is known."""
    products = context.medicine.products
    return tuple(each for each in products if each.form == LIQUID and each.milligrams_per_millilitre)


def _measured(context: Context) -> _Measured:
    text, held = context.question.text, context.question.strength or ""
    strengths = (*concentrations(text), *(() if concentrations(text) else concentrations(held)))
    product = context.product
    if not strengths and product and product.milligrams_per_millilitre:
        strengths = (product.milligrams_per_millilitre,)
    return _Measured(
        liquids_of(context),
        tuple(dict.fromkeys(strengths)),
        tuple(dict.fromkeys((*milligrams(text), *milligrams(held)))),
        tuple(dict.fromkeys((*millilitres(text), *millilitres(held)))),
        bool(_ASKS_FOR_MILLIGRAMS.search(text)) or bool(millilitres(held)),
    )


def _wanted(context: Context, said: _Measured) -> list[Decimal]:
    """The doses, in mg, that a label prints among those that are named or that a named volume holds."""
    of_label = {step.dose_mg for regimen in context.medicine.regimens for step in regimen.steps}
    doses = said.doses
    if not doses and said.asks_for_milligrams:
        doses = tuple(volume * strength for volume in said.volumes for strength in said.strengths)
    return [dose for dose in doses if dose in of_label]


def _sums(context: Context, intent: str, said: _Measured, doses: Sequence[Decimal]) -> Draft:
    """What the strength on this bottle makes of what was named."""
    (strength,) = said.strengths
    told = ("liquid_volume", "liquid_volume_sum") if said.doses else ("liquid_held", "liquid_held_sum")
    lines = []
    for dose in doses:
        values = {"dose": plain_decimal(dose), "strength": plain_decimal(strength), "volume": _volume(dose, strength)}
        lines += [context.say(key, **values) for key in told]
    untold = () if len(doses) == len(said.doses or said.volumes) else (context.say("liquid_other_amount"),)
    return Draft(
        intent=intent,
        headline=named(context, lines[0]),
        points=(*lines[1:], *untold, context.say("volume_not_yours"), *context.lines("liquid_rules"))[:MOST_POINTS],
        used=context.used(*(each for each in said.liquids if each.milligrams_per_millilitre == strength)),
        sets=(("strength", f"{plain_decimal(strength)} mg/mL"), ("form", LIQUID), *_done(context)),
    )


def _ask_strength(context: Context, intent: str, said: _Measured) -> Draft:
    """Nothing is turned before the strength on the bottle is said."""
    amounts = [f"{plain_decimal(dose)} mg" for dose in said.doses] or [
        f"{plain_decimal(volume)} mL" for volume in said.volumes
    ]
    mixed = bool(said.doses and said.volumes)
    question = context.question
    guessed = not question.mentions and question.remembered_medicine is None
    return Draft(
        intent=intent,
        headline=context.say("liquid_mg_is_not_ml" if mixed else "liquid_needs_strength"),
        points=(
            *((context.say("liquid_only_one_here"),) if guessed else ()),
            _strengths_line(context, said),
            *context.lines("liquid_rules"),
        )[:MOST_POINTS],
        outcome=Outcome.ASKED,
        question=context.say("which_strength"),
        buttons=tuple(_strength_button(context, intent, each, amounts) for each in said.known),
        used=context.used(*said.liquids),
        sets=(_waits(context, STRENGTH, listed(amounts) if amounts else None),),
    )


def _ask_amount(context: Context, intent: str, said: _Measured) -> Draft:
    """The strength is known, and no amount: any that was shown would look like the person's own."""
    (strength,) = said.strengths
    known = f"{plain_decimal(strength)} mg/mL"
    return Draft(
        intent=intent,
        headline=named(context, context.say("liquid_strength_noted", strength=plain_decimal(strength))),
        points=(context.say("liquid_strength_means"), *context.lines("liquid_rules")),
        outcome=Outcome.ASKED,
        question=context.say("liquid_which_amount"),
        used=context.used(*(each for each in said.liquids if each.milligrams_per_millilitre == strength)),
        sets=(("strength", known), ("form", LIQUID), _waits(context, AMOUNT, known)),
    )


def _waits(context: Context, step: str, known: str | None) -> tuple[str, Task]:
    """What is kept while the other half of a sum is missing."""
    return SLOT, Task(INTENT, step, (("medicine", context.medicine_id), ("known", known)))


def _done(context: Context) -> tuple[tuple[str, None], ...]:
    """Nothing is waited for any more."""
    task = context.question.task
    return ((SLOT, None),) if task and task.intent == INTENT else ()


def _never_carried(context: Context, intent: str, said: _Measured) -> Draft:
    """Millilitres of one bottle say nothing of another."""
    lines = (
        context.say("liquid_strength_line", strength=plain_decimal(each), five=_volume(_FIVE, each))
        for each in said.known
    )
    return Draft(
        intent=intent,
        headline=context.say("liquid_strengths_differ"),
        points=(*lines, *context.lines("liquid_rules"))[:MOST_POINTS],
        used=context.used(*said.liquids),
    )


def _strange_strength(context: Context, intent: str, said: _Measured) -> Draft:
    """A strength that no bottle here has is a slip, or a bottle that a pharmacy mixed: nothing is computed with it."""
    help_facts = _mix_up_help(context)
    mixed = [
        each for each in context.medicine.products if each.form == LIQUID and not each.strengths and not each.brand
    ]
    return Draft(
        intent=intent,
        headline=named(context, context.say("liquid_strange_strength")),
        points=(
            _strengths_line(context, said),
            *(each.note for each in mixed if each.note),
            context.say("liquid_check_label"),
        ),
        get_help=tuple(say(context, fact) for fact in help_facts),
        used=context.used(*said.liquids, *mixed, *help_facts),
    )


def _not_on_a_label(context: Context, intent: str, said: _Measured) -> Draft:
    """Only a label's own doses are turned; whoever took another may have taken too much."""
    help_facts = _mix_up_help(context)
    return Draft(
        intent=intent,
        headline=named(context, context.say("liquid_other_amount")),
        points=context.lines("liquid_rules"),
        get_help=tuple(say(context, fact) for fact in help_facts),
        used=context.used(*said.liquids, *help_facts),
    )


def _mix_up_help(context: Context) -> list[Fact]:
    """When a mix-up of strengths calls for help."""
    return [each for each in context.medicine.facts if each.role == "get_help" and LIQUID_STRENGTH in each.about]


def _strengths_line(context: Context, said: _Measured) -> str:
    return context.say("liquid_strengths", strengths=listed([str(plain_decimal(each)) for each in said.known]))


def _volume(amount: Decimal, strength: Decimal) -> Decimal:
    return plain_decimal(amount / strength)


def _strength_button(context: Context, intent: str, strength: Decimal, amounts: list[str]) -> Button:
    """A strength to choose; the amounts that were asked about go with it, as a button has no words."""
    text = f"{plain_decimal(strength)} mg/mL"
    asked = listed([*amounts, text])
    return Button(text, intent, (("medicine", context.medicine.medicine), ("form", LIQUID), ("strength", asked)))
