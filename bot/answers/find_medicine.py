"""Which medicine here is used for something: a look-up by the other end, never a recommendation."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.buttons import medicine_buttons
from bot.answers.compose import named, say
from bot.answers.context import Context, Draft, Used, used
from bot.answers.selection import MOST_POINTS, matches_terms, select
from bot.model.conversation import Outcome

TOPIC = "uses"


def compose_find_drug(context: Context, intent: str) -> Draft:
    """The medicines here whose sources speak of the condition named."""
    lines: list[str] = []
    record: list[Used] = []
    for medicine_id in sorted(context.snapshot.medicines):
        within = replace(context, medicine_id=medicine_id)
        facts = [fact for fact in select(within, TOPIC).shown if matches_terms(within, fact.about)]
        lines += [named(within, say(within, fact)) for fact in facts[:2]]
        record += used(medicine_id, *facts[:2])
    if not lines:
        return Draft(
            intent=intent,
            headline=context.say("find_nothing"),
            points=(context.say("find_ask"),),
            outcome=Outcome.NO_FACT,
            buttons=medicine_buttons(context, "ask_uses"),
        )
    return Draft(
        intent=intent,
        headline=context.say("find_headline"),
        points=(*lines[: MOST_POINTS - 1], context.say("find_ask")),
        used=tuple(record),
        buttons=medicine_buttons(context, "ask_uses"),
    )
