"""A person's own warnings: what they said of themselves, and what the message names, come before the general."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answers.context import Context, Used
from bot.answers.pairs import SERIOUS, rows_for
from bot.answers.selection import for_form, jurisdiction_rank, placed, select
from bot.answers.wording import listed
from bot.model.conversation import Button, Mention
from bot.model.knowledge import ConditionCaution

MOST_WARNINGS = 2
PROFILE = "set_profile"
"""The intent that tells of the person."""
REMEMBER = "remember"
"""The step of the button that keeps what somebody has."""
OF_A_PERSON = ("condition", "group")
"""Kinds of terms that say what somebody has or is."""
TELL = "tell"
"""The step of a button that tells it to be answered, and not yet to be kept."""
_ABOUT_WHAT_IT_TREATS = frozenset({"uses", "effectiveness"})
"""Topics in which a condition named is what the medicine is for, not what the person has besides."""


@dataclass(frozen=True)
class Personal:
    """Points that go first, and what they state."""

    points: tuple[str, ...] = ()
    used: tuple[Used, ...] = ()


def personal(context: Context, topic_id: str) -> Personal:
    """The warnings that concern this person, for any topic but the one that is about them anyway.

    Args:
        context: the question, about a medicine of the knowledge base.
        topic_id: the topic that is answered.
    """
    profile = context.question.profile
    groups = {
        "pregnancy": profile.pregnant,
        "breastfeeding": profile.breastfeeding,
        "children": profile.age_band == "child",
        "elderly": profile.age_band == "older",
    }
    leads = [select(context, group).lead for group, applies in groups.items() if applies and group != topic_id]
    facts = [fact for fact in leads if fact]
    terms = context.snapshot.terms
    named = () if topic_id in _ABOUT_WHAT_IT_TREATS else context.question.terms
    if topic_id in groups:
        named = tuple(term for term in named if term in terms and terms[term].kind != "group")
    cautions = cautions_for(context, (*profile.conditions, *named))
    warnings = [
        *((placed(context, fact, context.fill(fact.statement)), context.used(fact)) for fact in facts),
        *((caution_line(context, caution), context.used(caution)) for caution in cautions),
        *(_beside(context, name) for name in profile.medicines),
    ]
    told = [warning for warning in warnings if warning][:MOST_WARNINGS]
    lines = [line for line, _ in told]
    if lines and (because := _from_profile(context, topic_id)):
        lines[0] = f"{context.say('from_profile', what=listed(because))} {lines[0]}"
    return Personal(tuple(lines), tuple(piece for _, record in told for piece in record))


def _from_profile(context: Context, topic_id: str) -> list[str]:
    """What of the profile has warnings here, as it is said back: that they come first for that reason."""
    profile, terms = context.question.profile, context.snapshot.terms
    said = {
        "profile_pregnant": profile.pregnant and topic_id != "pregnancy",
        "profile_breastfeeding": profile.breastfeeding and topic_id != "breastfeeding",
        "profile_child": profile.age_band == "child" and topic_id != "children",
        "profile_older": profile.age_band == "older" and topic_id != "elderly",
    }
    told = [context.say(phrase) for phrase, applies in said.items() if applies]
    told += [terms[term].name for term in profile.conditions if term in terms and cautions_for(context, (term,))]
    return told + [name for name in profile.medicines if _beside(context, name)]


def _beside(context: Context, name: str) -> tuple[str, tuple[Used, ...]] | None:
    """The worst that is listed with another medicine that the person takes, where it is serious."""
    other = Mention(text=name, name=name, substance=name)
    worst = next((each for each in rows_for(context, other) if each.row.severity in SERIOUS), None)
    if worst is None or other.substance == context.medicine_id:
        return None
    line = f"{context.say(f'pair_{worst.row.severity}', other=name)} {context.fill(worst.row.effect)}"
    return line, worst.record


def remember_button(context: Context) -> tuple[Button, ...]:
    """To have kept in mind what a message says of the person, where it was answered and not kept.

    Args:
        context: the question.
    """
    question, terms = context.question, context.snapshot.terms
    profile = question.record.profile
    known = {*profile.conditions, *(("pregnancy",) if profile.pregnant else ())}
    new = [term for term in question.terms if term in terms and terms[term].kind in OF_A_PERSON]
    told = bool(question.text) or question.requested_step == TELL
    if question.intent != PROFILE or question.incognito or not told or not set(new) - known:
        return ()
    entities = (("step", REMEMBER), *(("term", term) for term in new))
    return (Button(context.say("remember_this"), PROFILE, entities),)


def cautions_for(context: Context, terms: tuple[str, ...]) -> list[ConditionCaution]:
    """The cautions of the medicine about these terms, in the order of the terms."""
    rows = sorted(for_form(context, context.medicine.conditions), key=lambda row: jurisdiction_rank(context, row))
    return [caution for term in dict.fromkeys(terms) for caution in rows if caution.term == term]


def caution_line(context: Context, caution: ConditionCaution) -> str:
    """Why a condition matters, and who to ask."""
    return f"{placed(context, caution, context.fill(caution.reason))} {context.fill(caution.advice)}"
