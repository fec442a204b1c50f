"""What type of medicine it is, and "is it one of those?"."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.compose import compose_topic
from bot.answers.context import Context, Draft, Used
from bot.answers.selection import MOST_POINTS
from bot.answers.subjects import is_group
from bot.model.conversation import Outcome


def compose_class(context: Context, intent: str) -> Draft:
    """The type; where a group is named, whether the medicine belongs to it comes first."""
    draft = compose_topic(context, intent)
    group = next(
        (context.snapshot.classes.get(other.drug_class or "") for other in context.others if is_group(other)), None
    )
    if group is None:
        return draft
    belongs = group.id in context.snapshot.class_ids_of(context.medicine.medicine)
    answered = draft.outcome is Outcome.ANSWERED
    return replace(
        draft,
        headline=context.say("in_class" if belongs else "not_in_class", group=group.name),
        points=(*((draft.headline,) if answered else ()), *draft.points)[:MOST_POINTS],
        outcome=Outcome.ANSWERED,
        used=(*draft.used, Used(None, group.citations)),
    )
