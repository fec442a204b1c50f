"""Without a medicine: it ran out, was stopped, doses were missed or came back up, or a pump has a problem.

The answer that there always was comes first. Then what the decision table needs is asked, one thing at a time and the
danger signs first; what the person says never lowers what the screen saw. Never a schedule, and no dose to take.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from bot.answers.buttons import topic_of
from bot.answers.compose import compose_topic, named, say
from bot.answers.context import Composer, Context, Draft, Entry, Used
from bot.answers.cues import has_any, says_only
from bot.answers.held import compose_turn
from bot.answers.naming import begins_with
from bot.answers.own_questions import YES as SAYS_YES
from bot.answers.own_questions import yes_or_no
from bot.answers.registry import COMPOSERS
from bot.answers.selection import MOST_POINTS, select
from bot.answers.subjects import PUMP, about, subjects
from bot.answers.tasks import SLOT, asks_to_go_on, in_danger, read_as, says_drop
from bot.language.elapsed import elapsed_in
from bot.model.conversation import Button, Outcome, Question, Task
from bot.model.safety import Finding, Level, Verdict
from bot.safety import screen
from bot.tools.doses_table import (
    ANSWERS,
    NONE,
    RAN_OUT,
    UNKNOWN,
    YES,
    Known,
    Route,
    Since,
    Step,
    default_table,
    next_step,
    rows_left,
)
from bot.tools.kept import quoted

PUMP_PROBLEM = "pump_problem"
STOPPED = "stopped"
"""The situation of the screen that says that somebody is without their medicine (row 8 of the notes)."""
_TOLD_BY = MappingProxyType(
    {
        "ask_missed_dose": "missed",
        "ask_stopping": "stopped",
        "ask_withdrawal": "stopped",
        "report_side_effect": "stopped",
    }
)
"""Readings under which somebody may tell that they are without it, and what happened where no words say so."""
_OPENINGS = frozenset({RAN_OUT, PUMP_PROBLEM, *_TOLD_BY})
_BY_MOUTH = frozenset({"tablet", "capsule", "liquid", "granules"})
_AGAIN = "again"
"""The step of a reply that is no clear answer."""
_LED_IN = re.compile(r"^\W*(?:no|nope|nah|yes|yeah|well)\b\W*(?:[,.;:]|\b(?:but|just|only|except)\b)", re.IGNORECASE)
"""A no that does not deny what follows: "no, just very stiff"."""
_NO_ANSWER = frozenset({"affirm", "deny", "inform", "out_of_scope"})
"""Readings under which a reply that is not understood is asked about once more."""


def compose_without(context: Context, intent: str) -> Draft:
    """What to do without the medicine, or about a pump, and the next thing that the decision needs.

    Args:
        context: the question, about a medicine of the knowledge base.
        intent: `ran_out` or `pump_problem`.
    """
    if asks_to_go_on(context) or _is_unclear(context) or _reply(context) is not None:
        return _gone_on(context, intent)
    return with_first_question(context, _as_ever(context, intent), intent)


def with_first_question(context: Context, draft: Draft, intent: str = RAN_OUT) -> Draft:
    """An answer to somebody who is without a medicine, with the first thing that the decision needs.

    Args:
        context: the question, about a medicine of the knowledge base.
        draft: the answer.
        intent: of the tool that goes on.
    """
    is_first = subjects(context).medicines[:1] == (context.medicine_id,)
    known = _known(context, intent)
    step = next_step(default_table(), known)
    if step is None or not is_first or not _routes(context) or draft.outcome is Outcome.ASKED:
        return draft
    if in_danger(context.question):
        return draft
    asked = _asked(context, intent, step)
    return replace(
        draft, question=asked.question, buttons=asked.buttons, sets=(*draft.sets, *_waits(context, intent, step, known))
    )


def takes_reply(context: Context) -> Question | None:
    """The reply that is waited for, as one; `None` for any other message.

    Args:
        context: the question, about no medicine yet.
    """
    task, reply = _task(context), _reply(context)
    if task is None or reply is None:
        return None
    question = replace(read_as(context.question, task.intent), remembered_medicine=task.value("medicine"))
    return question if reply else replace(question, requested_step=_AGAIN)


def raises(context: Context) -> Finding | None:
    """The level that the table gives for what is known, where it is more urgent than the one that there is.

    Args:
        context: the question, screened.
    """
    question, medicines = context.question, subjects(context).medicines
    if not medicines or not (_reply(context) is not None or is_without(question)):
        return None
    within = about(context, subjects(context), medicines[0])
    mildest, *_ = rows_left(default_table(), _known(within, _tool_of(question.intent)))
    held = Level.NONE if question.denied else question.held_level
    now = Level.highest([(question.verdict or Verdict()).level, held])
    return mildest.finding if _routes(within) and mildest.level.rank < now.rank else None


def is_without(question: Question) -> bool:
    """Whether the screen saw in the words of this message that somebody is without their medicine.

    Args:
        question: one message as understood and screened.
    """
    return any(finding.situation == STOPPED for finding in (question.verdict or Verdict()).findings)


def _with_question(compose: Composer) -> Composer:
    """A topic that is answered as ever, with our question where the words say that somebody is without it."""

    def composed(context: Context, intent: str) -> Draft:
        draft = compose(context, intent)
        return with_first_question(context, draft) if is_without(context.question) else draft

    return composed


def _as_ever(context: Context, intent: str) -> Draft:
    return COMPOSERS[intent].compose(context, intent) if intent in COMPOSERS else compose_topic(context, intent)


def _tool_of(intent: str) -> str:
    return intent if intent == PUMP_PROBLEM else RAN_OUT


def _task(context: Context) -> Task | None:
    task = context.question.task
    return task if task and task.intent in (RAN_OUT, PUMP_PROBLEM) else None


def _known(context: Context, intent: str) -> Known:
    """All that is known after this message, the latest last."""
    task = _task(context)
    same = task is not None and task.intent == intent and task.value("medicine") == context.medicine_id
    before = task.value("answers") if task and same else {}
    said = _reply(context)
    heard = said if said is not None else _said_at_once(context, intent)
    answers = {**_given(context, intent), **{Step(step): answer for step, answer in before.items()}, **heard}
    return Known(without=intent != PUMP_PROBLEM, answers=answers)


def _given(context: Context, intent: str) -> dict[Step, str]:
    """The route, where the form in hand or the medicine says it."""
    if intent == PUMP_PROBLEM or context.form == PUMP:
        return {Step.ROUTE: Route.PUMP.value}
    routes = _routes(context)
    only = next(iter(routes)) if len(routes) == 1 else Route.MOUTH if context.form in _BY_MOUTH else None
    return {Step.ROUTE: only.value} if only else {}


def _routes(context: Context) -> set[Route]:
    """How the medicine may be given, as far as the table knows of it."""
    forms = {product.form for product in context.medicine.products}
    return {*({Route.MOUTH} if forms & _BY_MOUTH else ()), *({Route.PUMP} if PUMP in forms else ())}


def _said_at_once(context: Context, intent: str) -> dict[Step, str]:
    """What the first message says of the last dose. Less than a day is asked for: it may be when the pack was empty."""
    time = elapsed_in(context.question.text) if intent == RAN_OUT else None
    return {Step.SINCE: Since.LONGER.value} if time and time.days else {}


def _reply(context: Context) -> Mapping[Step, str] | None:
    """What a message answers; empty where it only tries to, `None` where it is no reply."""
    question, task = context.question, _task(context)
    step, _, answer = (question.requested_step or "").partition("_")
    if step in set(Step) and answer in ANSWERS[Step(step)]:
        return {Step(step): answer}
    before = question.previous.intents if question.previous else ()
    asked = question.pending and bool(_OPENINGS & set(before))
    if task is None or not asked or question.requested_step or not question.text:
        return None
    if any(mention.substance != task.value("medicine") for mention in question.mentions):
        return None
    return _typed(context, Step(task.step))


def _typed(context: Context, step: Step) -> Mapping[Step, str] | None:
    question, lists = context.question, context.wording.lists
    if says_drop(context):
        return None
    seen = _signals(question)
    for kind, signs in default_table().signs.items():
        if seen & set(signs.signals) and step is not Step.SINCE:
            return {kind: YES}
    if has_any(question.text, lists["not_sure_words"]):
        return {step: UNKNOWN}
    answer = _read(context, step)
    if answer is not None:
        return {step: answer}
    again = question.intent in _NO_ANSWER or (step is Step.SINCE and elapsed_in(question.text) is not None)
    return {} if again else None


def _signals(question: Question) -> set[str]:
    """What the screen saw in the message, and in what follows a no that it begins with."""
    seen = set(question.verdict.signals) if question.verdict else set()
    led_in = _LED_IN.match(question.text)
    return seen | set(screen(question.text[led_in.end() :]).signals) if led_in else seen


def _is_unclear(context: Context) -> bool:
    return context.question.requested_step == _AGAIN


def _read(context: Context, step: Step) -> str | None:
    """The answer to one step, in words."""
    question, lists = context.question, context.wording.lists
    if step is Step.SINCE:
        time = elapsed_in(question.text)
        if time is None or time.days is None:
            return None
        return Since.LONGER.value if time.days else Since.TODAY.value
    if step is Step.ROUTE:
        if question.form == PUMP or has_any(question.text, lists["pump_words"]):
            return Route.PUMP.value
        by_mouth = question.form in _BY_MOUTH or has_any(question.text, lists["by_mouth_words"])
        return Route.MOUTH.value if by_mouth else None
    if says_only(question.text, lists["none_of_signs_words"], lists["none_besides"]):
        return NONE
    says_yes = begins_with(question.text, lists["some_signs_words"]) and yes_or_no(question) == SAYS_YES
    return YES if says_yes or says_only(question.text, lists["some_signs_words"], lists["none_besides"]) else None


def _gone_on(context: Context, intent: str) -> Draft:
    if in_danger(context.question):
        return compose_turn(context, intent)
    known = _known(context, intent)
    step = next_step(default_table(), known)
    if step is None:
        return _decided(context, intent, known)
    draft = _asked(context, intent, step)
    if _is_unclear(context):
        draft = replace(draft, headline=context.say(f"without_again_{step.value}"))
    elif draft.question:
        draft = replace(draft, headline=draft.question, question=None)
    return replace(draft, sets=_waits(context, intent, step, known))


def _asked(context: Context, intent: str, step: Step) -> Draft:
    """One question, with its buttons."""
    signs = default_table().signs.get(step)
    medicine = (("medicine", str(context.medicine_id)),)
    kind = "signs" if signs else step.value
    return Draft(
        intent=intent,
        headline="",
        outcome=Outcome.ASKED,
        question=signs.ask if signs else context.say(f"without_{step.value}"),
        buttons=tuple(
            Button(context.say(f"without_{kind}_{answer}"), intent, (*medicine, ("step", f"{step.value}_{answer}")))
            for answer in ANSWERS[step]
        ),
    )


def _waits(context: Context, intent: str, step: Step, known: Known) -> tuple[tuple[str, Any], ...]:
    values = {
        "medicine": context.medicine_id,
        "answers": {each.value: answer for each, answer in known.answers.items()},
        "happened": _happened(context),
        "said": _said(context),
    }
    return ((SLOT, Task(intent, step.value, tuple(values.items()))),)


def _happened(context: Context) -> str:
    """How they came to be without it."""
    if (task := _task(context)) and _reply(context) is not None:
        return str(task.value("happened"))
    words = default_table().words
    told = next((kind for kind, of_kind in words.items() if has_any(context.question.text, of_kind)), None)
    return told or _TOLD_BY.get(context.question.intent, RAN_OUT)


def _said(context: Context) -> str | None:
    """When the last dose was, in the person's words."""
    task, text = _task(context), context.question.text
    time = elapsed_in(text)
    if time and time.days is not None:
        return text[time.start : time.end]
    return task.value("said") if task else None


def _decided(context: Context, intent: str, known: Known) -> Draft:
    """What the row says to do, and what to ask for."""
    table = default_table()
    row = rows_left(table, known)[-1]
    first, *rest = (table.advice[name] for name in row.do)
    asked = [table.ask_for[_happened(context)]] if row.level.shows_card else []
    said = _said(context) if asked else None
    when = (
        [context.say("without_last_dose", said=quoted(said)) if said else context.say("without_say_when")]
        if asked
        else []
    )
    get_help = select(context, topic_of(intent)).get_help
    cited = [citation for each in (row, first, *asked, *rest) for citation in each.citations]
    points = [*(context.fill(each.say) for each in asked), *when, *(context.fill(each.say) for each in rest)]
    return Draft(
        intent=intent,
        headline=named(context, context.fill(first.say)),
        points=tuple(points[:MOST_POINTS]),
        get_help=tuple(say(context, fact) for fact in get_help),
        used=(Used(None, tuple(dict.fromkeys(cited))), *context.used(*get_help)),
        quotes=(said,) if said else (),
        sets=((SLOT, None),),
    )


ENTRIES: Mapping[str, Entry] = MappingProxyType(
    {
        **{intent: Entry(compose_without, takes=takes_reply, raises=raises) for intent in (RAN_OUT, PUMP_PROBLEM)},
        **{
            intent: Entry(
                _with_question(COMPOSERS[intent].compose if intent in COMPOSERS else compose_topic), raises=raises
            )
            for intent in _TOLD_BY
            if intent != "ask_missed_dose"
        },
    }
)
"""Intent to what answers it. A missed dose is its own tool, which leads here where several were missed."""
