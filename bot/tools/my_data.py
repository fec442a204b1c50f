"""What is kept, in the person's hands: taken along, forgotten, or not kept at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.answers.context import Composer, Context, Draft
from bot.answers.cues import has_any
from bot.answers.own_questions import NO, YES, yes_or_no
from bot.answers.tasks import DROP, SLOT, read_as
from bot.documents import MY_DATA
from bot.language.moments import clock_name, day_name
from bot.model.conversation import Button, Outcome, Question, Task
from bot.model.record import ITEMS, Forget, Profile
from bot.tools.consent import moment
from bot.tools.doctor_questions import INTENT as DOCTOR_QUESTIONS
from bot.tools.doctor_questions import compose_questions
from bot.tools.kept_overview import compose_overview_of_kept
from bot.tools.profile import compose_profile
from bot.tools.profile_words import told_in
from bot.tools.reminders import INTENT as REMINDER
from bot.tools.reminders import compose_reminders

FORGET, EXPORT, INCOGNITO = "forget_me", "export_my_data", "go_incognito"
CONFIRMED = "forget_everything"
"""The step of the button that confirms, and of the question that it answers."""
_HOUR = 60
_PARTS: Mapping[str, tuple[Composer, str]] = MappingProxyType(
    {
        "doctor_question_words": (compose_questions, DOCTOR_QUESTIONS),
        "reminder_part_words": (compose_reminders, REMINDER),
    }
)
"""What is deleted by the tool that keeps it: the list of words that name it, the tool, and its intent."""


def compose_forget(context: Context, intent: str) -> Draft:
    """Forget one thing of the profile, or everything once the person has confirmed.

    Args:
        context: the question.
        intent: the intent that asks for it.
    """
    question, task = context.question, context.question.task
    confirms = task is not None and (task.intent, task.step) == (intent, CONFIRMED) and yes_or_no(question) == YES
    if confirms or question.requested_step == CONFIRMED:
        return _forgotten(context, intent)
    part = next((name for name in _PARTS if has_any(question.text, context.wording.lists[name])), None)
    if part:
        compose, of_part = _PARTS[part]
        return compose(context, of_part)
    if _names_a_part(context) and not has_any(question.text, context.wording.lists["everything_words"]):
        return compose_profile(context, intent)
    return Draft(
        intent=intent,
        headline=context.say("forget_question"),
        points=context.lines("forget_question"),
        outcome=Outcome.ASKED,
        buttons=(
            Button(context.say("forget_yes"), FORGET, (("step", CONFIRMED),)),
            Button(context.say("forget_no"), DROP),
        ),
        sets=((SLOT, Task(intent, CONFIRMED)),),
    )


def takes_confirmation(context: Context) -> Question | None:
    """A yes or a no to "delete everything".

    Args:
        context: the question, about no medicine yet.
    """
    question = context.question
    said = yes_or_no(question) if question.pending else None
    if said == NO:
        return read_as(question, DROP)
    return read_as(question, FORGET) if said == YES else None


def compose_export(context: Context, intent: str) -> Draft:
    """Everything that is kept, to read and to take along.

    Args:
        context: the question.
        intent: the intent that asks for it.
    """
    return replace(compose_overview_of_kept(context, intent), documents=(MY_DATA,))


def compose_incognito(context: Context, intent: str) -> Draft:
    """Keep nothing from now on, or keep things again.

    Args:
        context: the question.
        intent: the intent that asks for it.
    """
    ends = has_any(context.question.text, context.wording.lists["incognito_off_words"])
    if ends:
        return Draft(intent, context.say("incognito_off"), sets=(("incognito", None),))
    return Draft(
        intent=intent,
        headline=context.say("incognito_on"),
        points=(*context.lines("incognito_on"), *context.lines("incognito_ends")),
        sets=(("incognito", True), (SLOT, None)),
    )


def _names_a_part(context: Context) -> bool:
    told = told_in(context)
    return (told.so, told.not_so) != (Profile(), Profile())


def _forgotten(context: Context, intent: str) -> Draft:
    """The receipt: what is gone, and when."""
    record, now = context.question.record, moment(context.question)
    gone = [
        context.say("gone_conversation"),
        *([context.say("gone_profile")] if record.profile != Profile() else ()),
        *(context.say(f"gone_{name}") for name, kind in ITEMS.items() if record.of(kind)),
        *([context.say("gone_consent")] if record.has_agreed else ()),
    ]
    day, clock = day_name(now.date(), year=True), clock_name(now.hour * _HOUR + now.minute)
    return Draft(
        intent=intent,
        headline=context.say("forgotten", day=day, clock=clock),
        points=(*gone, context.say("forgotten_means")),
        quotes=(day, clock),
        changes=(Forget(),),
        sets=((SLOT, None),),
    )
