"""Puts a reminder together: asks for what is missing, says what this chat can do, and keeps it."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from bot.answers.clock_words import clock_words
from bot.answers.context import Context, Draft
from bot.answers.cues import has_any
from bot.answers.tasks import DROP, SLOT
from bot.language.moments import clock_name
from bot.model.conversation import Button, Outcome, Task
from bot.model.reach import Reach, reach_of
from bot.model.record import Change, Keep, Reminder, ReminderKind, Remove
from bot.model.schedule import next_after
from bot.model.times import DAY
from bot.tools.consent import moment
from bot.tools.local_time import zones_of
from bot.tools.reminders.parts import EARLY, FILE, INTENT, KEEP, LATE, LIST, OTHER_ZONE, ZONE, button, heard, quoted
from bot.tools.reminders.plan import Missing, Plan, WishError
from bot.tools.reminders.targets import kept, over
from bot.tools.reminders.words import line, quotes


def told(context: Context, plan: Plan, text: str, step: str | None = None) -> Draft:
    """What is said once a message was heard that says when, or of what kind.

    Args:
        context: the question.
        plan: what is known so far.
        text: the message.
        step: what it replies to.
    """
    lists = context.wording.lists
    if plan.about is None and has_any(text, lists["reminder_refill_words"]):
        plan = replace(plan, about="refill")
    elif (plan.about is None and has_any(text, lists["reminder_dose_words"])) or (
        plan.about is None and context.question.mentions
    ):
        plan = replace(plan, about="dose")
    try:
        all_halves = has_any(text, lists["choice_all"])
        plan = plan.told(heard(text, step), context.question.at, all_halves=all_halves)
    except WishError as error:
        return refused(context, error)
    return go_on(context, plan)


def go_on(context: Context, plan: Plan) -> Draft:
    """What is asked for next; where nothing is, the reminder.

    Args:
        context: the question.
        plan: what is known so far.
    """
    if plan.missing:
        return asking(context, plan, plan.missing)
    try:
        plan.schedule()
    except WishError as error:
        return refused(context, error)
    if plan.edits or reach_of(context.question.channel) is Reach.ALWAYS:
        return keep(context, plan)
    return _offer(context, plan)


def refused(context: Context, error: WishError) -> Draft:
    """Says why what was said makes no reminder, and waits for something else.

    Args:
        context: the question.
        error: what is wrong.
    """
    examples = "reminder_no_such_time"
    points = context.lines("reminder_examples") if error.phrase == examples else ()
    return replace(asking(context, error.plan, error.missing, error.phrase), points=points, buttons=())


def asking(context: Context, plan: Plan, missing: Missing, phrase: str | None = None) -> Draft:
    """Asks for what is missing.

    Args:
        context: the question.
        plan: what is known so far.
        missing: what is asked for.
        phrase: how, by its key; as usual by default.
    """
    intent, early, late = INTENT, 0, 0
    buttons: tuple[Button, ...] = ()
    if missing is Missing.ABOUT:
        buttons = tuple(button(context, f"reminder_about_{each}", each) for each in get_args(ReminderKind))
    elif missing is Missing.HALF:
        early = plan.unsure or 0
        late = early + DAY // 2
        buttons = tuple(
            Button(clock_words(context, minutes), intent, (("step", step),))
            for minutes, step in ((early, EARLY), (late, LATE))
        )
    elif missing is Missing.ZONE and phrase is None and (zones := zones_of(context)):
        chosen = (Button(each.say, intent, (("step", f"{ZONE} {each.id}"),)) for each in zones)
        buttons = (*chosen, button(context, "reminder_zone_other", OTHER_ZONE))
    elif missing is Missing.ZONE:
        phrase = phrase or "reminder_zone_asked"
    values = {"early": clock_words(context, early), "late": clock_words(context, late)}
    return Draft(
        intent=intent,
        headline=context.say(phrase or f"reminder_{missing.value}", **values),
        outcome=Outcome.ASKED,
        buttons=buttons,
        quotes=tuple(clock_name(each) for each in (early, late)),
        sets=((SLOT, Task(intent, missing.value, plan.values)),),
    )


def _offer(context: Context, plan: Plan) -> Draft:
    """The reminder as it would be, and that this chat cannot deliver it: a calendar can."""
    open_page = reach_of(context.question.channel) is Reach.WHILE_OPEN
    return Draft(
        intent=INTENT,
        headline=line(context, "reminder_plan", _reminder(context, plan)),
        points=(
            context.say("reminder_no_push" if open_page else "reminder_no_push_at_all"),
            context.say("reminder_offer_file"),
            *((context.say("reminder_while_open"),) if open_page else ()),
        ),
        outcome=Outcome.ASKED,
        question=context.say("reminder_make_file"),
        buttons=(button(context, "reminder_make", KEEP), Button(context.say("reminder_make_not"), DROP)),
        quotes=quotes(plan.schedule()),
        sets=((SLOT, Task(INTENT, KEEP, plan.values)),),
    )


def _reminder(context: Context, plan: Plan) -> Reminder:
    if plan.about is None:
        raise LookupError("the plan lacks of what kind it is")
    question, schedule = context.question, plan.schedule()
    old = next((each for each in kept(context) if each.id == plan.edits), None)
    return Reminder(
        id=old.id if old else 0,
        at=old.at if old else moment(question),
        about=plan.about,
        schedule=schedule,
        medicine=plan.medicine,
        channel=question.channel,
        next_at=next_after(schedule, moment(question)),
    )


def keep(context: Context, plan: Plan) -> Draft:
    """Keeps the reminder.

    Args:
        context: the question.
        plan: what is known, nothing missing.
    """
    try:
        reminder = _reminder(context, plan)
    except WishError as error:
        return refused(context, error)
    has_file = reach_of(context.question.channel) is not Reach.ALWAYS
    gone: tuple[Change, ...] = () if reminder.id else tuple(map(Remove, over(context)))
    file_line = context.say("reminder_file_changed" if reminder.id else "reminder_open_file")
    return Draft(
        intent=INTENT,
        headline=line(context, "reminder_done", reminder),
        points=(
            *((file_line,) if has_file else ()),
            *(() if reminder.medicine else (context.say("reminder_no_name"),)),
            context.say("reminder_only"),
        ),
        buttons=(button(context, "reminder_show_all", LIST),),
        quotes=quoted(reminder),
        documents=(FILE,) if has_file else (),
        changes=(*gone, Keep(reminder)),
        sets=((SLOT, None),),
    )
