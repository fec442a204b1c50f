"""The reminders that somebody has: shown, changed, deleted, and with the name of the medicine or without."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.context import Context, Draft
from bot.answers.cues import has_any
from bot.answers.tasks import SLOT
from bot.language.reminding import wish_in
from bot.model.conversation import Outcome, Task
from bot.model.record import Keep, Reminder, Remove
from bot.tools.reminders.making import go_on, refused
from bot.tools.reminders.parts import (
    CHANGE,
    DELETE,
    DELETE_ALL,
    FILE,
    INTENT,
    LIST,
    WHICH_NAME,
    button,
    ended,
    one_button,
    quoted,
)
from bot.tools.reminders.plan import Plan, WishError
from bot.tools.reminders.targets import kept, meant, named_times, over, parts
from bot.tools.reminders.words import line


def listed_all(context: Context) -> Draft:
    """All reminders.

    Args:
        context: the question.
    """
    reminders = kept(context)
    if not reminders:
        return Draft(INTENT, context.say("reminder_none"), (context.say("reminder_none_how"),), sets=ended(context))
    return Draft(
        intent=INTENT,
        headline=context.say("reminder_list"),
        points=tuple(line(context, "reminder_plan", each) for each in reminders),
        buttons=tuple(one_button(context, DELETE, each) for each in reminders) if len(reminders) == 1 else (),
        quotes=tuple(each for reminder in reminders for each in quoted(reminder)),
        documents=(FILE,),
        sets=ended(context),
    )


def delete_meant(context: Context, text: str) -> Draft:
    """Deletes what is meant, or asks which that is.

    Args:
        context: the question.
        text: what is said of it.
    """
    reminders, lists = kept(context), context.wording.lists
    found = meant(context, text)
    all_meant = has_any(text, lists["reminder_all_words"]) and len(found) == len(reminders)
    return deleted(context, reminders) if all_meant else which_one(context, DELETE, found, "")


def deleted(context: Context, reminders: tuple[Reminder, ...]) -> Draft:
    """Deletes reminders.

    Args:
        context: the question.
        reminders: those to delete.
    """
    if not reminders:
        return listed_all(context)
    everything = len(reminders) == len(kept(context))
    several = everything and len(reminders) > 1
    return Draft(
        intent=INTENT,
        headline=context.say("reminder_all_deleted" if several else "reminder_deleted"),
        points=(context.say("reminder_delete_file"),),
        buttons=() if everything else (button(context, "reminder_show_all", LIST),),
        documents=() if everything else (FILE,),
        changes=tuple(map(Remove, (*reminders, *over(context)))),
        sets=((SLOT, None),),
    )


def changed(context: Context, text: str) -> Draft:
    """Changes the reminder that is meant, or asks which that is.

    Args:
        context: the question.
        text: what is said of it, and of what it is to become.
    """
    which, _ = parts(text)
    return which_one(context, CHANGE, meant(context, which), text)


def which_one(context: Context, step: str, found: tuple[Reminder, ...], text: str) -> Draft:
    """Goes on with the one reminder that is meant; asks which, where there are several or none that fits.

    Args:
        context: the question.
        step: what is to be done with it.
        found: those that may be meant.
        text: what is said of what it is to become.
    """
    if not kept(context):
        return listed_all(context)
    if len(found) == 1:
        return deleted(context, found) if step == DELETE else change_of(context, found[0], text)
    shown = found or kept(context)
    return Draft(
        intent=INTENT,
        headline=context.say("reminder_which"),
        points=tuple(line(context, "reminder_plan", each) for each in shown),
        outcome=Outcome.ASKED,
        buttons=(
            *(one_button(context, step, each) for each in shown),
            *((button(context, "reminder_which_all", DELETE_ALL),) if step == DELETE and len(shown) > 1 else ()),
        ),
        quotes=tuple(each for reminder in shown for each in quoted(reminder)),
        sets=((SLOT, Task(INTENT, step, (("text", text),))),),
    )


def change_of(context: Context, reminder: Reminder, text: str) -> Draft:
    """One reminder with what is said of it: another time in the place of one, other times, another day.

    Args:
        context: the question.
        reminder: the reminder.
        text: what is said.
    """
    which, becomes = parts(text)
    old = named_times(which) if becomes else ()
    others = tuple((each, True) for each in reminder.schedule.times if old and each not in old)
    plan = Plan.of_reminder(reminder, context.question.at)
    wish = wish_in(becomes or text, asked=bool(becomes))
    if has_any(text, ["time zone", "timezone"]):
        return go_on(context, replace(plan, zone=None))
    if not wish.says_something:
        return go_on(context, replace(plan, times=()))
    try:
        told = plan.told(wish, context.question.at)
    except WishError as error:
        return refused(context, error)
    return go_on(context, replace(told, times=(*others, *told.times)) if wish.times else told)


def with_name(context: Context, found: tuple[Reminder, ...], *, shows: bool) -> Draft:
    """A reminder that shows the name of the medicine, or does not show it any more.

    Args:
        context: the question.
        found: those that may be meant.
        shows: which of the two.
    """
    if len(found) != 1:
        return listed_all(context)
    name = _name_said(context) if shows else None
    if shows and name is None:
        return ask_name(context, found[0].id)
    reminder = found[0].copy(update={"medicine": name})
    return Draft(
        intent=INTENT,
        headline=context.say("reminder_name_shown" if shows else "reminder_name_hidden", medicine=name),
        points=(context.say("reminder_file_changed"),),
        buttons=(button(context, "reminder_show_all", LIST),),
        quotes=quoted(reminder),
        documents=(FILE,),
        changes=(Keep(reminder),),
        sets=((SLOT, None),),
    )


def asks_for_name(context: Context) -> bool:
    """Whether somebody wants a reminder that they have to show the name of the medicine.

    Args:
        context: the question.
    """
    question = context.question
    says = has_any(question.text, context.wording.lists["reminder_name_words"])
    put_in = bool(question.mentions) and has_any(question.text, ["in the reminder", "in my reminder"])
    return bool(kept(context)) and (says or put_in)


def _name_said(context: Context) -> str | None:
    """The medicine named, or the one that is talked of: as it is called, and nothing of how much."""
    named = [mention.name for mention in context.question.mentions if mention.drug_class is None]
    return named[0] if named else context.name if context.medicine_id else None


def ask_name(context: Context, reminder: int) -> Draft:
    """Asks which name a reminder is to show.

    Args:
        context: the question.
        reminder: its id.
    """
    return Draft(
        intent=INTENT,
        headline=context.say("reminder_which_name"),
        outcome=Outcome.ASKED,
        sets=((SLOT, Task(INTENT, WHICH_NAME, (("id", reminder),))),),
    )
