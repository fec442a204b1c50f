"""Everything that is about the assistant and the conversation, not about a medicine."""

from __future__ import annotations

from bot.answers.buttons import follow_ups
from bot.answers.context import Context, Draft
from bot.answers.cues import has_any
from bot.answers.held import compose_turn
from bot.answers.readings import CRISIS
from bot.answers.regions import region_in
from bot.answers.selection import MOST_POINTS
from bot.answers.tasks import dropped
from bot.model.conversation import Button, Outcome
from bot.safety import Contacts
from bot.safety.card import question_text
from bot.safety.contacts import UNKNOWN_REGION, all_contacts, contacts

_ASKS = {"emergency_symptoms": "unwell", "emergency_overdose": "swallowed", CRISIS: "ending_life"}
"""Which of our own questions is asked where a message is read as an emergency, and nothing in its words says which."""


def compose_phrase(context: Context, intent: str) -> Draft:
    """A phrase of the intent's own name, its lines, and things to try."""
    previous = context.question.previous
    going_on = follow_ups(context, previous.intents) if previous and context.medicine_id else ()
    return Draft(
        intent=intent,
        headline=context.say(intent),
        points=context.lines(intent)[:MOST_POINTS] if intent in context.wording.lists else (),
        buttons=going_on or example_buttons(context),
    )


def compose_no(context: Context, intent: str) -> Draft:
    """A no to nothing of ours, which drops what a tool waits for."""
    return dropped(context, compose_phrase(context, intent))


def compose_out_of_scope(context: Context, intent: str) -> Draft:
    """Not about medicines: what can be asked, with three things to try; never while a level is held."""
    if context.question.held_level.shows_card and not context.question.denied:
        return compose_turn(context, intent)
    return Draft(
        intent=intent,
        headline=context.say("out_of_scope"),
        points=context.lines("help"),
        outcome=Outcome.OUT_OF_SCOPE,
        buttons=example_buttons(context),
    )


def compose_inform(context: Context, intent: str) -> Draft:
    """A detail that answers no question: asks what is wanted, of the medicine where one is named."""
    if context.medicine_id is not None and context.question.mentions:
        return Draft(intent, context.say("about_what"), outcome=Outcome.ASKED, buttons=example_buttons(context))
    return Draft(intent, context.say("nothing_before"), outcome=Outcome.ASKED, buttons=example_buttons(context))


def compose_emergency(context: Context, intent: str) -> Draft:
    """Read as an emergency, though nothing in the words says which: who to call, and one plain question.

    Beside a question it is one line, and the question is answered too: it may be all that there is.
    """
    headline, points = context.say(intent), for_an_animal(context)
    if len(context.question.readings) > 1 and intent != CRISIS:
        return Draft(intent, headline, points, outcome=Outcome.ASKED)
    return Draft(
        intent=intent,
        headline=headline,
        points=points,
        get_help=context.lines("emergency_lines"),
        question=question_text(_ASKS[intent]),
        asks=_ASKS[intent],
        outcome=Outcome.ASKED,
    )


def for_an_animal(context: Context) -> tuple[str, ...]:
    """Who to call where an animal swallowed something."""
    animal = has_any(context.question.text, context.wording.lists["animal_words"])
    return (context.say("call_a_vet"),) if animal else ()


def compose_region(context: Context, intent: str) -> Draft:
    """Set whose label and numbers lead, or ask which."""
    wanted = context.question.requested_region or region_in(context.question.text)
    if wanted is None:
        return Draft(
            intent=intent,
            headline=context.say("which_region"),
            outcome=Outcome.ASKED,
            buttons=tuple(
                Button(known.name, intent, (("region", known.id),))
                for known in all_contacts()
                if known.id != UNKNOWN_REGION
            ),
        )
    region = contacts(wanted)
    return Draft(
        intent=intent,
        headline=context.say("region_set", region=region.name, emergency=region.emergency.say),
        points=_what_leads(context, region),
        buttons=example_buttons(context),
        sets=(("region", region.id),),
    )


def _what_leads(context: Context, region: Contacts) -> tuple[str, ...]:
    if region.jurisdiction == region.id:
        return ()
    return (context.say("region_borrows", place=contacts(region.jurisdiction).name),)


def example_buttons(context: Context) -> tuple[Button, ...]:
    """Three things to try."""
    medicine_id = context.medicine_id or context.wording.say("example_medicine")
    if medicine_id not in context.snapshot.medicines:
        return ()
    identity = context.snapshot.medicines[medicine_id].identity
    name = identity.name if identity else medicine_id
    topics = [context.snapshot.topics[topic] for topic in context.wording.lists["example_topics"]]
    return tuple(
        Button(topic.asks.format(medicine=name), f"ask_{topic.id}", (("medicine", medicine_id),)) for topic in topics
    )
