"""The missed dose: what the sources say, and the time to the next dose where one of them gives hours.

Only the person's own times are reckoned with, and the sum is shown. What follows from it is the source's rule, named as
the source's: no order of ours, and nothing about how much to take.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.answers.buttons import topic_of
from bot.answers.clock_words import clock_words
from bot.answers.compose import compose_topic, named, say
from bot.answers.context import Context, Draft
from bot.answers.cues import has_any
from bot.answers.dose_times import SLOT, said_with
from bot.answers.selection import MOST_POINTS, Selection, select
from bot.answers.tasks import in_danger, says_drop
from bot.language.clock import named_as, times_in, wait_until_next
from bot.model.conversation import Outcome
from bot.model.knowledge import Fact
from bot.model.times import DoseTimes, NamedTime, Role, Wait
from bot.tools.without_doses import is_without, with_first_question

SKIPPED_BELOW = "time to the next dose below which the missed dose is skipped"
"""What the quantity of a rule with hours means (`Quantity.means`): by that a rule is found, for any medicine."""
SEVERAL_MISSED = "several_missed"
"""The term that facts about more than one missed dose are about."""
_DOUBLE_DOSE = "double_dose"
_HOUR = 60
_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True)
class Rule:
    """A sourced rule that says from how short a time to the next dose the missed one is left."""

    fact: Fact
    minutes: int


def compose_missed_dose(context: Context, intent: str) -> Draft:
    """What to do about a missed dose, reckoned with the person's times where a source gives hours.

    Args:
        context: the question, about a medicine of the knowledge base.
        intent: the intent that asks for it.
    """
    if context.question.dose_times and says_drop(context):
        return Draft(intent="deny", headline=context.say("deny"), sets=((SLOT, None),))
    if _is_several(context):
        return _several(context, intent)
    draft = compose_topic(context, intent)
    selection = select(context, topic_of(intent))
    if _is_taken(context):
        return replace(draft, sets=((SLOT, None),) if context.question.dose_times else ())
    rule = _rule(selection)
    leads = selection.lead is not None and selection.lead.role == "lead" and _DOUBLE_DOSE not in context.question.terms
    if (
        rule is None
        or draft.outcome is not Outcome.ANSWERED
        or draft.question
        or not leads
        or in_danger(context.question)
    ):
        return draft
    return _with_times(context, draft, selection, rule)


def _is_several(context: Context) -> bool:
    question, words = context.question, context.wording.lists["several_missed_words"]
    is_longer = is_without(question) and not times_in(question.text)
    return SEVERAL_MISSED in question.terms or has_any(question.text, words) or is_longer


def _is_taken(context: Context) -> bool:
    """Whether the words say that something was taken: then the rule for one that was not taken is not reckoned with."""
    return has_any(context.question.text, context.wording.lists["already_taken_words"])


def _several(context: Context, intent: str) -> Draft:
    """More than one dose is another matter: who to call, what holds after a gap, and whether there are danger signs."""
    terms = tuple(dict.fromkeys((*context.question.terms, SEVERAL_MISSED)))
    within = replace(context, question=replace(context.question, terms=terms))
    draft = compose_topic(within, intent)
    draft = replace(draft, sets=((SLOT, None),) if context.question.dose_times else ())
    return with_first_question(within, draft)


def _rule(selection: Selection) -> Rule | None:
    """The rule with hours among what is said, where there is one."""
    for fact in (*selection.shown, *selection.detail):
        for quantity in fact.quantities:
            if quantity.means == SKIPPED_BELOW and quantity.unit in ("hour", "hours"):
                return Rule(fact, int(quantity.value * _HOUR))
    return None


def _with_times(context: Context, draft: Draft, selection: Selection, rule: Rule) -> Draft:
    question, intent = context.question, draft.intent
    known = question.dose_times if question.dose_times and question.dose_times.medicine == context.medicine_id else None
    before = known.times if known else ()
    times = said_with(before, question.text, asked=known is not None)
    keeps = ((SLOT, _kept(context, times)),)
    if known and not times_in(question.text) and times == before:
        return replace(draft, sets=keeps)
    wait = _wait(times)
    if wait is None and known:
        return Draft(intent, context.say(_asks(times)), outcome=Outcome.ASKED, sets=keeps)
    if wait is None:
        return replace(draft, question=context.say(_asks(times)), sets=keeps)
    return replace(_reckoned(context, draft, selection, rule, wait), sets=keeps)


def _wait(times: tuple[NamedTime, ...]) -> Wait | None:
    """The time to the next dose; a time of which nothing else is left to be is that of the missed one."""
    due, now, next_dose, left = (named_as(times, role) for role in (*Role, None))
    return wait_until_next(due or left, now, next_dose) or wait_until_next(due, now, next_dose)


def _kept(context: Context, times: tuple[NamedTime, ...]) -> DoseTimes:
    """What the conversation remembers."""
    return DoseTimes(str(context.medicine_id), context.question.form, context.question.product, times)


def _asks(times: tuple[NamedTime, ...]) -> str:
    """Which question is asked back: for what is not known yet, else which half of the day it is."""
    now, next_dose = named_as(times, Role.NOW), named_as(times, Role.NEXT)
    if now and next_dose:
        return "missed_dose_half" if not (now.sure and next_dose.sure) else "missed_dose_times"
    if now or next_dose:
        return "missed_dose_next" if now else "missed_dose_now"
    return "missed_dose_times"


def _reckoned(context: Context, draft: Draft, selection: Selection, rule: Rule, wait: Wait) -> Draft:
    """The sum, the rule, what it says of it, and the rest of what is said of a missed dose."""
    lead = (selection.lead,) if selection.lead else ()
    others = [fact for fact in (*lead, *selection.points) if fact is not rule.fact]
    order = (_DOUBLE_DOSE, SEVERAL_MISSED) if _has_card(context) else (_DOUBLE_DOSE,)
    others.sort(key=lambda fact: next((at for at, term in enumerate(order) if term in fact.about), len(order)))
    shown = others[: MOST_POINTS - 3]
    publisher = _publisher(context, rule.fact)
    return replace(
        draft,
        headline=named(context, _sum(context, wait)),
        points=(
            say(context, rule.fact),
            context.say(_verdict(wait, rule), limit=_span(context, rule.minutes), publisher=publisher),
            *(say(context, fact) for fact in shown),
            context.say("missed_dose_ask", publisher=publisher),
        ),
        used=context.used(rule.fact, *shown, *selection.get_help),
    )


def _has_card(context: Context) -> bool:
    """Whether a doctor or pharmacist is to be called today: there may have been more than one missed dose."""
    question = context.question
    return bool(question.verdict and question.verdict.level.shows_card) or question.held_level.shows_card


def _verdict(wait: Wait, rule: Rule) -> str:
    if wait.minutes < rule.minutes:
        return "missed_dose_shorter"
    return "missed_dose_longer" if wait.minutes > rule.minutes else "missed_dose_as_long"


def _sum(context: Context, wait: Wait) -> str:
    span = _span(context, wait.minutes)
    if wait.now is None or wait.next_dose is None:
        return context.say("missed_dose_wait", span=span)
    return context.say(
        "missed_dose_from_to",
        now=clock_words(context, wait.now),
        next_dose=clock_words(context, wait.next_dose),
        span=span,
    )


def _publisher(context: Context, fact: Fact) -> str:
    """Who says it, in short."""
    return _BRACKETS.sub("", context.snapshot.sources[fact.citations[0].source].publisher).strip()


def _span(context: Context, minutes: int) -> str:
    hours, rest = divmod(minutes, _HOUR)
    parts = [
        context.say(one if count == 1 else several, count=count)
        for one, several, count in (("span_hour", "span_hours", hours), ("span_minute", "span_minutes", rest))
        if count
    ]
    return context.say("span_both", hours=parts[0], minutes=parts[1]) if len(parts) > 1 else parts[0]
