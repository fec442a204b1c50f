"""Which composer answers which intent. A topic that only needs facts is not listed: it has the recipe."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.article import compose_article
from bot.answers.buttons import topic_of
from bot.answers.classes import compose_class
from bot.answers.compose import compose_topic
from bot.answers.conditions import compose_contraindications, conditions_in
from bot.answers.context import Composer, Context, Draft, Entry, Need
from bot.answers.cues import has_any
from bot.answers.definitions import compose_definition, defined_terms
from bot.answers.dosage import compose_dosage
from bot.answers.find_medicine import compose_find_drug
from bot.answers.follow_up import compose_more, compose_simpler, compose_source
from bot.answers.interactions import compose_alcohol, compose_interactions, others_in
from bot.answers.liquids import asks_for_volume, compose_liquid
from bot.answers.meta import (
    compose_emergency,
    compose_inform,
    compose_no,
    compose_out_of_scope,
    compose_phrase,
    compose_region,
)
from bot.answers.overdose import asks_for_number, compose_overdose
from bot.answers.personal import TELL
from bot.answers.products import compose_overview, compose_product
from bot.answers.side_effects import compose_report, compose_side_effects, names_symptom
from bot.answers.subjects import PUMP, is_group

_MAY_ASK_FOR_NUMBER = frozenset(
    {"ask_overdose", "change_region", "emergency_overdose", "emergency_symptoms", "out_of_scope"}
)
"""Readings under which a question for a number to call may come."""


def _measured(compose: Composer) -> Composer:
    """A question about millilitres is answered as one, whichever topic it was read as."""

    def composed(context: Context, intent: str) -> Draft:
        return compose_liquid(context, intent) if asks_for_volume(context) else compose(context, intent)

    return composed


def _interactions(context: Context, intent: str) -> Draft:
    """What meets what; where only a symptom is named ("does it mess with my blood sugar"), whether it causes that.

    Where only an illness is named ("is it ok with thyroid problems"), whether that matters.
    """
    if not others_in(context) and names_symptom(context):
        return compose_side_effects(context, intent)
    if not others_in(context) and any(term.kind == "condition" for term in conditions_in(context)):
        return compose_contraindications(context, "ask_contraindications")
    return compose_interactions(context, intent)


def _of_pump(context: Context, intent: str) -> Draft:
    """Something is wrong with the pump: whatever else is remembered, it is about the pump."""
    pump = replace(context, question=replace(context.question, form=PUMP, product=None))
    return replace(compose_topic(pump, "pump_problem"), intent=intent)


def _alternatives(context: Context, intent: str) -> Draft:
    """Other choices; for a product that is not used for the usual, what it is for comes first of all."""
    identity, product = context.medicine.identity, context.product
    unusual = product is not None and identity is not None and product.form not in identity.default_forms
    return compose_topic(context, "ask_uses" if unusual else intent)


def _defined(context: Context, intent: str) -> Draft:
    """The meaning of a word; "what does baclofen mean" asks what the medicine is."""
    names_medicine = context.medicine_id is not None and bool(context.question.mentions)
    if names_medicine and not defined_terms(context):
        return compose_overview(context, "ask_overview")
    return compose_definition(context, intent)


COMPOSERS: dict[str, Entry] = {
    "ask_overview": Entry(compose_overview),
    "ask_brand_generic": Entry(compose_product),
    "ask_forms_strengths": Entry(_measured(compose_product)),
    "ask_cost_availability": Entry(compose_product),
    "ask_how_to_take": Entry(_measured(compose_topic)),
    "ask_dosage": Entry(compose_dosage),
    "ask_max_dose": Entry(compose_dosage),
    "ask_overdose": Entry(compose_overdose),
    "ask_side_effects": Entry(compose_side_effects),
    "report_side_effect": Entry(compose_report),
    "ask_contraindications": Entry(compose_contraindications),
    "ask_interactions": Entry(_interactions, Need.PAIR),
    "ask_alcohol": Entry(compose_alcohol),
    "ask_drug_class": Entry(compose_class),
    "ask_article": Entry(compose_article, Need.ANY),
    "ask_alternatives": Entry(_alternatives),
    "pump_problem": Entry(_of_pump),
    "ask_definition": Entry(_defined, Need.ANY),
    "ask_find_drug": Entry(compose_find_drug, Need.ANY),
    "ask_source": Entry(compose_source, Need.ANY),
    "ask_simpler": Entry(compose_simpler, Need.ANY),
    "ask_more_detail": Entry(compose_more, Need.ANY),
    "inform": Entry(compose_inform, Need.ANY),
    "change_region": Entry(compose_region, Need.ANY),
    "out_of_scope": Entry(compose_out_of_scope, Need.ANY),
    "deny": Entry(compose_no, Need.ANY),
    **dict.fromkeys(
        ("emergency_symptoms", "emergency_overdose", "crisis_self_harm"), Entry(compose_emergency, Need.ANY)
    ),
    **dict.fromkeys(
        (
            "affirm",
            "bot_challenge",
            "feedback",
            "goodbye",
            "greet",
            "help",
            "talk_to_human",
            "thank",
        ),
        Entry(compose_phrase, Need.ANY),
    ),
}


_MAY_BE_OF_A_GROUP = frozenset({"ask_definition", "ask_find_drug"})
"""What "what are beta blockers" may be read as: no word of the glossary, and no search for a medicine."""


def entry_for(context: Context, intent: str) -> Entry:
    """How an intent is answered; an intent that nothing is known of is out of scope.

    Args:
        context: the question.
        intent: the reading.
    """
    intent = _meant(context, intent)
    if intent in _MAY_ASK_FOR_NUMBER and asks_for_number(context):
        return Entry(compose_overdose, Need.ANY)
    if intent in context.tools:
        return context.tools[intent]
    if intent in COMPOSERS:
        return COMPOSERS[intent]
    return Entry(compose_topic) if topic_of(intent) in context.snapshot.topics else COMPOSERS["out_of_scope"]


def _meant(context: Context, intent: str) -> str:
    """The intent that a reading stands for, given what the message names."""
    mentions, terms = context.question.mentions, context.question.terms
    if intent == "ask_interactions" and _is_about_a_list(context):
        return "check_interactions"
    if intent == "ask_overview" and not mentions and defined_terms(context):
        return "ask_definition"
    if intent in _MAY_BE_OF_A_GROUP and mentions and all(map(is_group, mentions)) and not terms:
        return "ask_overview"
    if intent == "set_profile" and terms and _asks_about_medicine(context):
        return "ask_contraindications"
    if intent == "ask_definition" and context.question.form == PUMP and not defined_terms(context):
        return "pump_problem"
    return intent


def _asks_about_medicine(context: Context) -> bool:
    """Whether what somebody has is told to be answered about the medicine in hand, and not to be kept."""
    question, lists = context.question, context.wording.lists
    to_keep = question.requested_step not in (None, TELL) or has_any(
        question.text, [*lists["remembering_words"], *lists["forgetting_words"], *lists["taking_off_words"]]
    )
    return not to_keep and bool(question.mentions or question.remembered_medicine)


def _is_about_a_list(context: Context) -> bool:
    """Whether a mix is asked about of more than two things, or of one beside the list that was checked before."""
    mentions = context.question.mentions
    several = len({each.text.casefold() for each in mentions}) > 2
    beside = bool(context.question.checked) and bool(mentions) and not any(each.known for each in mentions)
    return several or beside


def keeps_topic(intent: str) -> bool:
    """Whether an answer to the intent leaves the conversation about what it was about."""
    return (
        intent in COMPOSERS
        and COMPOSERS[intent].need is Need.ANY
        and intent not in {"ask_article", "ask_definition", "ask_find_drug"}
    )
