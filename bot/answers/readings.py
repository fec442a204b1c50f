"""Which of a message's readings are answered: what is about a medicine, and never small talk beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.model.conversation import Reading

EMERGENCIES = frozenset({"emergency_symptoms", "emergency_overdose", "crisis_self_harm"})
CRISIS = "crisis_self_harm"

_SMALL_TALK = frozenset(
    {"affirm", "bot_challenge", "deny", "feedback", "goodbye", "greet", "help", "inform", "out_of_scope", "thank"}
)
_ABOUT_THE_LAST_ANSWER = frozenset({"ask_more_detail", "ask_simpler", "ask_source", "teach_back"})
_ABOUT_THE_CONVERSATION = frozenset(
    {
        "export_my_data",
        "forget_me",
        "go_incognito",
        "log_side_effect",
        "questions_for_doctor",
        "set_profile",
        "set_reminder",
        "show_log",
    }
)
WRITES_DOWN = "log_side_effect"
"""What is done beside an emergency too, where it was asked for: what was felt is written down."""
NEVER_SECOND = _SMALL_TALK | _ABOUT_THE_LAST_ANSWER | _ABOUT_THE_CONVERSATION
"""Intents that say nothing beside a question: each is answered only where it is what the message is."""
_SURE = 0.6
"""Confidence in an emergency from which nothing is answered beside it: what is left of the confidence is noise."""
_STANDS_OUT = 0.15
"""Share of the confidence that the emergency leaves: below it nothing was understood besides."""


def to_answer(topics: Sequence[Reading], ranking: Iterable[Reading]) -> tuple[Reading, ...]:
    """The readings to answer.

    Args:
        topics: every topic that the message was read as, best first; at least one.
        ranking: what else it may be, best first: one of these is answered where all it was read as is an emergency,
            so that a wrong alarm never keeps an answer back.

    Returns:
        The readings, an emergency before everything else.
    """
    emergencies = [topic for topic in topics if topic.intent in EMERGENCIES]
    asked = [topic for topic in topics if topic.intent not in EMERGENCIES]
    if emergencies:
        real = [other for other in asked if other.intent not in NEVER_SECOND - {WRITES_DOWN}]
        return (emergencies[0], *(real or _next_best(emergencies[0], ranking)))
    first, *rest = asked
    others = [topic for topic in rest if topic.intent not in NEVER_SECOND]
    return tuple(others) if others and first.intent in _SMALL_TALK else (first, *others)


def _next_best(emergency: Reading, ranking: Iterable[Reading]) -> list[Reading]:
    """The likeliest question, where it stands out among all that the message may be besides the emergency."""
    if emergency.confidence >= _SURE:
        return []
    likely = (other for other in ranking if other.intent not in EMERGENCIES | NEVER_SECOND)
    left = 1 - emergency.confidence
    return [other for other in list(likely)[:1] if other.confidence >= _STANDS_OUT * left]
