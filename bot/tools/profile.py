"""The profile: what the person who takes the medicine has and takes, as far as they want it kept.

Answers put what it warns of first, and say that they did (`bot/answers/personal.py`). It is shown, changed and
forgotten on request.
"""

from __future__ import annotations

from dataclasses import replace

from bot.answers.context import Context, Draft
from bot.answers.cues import has_any
from bot.answers.personal import PROFILE
from bot.answers.wording import listed
from bot.model.conversation import Button, Outcome
from bot.model.record import Profile, SetProfile
from bot.tools.kept_overview import SHOW, compose_overview_of_kept, profile_rows
from bot.tools.profile_words import Told, told_in

MOST_CONDITIONS = 20
MOST_MEDICINES = 30


def compose_profile(context: Context, intent: str) -> Draft:
    """Keep what the message says of the person, take it out again, or show what is kept.

    Args:
        context: the question.
        intent: the intent that asks for it.
    """
    question, lists = context.question, context.wording.lists
    before, told = question.record.profile, told_in(context)
    forgets = has_any(question.text, [*lists["taking_off_words"], *lists["forgetting_words"]])
    if forgets:
        told = Told(Profile(), told.all)
    if question.requested_step == SHOW or has_any(question.text, lists["what_is_kept_words"]):
        return compose_overview_of_kept(context, intent)
    if told.is_empty and forgets:
        return _emptied(context, intent)
    if told.is_empty:
        return _ask(context, intent)
    after = told.applied_to(before)
    if len(after.conditions) > MOST_CONDITIONS or len(after.medicines) > MOST_MEDICINES:
        return Draft(intent, context.say("too_many_kept"), context.lines("too_many_kept"))
    if after == before:
        key = "profile_knows" if told.so != Profile() else "profile_knew_not"
        return Draft(intent, context.say(key), buttons=_buttons(context))
    added, gone = _names(context, _difference(after, before)), _names(context, _difference(before, after))
    replaced = [name for name in gone if told.not_so != Profile()]
    lines = [context.say("profile_set", what=listed(added))] if added else []
    lines += [context.say("profile_gone", what=listed(replaced))] if replaced else []
    return Draft(
        intent=intent,
        headline=lines[0] if lines else context.say("profile_changed"),
        points=(*lines[1:], context.say("profile_means")),
        buttons=_buttons(context),
        quotes=_quotes(after, before),
        changes=(SetProfile(after),),
        sets=(("region", after.region),) if after.region and after.region != before.region else (),
    )


def _difference(one: Profile, other: Profile) -> Profile:
    """What one profile says that another does not."""
    single = {
        name: getattr(one, name) if getattr(one, name) != getattr(other, name) else None
        for name in ("age_band", "pregnant", "breastfeeding", "form", "strength", "region")
    }
    return replace(
        one,
        **single,
        conditions=tuple(each for each in one.conditions if each not in other.conditions),
        medicines=tuple(each for each in one.medicines if each not in other.medicines),
    )


def _names(context: Context, profile: Profile) -> list[str]:
    return [value for _, values in profile_rows(context, profile) for value in values]


def _quotes(*profiles: Profile) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for each in profiles for text in (*each.medicines, each.strength) if text))


def _emptied(context: Context, intent: str) -> Draft:
    before = context.question.record.profile
    if before == Profile():
        return Draft(intent, context.say("profile_is_empty"), buttons=_buttons(context))
    return Draft(intent, context.say("profile_emptied"), changes=(SetProfile(Profile()),))


def _ask(context: Context, intent: str) -> Draft:
    return Draft(
        intent=intent,
        headline=context.say("what_for_profile"),
        points=context.lines("what_for_profile"),
        outcome=Outcome.ASKED,
        buttons=_buttons(context),
    )


def _buttons(context: Context) -> tuple[Button, ...]:
    """To see what is kept, where anything is."""
    record = context.question.record
    return (Button(context.say("show_kept"), PROFILE, (("step", SHOW),)),) if record.has_agreed else ()
