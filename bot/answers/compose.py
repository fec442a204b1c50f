"""The recipe for a topic that needs facts and nothing else: most of them."""

from __future__ import annotations

from bot.answers.buttons import available, follow_ups, form_buttons, topic_of
from bot.answers.context import Context, Draft, names_of
from bot.answers.personal import personal
from bot.answers.selection import MOST_POINTS, Selection, matches_terms, placed, select
from bot.model.conversation import Outcome
from bot.model.knowledge import Fact, Gap

_SAYS_TO_TAKE = frozenset({"missed_dose"})
"""Topics whose general answer says to take something: beside "I don't know" it would read as a yes."""


def compose_topic(context: Context, intent: str) -> Draft:
    """Answer a topic from its facts: lead, points, when to get help.

    Args:
        context: the question, about a medicine of the knowledge base.
        intent: the intent that asks for the topic.
    """
    topic_id = topic_of(intent)
    selection = select(context, topic_id)
    unanswered = _asked_gap(context, selection)
    if selection.lead is None or unanswered:
        return no_fact(context, intent, selection, unanswered)
    warned = personal(context, topic_id)
    forms = _forms_to_ask(context, topic_id, selection.lead)
    holds_for_one = bool(selection.lead.products) or len(selection.lead.forms) == 1
    lead = say(context, selection.lead)
    points = [*warned.points, *(say(context, fact) for fact in selection.points)]
    points += [missing(context, gap) for gap in selection.gaps]
    if forms and holds_for_one and not matches_terms(context, selection.lead.about):
        points, lead = [lead, *points], context.say("depends_on_form")
    return Draft(
        intent=intent,
        headline=named(context, lead),
        points=tuple(points[:MOST_POINTS]),
        get_help=tuple(say(context, fact) for fact in selection.get_help),
        question=context.say("which_form") if forms else None,
        buttons=form_buttons(context, intent, forms) if forms else (),
        used=(*warned.used, *context.used(*selection.shown)),
    )


def say(context: Context, fact: Fact) -> str:
    """A fact as this person reads it: with the region's numbers, and whose it is where it is from elsewhere."""
    return placed(context, fact, context.fill(fact.statement))


def named(context: Context, headline: str) -> str:
    """The first sentence, naming the medicine, so that the person sees what was understood."""
    said = headline.casefold()
    if any(name.casefold() in said for name in names_of(context)):
        return headline
    return context.say("about", statement=headline)


def missing(context: Context, gap: Gap) -> str:
    """What is not known, and who to ask."""
    return f"{context.say('gap', missing=gap.missing)} {context.fill(gap.ask)}"


def no_fact(context: Context, intent: str, selection: Selection, unanswered: Gap | None = None) -> Draft:
    """Say that there is no sourced answer, who to ask, and what there is instead."""
    topics = context.snapshot.topics
    topic = topics.get(topic_of(intent))
    if unanswered:
        headline = named(context, context.say("gap", missing=unanswered.missing))
        points = [context.fill(unanswered.ask)]
    else:
        headline = context.say("no_fact", noun=topic.noun if topic else context.say("that"))
        points = [missing(context, gap) for gap in selection.gaps] or [context.say("no_fact_ask")]
    if selection.lead and not (unanswered and topic_of(intent) in _SAYS_TO_TAKE):
        points.append(say(context, selection.lead))
    return Draft(
        intent=intent,
        headline=headline,
        points=tuple(points[:MOST_POINTS]),
        outcome=Outcome.NO_FACT,
        buttons=follow_ups(context, (intent,)) or available(context, topics),
        used=context.used(selection.lead) if selection.lead else (),
    )


def _asked_gap(context: Context, selection: Selection) -> Gap | None:
    """The gap that the question is exactly about, where no fact is."""
    lead, product = selection.lead, context.product
    for gap in selection.gaps:
        if gap.about and not (lead and set(lead.about) & set(gap.about)):
            return gap
        if gap.products and product and not (lead and product.id in lead.products):
            return gap
    return None


def _forms_to_ask(context: Context, topic_id: str, lead: Fact) -> tuple[str, ...]:
    """The forms to choose between, where the answer depends on it and none is known."""
    topic = context.snapshot.topics.get(topic_id)
    answers_whatever_form = matches_terms(context, lead.about) and not (lead.forms or lead.products)
    if topic is None or not topic.depends_on_form or context.form or answers_whatever_form:
        return ()
    form_of = {product.id: product.form for product in context.medicine.products}
    told: dict[str, set[str]] = {}
    for fact in context.medicine.facts:
        if topic_id in (fact.topic, *fact.also):
            for form in (*fact.forms, *(form_of[product] for product in fact.products if product in form_of)):
                told.setdefault(form, set()).add(fact.id)
    differ = len({frozenset(facts) for facts in told.values()}) > 1
    return tuple(sorted(told)) if differ else ()
