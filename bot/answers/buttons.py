"""What a person can press next."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answers.context import Context, title
from bot.answers.selection import select
from bot.model.conversation import Button

MOST_FOLLOW_UPS = 3
ASK = "ask_"
CAPABILITIES = frozenset({"ran_out", "pump_problem", "report_side_effect"})
"""Topics that have an intent of their own name."""


def intent_of(topic_id: str) -> str:
    """The intent that asks for a topic."""
    return topic_id if topic_id in CAPABILITIES else f"{ASK}{topic_id}"


def topic_of(intent: str) -> str:
    """The topic that an intent asks for."""
    return intent.removeprefix(ASK)


def topic_button(context: Context, topic_id: str) -> Button:
    """A button that asks about a topic of the medicine in hand."""
    topic = context.snapshot.topics[topic_id]
    return Button(topic.title, intent_of(topic_id), (("medicine", context.medicine.medicine),))


def follow_ups(context: Context, intents: Iterable[str]) -> tuple[Button, ...]:
    """The most useful next topics: never one just answered, never one without an answer.

    Args:
        context: the question.
        intents: what was just answered, the main topic first.
    """
    answered = {topic_of(intent) for intent in intents}
    topics = context.snapshot.topics
    offered = [
        following for topic in map(topic_of, intents) if topic in topics for following in topics[topic].follow_ups
    ]
    return available(context, [topic for topic in offered if topic not in answered])


def available(context: Context, topic_ids: Iterable[str]) -> tuple[Button, ...]:
    """Buttons for the first topics that the knowledge base answers for this medicine."""
    found: list[Button] = []
    for topic_id in dict.fromkeys(topic_ids):
        if len(found) == MOST_FOLLOW_UPS:
            break
        if topic_id in context.snapshot.topics and select(context, topic_id).lead:
            found.append(topic_button(context, topic_id))
    return tuple(found)


def form_buttons(context: Context, intent: str, forms: Iterable[str]) -> tuple[Button, ...]:
    """Buttons that ask the same again for one form each."""
    return tuple(
        Button(context.say(f"form_{form}"), intent, (("medicine", context.medicine.medicine), ("form", form)))
        for form in forms
    )


def medicine_buttons(context: Context, intent: str) -> tuple[Button, ...]:
    """Buttons that ask the same about one medicine of the knowledge base each."""
    return tuple(
        Button(title(content), intent, (("medicine", medicine_id),))
        for medicine_id, content in sorted(context.snapshot.medicines.items())
    )
