"""Consent: nothing is kept before the person agreed to it, and what they asked for is done as soon as they do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

from bot.answers.context import Composer, Context, Draft, Entry
from bot.answers.own_questions import NO, YES, yes_or_no
from bot.answers.tasks import DROP, SLOT, asks_to_go_on, read_as
from bot.model.conversation import Button, Outcome, Previous, Question, Task, mentions_as_json, mentions_from_json
from bot.model.record import Agree, Item, Keep, Remove, SetProfile

STEP = "consent"
_AS_THEY_ARE = ("text", "form", "product", "strength", "remembered_medicine", "requested_step")
"""What of a question is kept until the person has agreed, beside what it names."""


def with_consent(entry: Entry, *, asks_itself: bool = False) -> Entry:
    """A tool that asks once, before it first keeps anything.

    Args:
        entry: the tool.
        asks_itself: whether the tool asks for a yes of its own, each time, to exactly what it then keeps: that yes is
            consent enough.
    """
    return replace(entry, compose=_asking(entry.compose, asks_itself=asks_itself), takes=_taking(entry))


def moment(question: Question) -> datetime:
    """When a question was asked, in UTC.

    Args:
        question: one message as understood.
    """
    return datetime.fromtimestamp(question.at, timezone.utc)


def _asking(compose: Composer, *, asks_itself: bool) -> Composer:
    def composed(context: Context, intent: str) -> Draft:
        question, task = context.question, context.question.task
        waits = task is not None and (task.intent, task.step) == (intent, STEP)
        if waits and task and asks_to_go_on(context):
            return _ask(context, intent, task)
        if not (waits and task and question.record.has_agreed):
            draft = compose(context, intent)
            keeps = any(isinstance(change, (Keep, SetProfile)) for change in draft.changes)
            if keeps and question.incognito:
                return Draft(intent, context.say("incognito_keeps_nothing"), context.lines("incognito_ends"))
            if keeps and not question.record.has_agreed:
                if not asks_itself:
                    return _ask(context, intent, _kept(question, intent))
                draft = replace(draft, changes=(Agree(moment(question)), *draft.changes))
            return _too_many(context, draft) or draft
        draft = compose(replace(context, question=replace(question, task=_inner(task))), intent)
        return replace(draft, changes=(Agree(moment(question)), *draft.changes), sets=((SLOT, None), *draft.sets))

    return composed


def _taking(entry: Entry) -> Any:
    def taken(context: Context) -> Question | None:
        question, task = context.question, context.question.task
        if task is None or task.step != STEP:
            return entry.takes(context) if entry.takes else None
        said = yes_or_no(question) if question.pending else None
        if said == NO:
            return read_as(question, DROP)
        return _restored(question, task) if said == YES else None

    return taken


def _too_many(context: Context, draft: Draft) -> Draft | None:
    """What is said where as much is kept as may be; `None` where there is room."""
    new = [change.item for change in draft.changes if isinstance(change, Keep) and not change.item.id]
    gone = [change.item for change in draft.changes if isinstance(change, Remove)]
    kinds: dict[type[Item], None] = {type(item): None for item in new}
    for kind in kinds:
        added = sum(isinstance(item, kind) for item in new) - sum(isinstance(item, kind) for item in gone)
        if len(context.question.record.of(kind)) + added > kind.most:
            return Draft(draft.intent, context.say("too_many_kept"), context.lines("too_many_kept"))
    return None


def _ask(context: Context, intent: str, task: Task) -> Draft:
    return Draft(
        intent=intent,
        headline=context.say("consent"),
        points=context.lines("consent"),
        outcome=Outcome.ASKED,
        question=context.say("consent_question"),
        buttons=(Button(context.say("consent_yes"), "affirm"), Button(context.say("consent_no"), "deny")),
        sets=((SLOT, task),),
    )


def _kept(question: Question, intent: str) -> Task:
    """What was asked for, until the person has agreed: with what the tool itself waited for."""
    values = {name: getattr(question, name) for name in _AS_THEY_ARE}
    before = question.previous or Previous()
    names = {
        "terms": list(question.terms),
        "mentions": mentions_as_json(question.mentions),
        "before": {"intents": list(before.intents), "medicines": list(before.medicines), "terms": list(before.terms)},
    }
    inner = question.task if question.task and question.task.intent == intent else None
    waited = {"step": inner.step, "values": dict(inner.values)} if inner else None
    return Task(intent, STEP, tuple({**values, **names, "inner": waited}.items()))


def _inner(task: Task) -> Task | None:
    waited = task.value("inner")
    return Task(task.intent, waited["step"], tuple(waited["values"].items())) if waited else None


def _restored(question: Question, task: Task) -> Question:
    """What was asked for, by somebody who has agreed."""
    return replace(
        read_as(question, task.intent),
        **{name: task.value(name) for name in _AS_THEY_ARE},
        terms=tuple(task.value("terms")),
        mentions=mentions_from_json(task.value("mentions")),
        previous=_before(task.value("before")),
        record=replace(question.record, agreed_at=moment(question)),
    )


def _before(kept: Mapping[str, Sequence[str]]) -> Previous:
    return Previous(tuple(kept["intents"]), tuple(kept["medicines"]), terms=tuple(kept["terms"]))
