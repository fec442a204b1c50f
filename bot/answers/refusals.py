"""What is asked and never answered with a figure: pump doses, children's doses, steps for stopping, toxic amounts."""

from __future__ import annotations

from bot.answers.buttons import available
from bot.answers.context import Context, Draft
from bot.answers.cues import has_any
from bot.answers.selection import MOST_GET_HELP, select
from bot.answers.wording import Refusal
from bot.model.conversation import Outcome


def compose_refusal(context: Context, intent: str) -> Draft | None:
    """What is said instead; `None` where nothing has to be refused.

    Args:
        context: the question.
        intent: the reading that is answered.
    """
    refusal = next((each for each in context.wording.refusals if _applies(context, intent, each)), None)
    if refusal is None:
        return None
    topics = refusal.topics if context.medicine_id else ()
    facts = list(dict.fromkeys(fact for topic in topics for fact in select(context, topic).get_help))[:MOST_GET_HELP]
    return Draft(
        intent=intent,
        headline=context.say_text(refusal.headline),
        points=tuple(context.say_text(point) for point in refusal.points),
        get_help=tuple(context.fill(fact.statement) for fact in facts),
        outcome=Outcome.ANSWERED if facts else Outcome.NO_FACT,
        used=context.used(*facts),
        buttons=available(context, [*refusal.topics, "warnings", "side_effects"]) if context.medicine_id else (),
    )


def _applies(context: Context, intent: str, refusal: Refusal) -> bool:
    """All that the refusal names has to be there."""
    question = context.question
    return (
        intent in refusal.intents
        and (not refusal.forms or context.form in refusal.forms)
        and (not refusal.terms or bool(set(refusal.terms) & set(question.terms)))
        and (not refusal.words or has_any(question.text, refusal.words))
    )
