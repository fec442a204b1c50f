"""Two medicines, or a medicine and a drink: what a named source says of the pair.

There are four answers, and none of them reads as an all-clear: a listed interaction; a source that says there is no
effect; checked and not listed in the sources named; not in the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.answers.buttons import MOST_FOLLOW_UPS, follow_ups
from bot.answers.compose import compose_topic, named, say
from bot.answers.context import Context, Draft, Used
from bot.answers.pairs import SERIOUS, Listed, can_be_looked_up, drinks_and_foods, foods_named, gravity, rows_for
from bot.answers.personal import personal
from bot.answers.selection import MOST_POINTS, for_form, matches_terms, placed, select
from bot.answers.subjects import shown
from bot.answers.wording import listed
from bot.model.conversation import Button, Mention, Outcome
from bot.model.knowledge import Citation, Interaction

TOPIC = "interactions"
ALCOHOL = "alcohol"
_MOST_ROWS = 2
_NEVER_STOP = re.compile(r"\b(?:do not|don't|never) (?:\w+ or )?stop\b", re.IGNORECASE)
_MOST_GROUPS = 6
_MOST_OF_GROUP = 3
"""Of a group, how many that something is listed for are named."""


def compose_interactions(context: Context, intent: str) -> Draft:
    """Answer about every pair that the message names, worst first, else list what the medicine is known to meet.

    A whole list can be checked from there.
    """
    topics = follow_ups(context, [intent])[: MOST_FOLLOW_UPS - 1]
    button = Button(context.say("check_button"), "check_interactions")
    return replace(_compose(context, intent), buttons=(button, *topics))


def _compose(context: Context, intent: str) -> Draft:
    others = sorted(others_in(context), key=lambda other: gravity(context, other))
    if not others:
        return _all(context, intent)
    pairs = [_pair(context, intent, other) for other in others[:MOST_POINTS]]
    if len(pairs) == 1:
        return pairs[0]
    answered = [pair for pair in pairs if pair.outcome is Outcome.ANSWERED]
    first, *rest = pairs
    lines = [*first.points[:1], *(line for pair in rest for line in (pair.headline, *pair.points[:1]))]
    return Draft(
        intent=intent,
        headline=first.headline,
        points=(*dict.fromkeys(lines[: MOST_POINTS - 1]), context.say("never_stop_other")),
        get_help=tuple(dict.fromkeys(line for pair in pairs for line in pair.get_help)),
        outcome=Outcome.ANSWERED if answered else pairs[0].outcome,
        used=tuple(dict.fromkeys(piece for pair in pairs for piece in pair.used)),
    )


def others_in(context: Context) -> list[Mention]:
    """The other sides that the message names: medicines, groups and drinks, and any food that stands beside them."""
    named = [other for other in context.others if other.substance != context.medicine_id]
    others = [*named, *drinks_and_foods(context, [context.medicine])]
    return [*others, *foods_named(context)] if others else []


def compose_alcohol(context: Context, intent: str) -> Draft:
    """The topic's facts; the listed interaction where there are none."""
    draft = compose_topic(context, intent)
    if draft.outcome is Outcome.ANSWERED:
        return draft
    drink = Mention(text=ALCOHOL, name=ALCOHOL, drug_class=ALCOHOL)
    return _pair(context, intent, drink) if rows_for(context, drink) else draft


def _pair(context: Context, intent: str, other: Mention) -> Draft:
    rows = rows_for(context, other)
    if not rows:
        looked_up = can_be_looked_up(context, other)
        return _not_listed(context, intent, other) if looked_up else _not_here(context, intent, other)
    harmful = [each for each in rows if each.row.severity != "no_effect"]
    told = (harmful or rows)[:_MOST_ROWS]
    first = told[0].row
    points = [line for each in told for line in lines_of(context, each)]
    key = f"pair_some_{first.severity}" if told[0].some else f"pair_{first.severity}"
    headline = context.say(key, other=shown(context, other)) if key in context.wording.phrases else points.pop(0)
    get_help, used = get_help_of(context) if harmful else ((), ())
    warned = personal(context, TOPIC)
    rest = tuple(dict.fromkeys([*points, *warned.points]))[: MOST_POINTS - 1]
    return Draft(
        intent=intent,
        headline=named(context, headline),
        points=rest if says_not_to_stop(rest) else (*rest, context.say("never_stop_other")),
        get_help=get_help,
        used=(*(piece for each in told for piece in each.record), *warned.used, *used),
    )


def get_help_of(context: Context) -> tuple[tuple[str, ...], tuple[Used, ...]]:
    """When a mix with the medicine calls for help, and what that is stated from.

    Args:
        context: the question, about a medicine of the knowledge base.
    """
    facts = select(context, TOPIC).get_help
    return tuple(say(context, fact) for fact in facts), context.used(*facts)


def says_not_to_stop(lines: Iterable[str]) -> bool:
    """Whether one of the lines says already that nothing is to be stopped.

    Args:
        lines: of an answer.
    """
    return any(map(_NEVER_STOP.search, lines))


def lines_of(context: Context, told: Listed) -> tuple[str, ...]:
    """What happens, and what to do.

    Args:
        context: the question, about one of the two.
        told: what is listed.
    """
    row = told.row
    hedge = context.say("one_source") if row.evidence.must_be_hedged and "one source" not in row.effect.lower() else ""
    effect = placed(context, row, f"{hedge}{context.fill(row.effect)}")
    return (f"{_for_whom(context, told.some)}{effect}", context.fill(row.advice))


def _for_whom(context: Context, some: Sequence[str]) -> str:
    """Which of the group that was named it is listed for."""
    if not some:
        return ""
    key = "pair_for_some" if len(some) > _MOST_OF_GROUP else "pair_for"
    return f"{context.say(key, some=listed(list(some[:_MOST_OF_GROUP])))} "


def _not_listed(context: Context, intent: str, other: Mention) -> Draft:
    """Checked by name and by class, in the sources that are named below the answer."""
    return Draft(
        intent=intent,
        headline=context.say("pair_not_listed", other=shown(context, other)),
        points=context.lines("pair_not_listed_means", other=other.name),
        used=looked_in(context),
    )


def looked_in(context: Context) -> tuple[Used, ...]:
    """The sources in which pairs with the medicine are looked up; what one weak source says is none of them.

    Args:
        context: the question, about a medicine of the knowledge base.
    """
    rows = [row for row in context.medicine.interactions if not row.evidence.must_be_hedged]
    sources = dict.fromkeys(citation.source for row in rows for citation in row.citations)
    return tuple(Used(None, (Citation(source=source),)) for source in sources)


def _not_here(context: Context, intent: str, other: Mention) -> Draft:
    return Draft(
        intent=intent,
        headline=context.say("pair_not_here", other=shown(context, other)),
        points=context.lines("pair_not_here_means", other=other.name),
        outcome=Outcome.UNKNOWN_MEDICINE,
    )


def _all(context: Context, intent: str) -> Draft:
    draft = compose_topic(context, intent)
    lead = select(context, TOPIC).lead
    if lead and matches_terms(context, lead.about):
        return draft
    worst = [row for row in for_form(context, context.medicine.interactions) if row.severity in SERIOUS]
    groups = list(dict.fromkeys(_other_name(context, row) for row in worst))[:_MOST_GROUPS]
    if not groups:
        return draft
    line = context.say("interactions_major", others=listed(groups))
    answered = draft.outcome is Outcome.ANSWERED
    return Draft(
        intent=intent,
        headline=draft.headline if answered else named(context, line),
        points=(*((line,) if answered else ()), *draft.points[: MOST_POINTS - 2], context.say("never_stop_other")),
        get_help=draft.get_help,
        question=context.say("which_other"),
        used=(*draft.used, *context.used(*worst)),
    )


def _other_name(context: Context, row: Interaction) -> str:
    if row.drug_class and row.drug_class in context.snapshot.classes:
        return context.snapshot.classes[row.drug_class].name
    return row.substance or ""
