"""What a conversation knows of the times of a missed dose: what was said before, and what this message adds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.answers.context import Context
from bot.answers.cues import left_of
from bot.answers.tasks import in_danger, says_drop
from bot.language.clock import half_named, named_as, times_in
from bot.model.conversation import Question, Reading
from bot.model.times import DAY, NamedTime, Role

INTENT = "ask_missed_dose"
SLOT = "dose_times"
"""Where the conversation keeps it; the field of a question has the same name."""
_MAY_ONLY_COMPLETE = frozenset(
    {INTENT, "affirm", "ask_when_to_take", "deny", "inform", "out_of_scope", "set_profile", "thank"}
)
"""Readings under which a message that names a time is a reply to our question, and not a new one."""


def goes_on(context: Context) -> Question | None:
    """The question about the missed dose, where a message only says its times, or drops it.

    Args:
        context: the question, about no medicine yet.

    Returns:
        The question that is meant; `None` for any other message.
    """
    question, known = context.question, context.question.dose_times
    if known is None or known.medicine not in context.snapshot.medicines or in_danger(question):
        return None
    if any(mention.substance != known.medicine for mention in question.mentions):
        return None
    if not (says_drop(context) or _says_times(context)):
        return None
    return replace(
        question,
        readings=(Reading(INTENT, 1.0),),
        ranking=(),
        remembered_medicine=known.medicine,
        form=question.form or known.form,
        product=question.product or known.product,
    )


def said_with(before: Sequence[NamedTime], text: str, *, asked: bool) -> tuple[NamedTime, ...]:
    """All times that are known after a message, one for each role, and the last whose role is not known.

    Args:
        before: What was known, each with its role.
        text: The message.
        asked: Whether the times were asked for: then one whose role is not said is the one that is missing.
    """
    known = {time.role: time for time in before}
    now = times_in(text)
    alone = [_in_place_of(time, before) for time in now if time.role is None]
    if asked and len(alone) == 1 and alone[0].role is None and (missing := _only_missing(alone[0], known, now)):
        alone = [replace(alone[0], role=missing)]
    named = (*(time for time in now if time.role), *alone)
    known.update({role: time for role in (*Role, None) if (time := named_as(named, role))})
    late = half_named(text) if not now else None
    told = (time if late is None or time.sure else _surely(time, late) for time in known.values())
    return tuple(replace(time, start=0, end=0) for time in told)


def _says_times(context: Context) -> bool:
    question = context.question
    times = times_in(question.text)
    names = [name for mention in question.mentions for name in (mention.text, mention.name)]
    rest = list(question.text)
    for time in times:
        rest[time.start : time.end] = " " * (time.end - time.start)
    besides = [*context.wording.lists["time_besides"], *names]
    left = left_of("".join(rest), besides if times else [*besides, *context.wording.lists["half_words"]])
    unsure = any(not time.sure for time in (question.dose_times.times if question.dose_times else ()))
    if not left:
        return bool(times) or (unsure and half_named(question.text) is not None)
    asked = question.pending and question.previous is not None and INTENT in question.previous.intents
    return asked and any(time.role for time in times) and question.intent in _MAY_ONLY_COMPLETE


def _in_place_of(time: NamedTime, before: Sequence[NamedTime]) -> NamedTime:
    """A time with the role of the one that it makes sure of: "8 pm", where 8 was said."""
    candidates = [each for each in before if not each.sure and time.minutes in each.readings]
    return replace(time, role=candidates[0].role) if len(candidates) == 1 and time.sure else time


def _only_missing(alone: NamedTime, known: Iterable[Role | None], now: Iterable[NamedTime]) -> Role | None:
    """The one of now and next that was not said, where the other was; what is to come is the next."""
    if alone.from_now:
        return Role.NEXT
    said = {*known, *(time.role for time in now)}
    missing = [role for role in (Role.NOW, Role.NEXT) if role not in said]
    return missing[0] if len(missing) == 1 else None


def _surely(time: NamedTime, late: bool) -> NamedTime:
    return replace(time, minutes=time.minutes + (DAY // 2 if late else 0), sure=True)
