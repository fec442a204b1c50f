"""Whether a message is what a reminder waits for, whatever it was read as."""

from __future__ import annotations

from bot.answers.context import Context
from bot.answers.cues import has_any, left_of
from bot.answers.own_questions import NO, YES, yes_or_no
from bot.answers.readings import NEVER_SECOND
from bot.answers.tasks import DROP, read_as
from bot.language.reminding import without_when
from bot.model.conversation import Question, Task
from bot.tools.reminders.parts import CHANGE, DELETE, INTENT, KEEP, WHICH_NAME, heard, task_of
from bot.tools.reminders.plan import Missing
from bot.tools.reminders.targets import kept, meant
from bot.tools.reminders.words import zone_in

_MAY_REPLY = NEVER_SECOND | {INTENT, "ask_when_to_take", "ask_missed_dose", "change_region"}
"""Readings under which a message that says when is a reply to our question, and no other question."""
_SAY_WHEN = (*(each.value for each in Missing), KEEP)
"""Steps in which a reply may say when, whatever was asked for."""
_FEW = 6
"""Words of a reply that says no more than what was asked for."""


def takes_reply(context: Context) -> Question | None:
    """The question as the reminder's, where a message is what it waits for.

    Args:
        context: the question.
    """
    question, task = context.question, task_of(context.question)
    if not question.text or question.requested_step or question.text.rstrip().endswith("?"):
        return None
    if task is None:
        return read_as(question, INTENT) if _is_about_those_kept(context) else None
    if question.pending and _drops(context):
        return read_as(question, DROP)
    if task.step in _SAY_WHEN and _says_when(context, task):
        return read_as(question, INTENT)
    return _of_another_kind(context, task) if question.pending else None


def _is_about_those_kept(context: Context) -> bool:
    """Whether a message says nothing but what is to become of a reminder: "delete the 8 one", "move it to 9"."""
    text, lists = context.question.text, context.wording.lists
    orders = ("reminder_delete_words", "reminder_change_words", "reminder_name_words", "reminder_no_name_words")
    words = [word for name in orders for word in lists[name]]
    kinds = (*lists["reminder_dose_words"], *lists["reminder_refill_words"], *lists["choice_besides"])
    return has_any(text, words) and not left_of(without_when(text), (*words, *kinds, *_besides(context)))


def _drops(context: Context) -> bool:
    text, lists = context.question.text, context.wording.lists
    words = lists["reminder_delete_words"]
    return has_any(text, words) and not left_of(text, [*words, *_besides(context)])


def _says_when(context: Context, task: Task) -> bool:
    question = context.question
    if not heard(question.text, task.step).says_something:
        return False
    alone = not left_of(without_when(question.text), _besides(context))
    return alone or (question.pending and question.intent in _MAY_REPLY)


def _besides(context: Context) -> tuple[str, ...]:
    """Words that add nothing to when."""
    lists = context.wording.lists
    return (*lists["time_besides"], *lists["reminder_besides"])


def _of_another_kind(context: Context, task: Task) -> Question | None:
    """The same for a reply that says nothing of when."""
    question, lists = context.question, context.wording.lists
    text = question.text
    if task.step == KEEP:
        said = yes_or_no(question)
        return read_as(question, INTENT if said == YES else DROP) if said in (YES, NO) else None
    if len(text.split()) > _FEW:
        return None
    narrows = len(meant(context, text)) < len(kept(context))
    kinds = (*lists["reminder_dose_words"], *lists["reminder_refill_words"])
    is_reply = {
        Missing.ABOUT.value: has_any(text, kinds),
        Missing.ZONE.value: zone_in(context, text) is not None or question.intent in _MAY_REPLY - set(context.tools),
        WHICH_NAME: bool(question.mentions),
        DELETE: narrows or has_any(text, lists["choice_all"]),
        CHANGE: narrows,
    }
    return read_as(question, INTENT) if is_reply.get(task.step) else None
