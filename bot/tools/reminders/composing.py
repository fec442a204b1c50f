"""What is said to somebody who wants a reminder, or has some: to what they typed, what they pressed, or a reply."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from bot.answers.buttons import available
from bot.answers.context import Context, Draft
from bot.answers.cues import has_any
from bot.answers.held import compose_turn
from bot.answers.own_questions import YES, yes_or_no
from bot.answers.tasks import asks_to_go_on, in_danger
from bot.model.conversation import Task
from bot.model.record import ReminderKind
from bot.tools.local_time import known_zone
from bot.tools.reminders.keeping import (
    ask_name,
    asks_for_name,
    change_of,
    changed,
    delete_meant,
    deleted,
    listed_all,
    which_one,
    with_name,
)
from bot.tools.reminders.making import asking, go_on, keep, told
from bot.tools.reminders.parts import (
    CHANGE,
    DELETE,
    DELETE_ALL,
    KEEP,
    LATE,
    LIST,
    OTHER_ZONE,
    SHOW_NAME,
    WHICH_NAME,
    ZONE,
    heard,
    task_of,
)
from bot.tools.reminders.plan import Missing, Plan
from bot.tools.reminders.targets import kept, meant
from bot.tools.reminders.words import zone_in


def compose_reminders(context: Context, intent: str) -> Draft:
    """Makes a reminder, or shows, changes or deletes those that there are.

    Args:
        context: the question.
        intent: the intent that asks for it.
    """
    question, task = context.question, task_of(context.question)
    if in_danger(question):
        return compose_turn(context, intent)
    if asks_to_go_on(context):
        return _again(context, task)
    if question.requested_step:
        return _pressed(context, task, *question.requested_step.split(" ", 1))
    if has_any(question.text, context.wording.lists["reminder_against_words"]):
        offered = available(context, ("stopping", "missed_dose")) if context.medicine_id else ()
        return Draft(intent, context.say("reminder_no_change"), buttons=offered)
    if task and question.pending:
        says_when = heard(question.text, task.step).says_something
        return (None if says_when else _of_those_kept(context)) or _replied(context, task)
    return _of_those_kept(context) or told(context, Plan(zone=known_zone(context)), question.text)


def _of_those_kept(context: Context) -> Draft | None:
    """What is said where a message is about reminders that there are; `None` where it asks for a new one."""
    text, lists = context.question.text, context.wording.lists
    hides = has_any(text, lists["reminder_no_name_words"])
    if hides or asks_for_name(context):
        return with_name(context, meant(context, text), shows=not hides)
    if has_any(text, lists["reminder_delete_words"]):
        return delete_meant(context, text)
    if has_any(text, lists["reminder_change_words"]) and (
        kept(context) or not has_any(text, lists["reminder_new_words"])
    ):
        return changed(context, text)
    wish = heard(text)
    lists_them = has_any(text, lists["reminder_list_words"]) and not (wish.times or wish.day)
    return listed_all(context) if lists_them else None


def _again(context: Context, task: Task | None) -> Draft:
    """What was asked for last, asked again."""
    if task is None:
        return listed_all(context)
    if task.step == WHICH_NAME:
        return ask_name(context, int(task.value("id")))
    if task.step in (DELETE, CHANGE):
        return which_one(context, task.step, kept(context), str(task.value("text") or ""))
    return go_on(context, Plan.of_task(task))


def _pressed(context: Context, task: Task | None, word: str, value: str = "") -> Draft:
    """What a button asks for."""
    if word == DELETE_ALL:
        return deleted(context, kept(context))
    if word in (DELETE, CHANGE, SHOW_NAME):
        return _pressed_for_one(context, task, word, value)
    if word == LIST or task is None or task.step in (WHICH_NAME, DELETE, CHANGE):
        return listed_all(context)
    plan = Plan.of_task(task)
    if word == KEEP:
        return keep(context, plan)
    if word == OTHER_ZONE:
        return asking(context, plan, Missing.ZONE, "reminder_zone_asked")
    return go_on(context, _with_pressed(plan, word, value))


def _with_pressed(plan: Plan, word: str, value: str) -> Plan:
    if word == ZONE:
        return replace(plan, zone=value)
    kind = next((kind for kind in get_args(ReminderKind) if kind == word), None)
    return replace(plan, about=kind) if kind else plan.in_half(late=word == LATE)


def _pressed_for_one(context: Context, task: Task | None, word: str, value: str) -> Draft:
    one = tuple(each for each in kept(context) if str(each.id) == value)
    if not one:
        return listed_all(context)
    if word == DELETE:
        return deleted(context, one)
    if word == SHOW_NAME:
        return with_name(context, one, shows=True)
    return change_of(context, one[0], str(task.value("text") or "") if task and task.step == CHANGE else "")


def _replied(context: Context, task: Task) -> Draft:
    """What is said to a reply to our question."""
    text = context.question.text
    if task.step == WHICH_NAME:
        return with_name(context, tuple(each for each in kept(context) if each.id == task.value("id")), shows=True)
    if task.step == DELETE and has_any(text, context.wording.lists["choice_all"]):
        return deleted(context, kept(context))
    if task.step in (DELETE, CHANGE):
        return which_one(context, task.step, meant(context, text), str(task.value("text") or ""))
    plan = Plan.of_task(task)
    if task.step == KEEP and yes_or_no(context.question) == YES and not heard(text).says_something:
        return keep(context, plan)
    return _with_zone(context, plan) if task.step == Missing.ZONE.value else told(context, plan, text, task.step)


def _with_zone(context: Context, plan: Plan) -> Draft:
    zone = zone_in(context, context.question.text)
    if zone is None:
        return asking(context, plan, Missing.ZONE, "reminder_zone_unknown")
    return go_on(context, replace(plan, zone=zone))
