"""Who should take care: "can I take it with kidney disease?", and the list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.answers.buttons import MOST_FOLLOW_UPS
from bot.answers.compose import compose_topic, missing, named, no_fact, say
from bot.answers.context import Context, Draft
from bot.answers.cues import has_any, left_of
from bot.answers.naming import without_names
from bot.answers.personal import PROFILE, TELL, caution_line, cautions_for
from bot.answers.selection import MOST_POINTS, Selection, for_form, holds_here, jurisdiction_rank, placed, select
from bot.answers.wording import listed, sentence
from bot.language.numbers import numbers_in
from bot.language.spelling import is_near
from bot.model.conversation import Button
from bot.model.knowledge import ConditionCaution, Fact, Term
from bot.model.record import Profile

TOPIC = "contraindications"
_CONDITIONS = ("condition", "group", "symptom")
"""Kinds of terms that somebody can have or be."""
_MATTERS = ("condition_matters", "condition_matters_other")
_MUST_NOT = ("condition_must_not", "condition_must_not_other")
_MUST_NOT_ELSEWHERE = ("condition_must_not_elsewhere", "condition_must_not_elsewhere_other")
"""What is said to the person who has it, and what of another person."""
_WORST_FIRST = ("contraindicated", "major", "moderate", "minor", "info")
_MOST_NAMED = 6
_MOST_UNKNOWN = 2
"""Words beside what is known that can name one more condition; more of them tell a story."""


def compose_contraindications(context: Context, intent: str) -> Draft:
    """Answer about the conditions named, each of them, else about all that the sources name."""
    asked = conditions_in(context)
    unknown = _names_unknown(context, asked)
    if not asked:
        return _none_known(context, intent) if unknown else _all(context, intent)
    selection = select(context, TOPIC)
    cautions = cautions_for(context, tuple(term.id for term in asked))
    covered = {caution.term for caution in cautions}
    facts = _besides(selection, {term.id for term in asked} - covered)
    told = covered | {term for fact in facts for term in fact.about}
    untold = [term for term in asked if term.id not in told]
    if len(untold) == len(asked):
        return _none_listed(context, intent, selection, asked)
    # Of what is told of, a symptom that is in no list says nothing of somebody's illness.
    untold = [term for term in untold if term.kind != "symptom"]
    cautions.sort(key=lambda caution: _WORST_FIRST.index(caution.severity))
    headline = _opening(context, cautions) if cautions else named(context, say(context, facts[0]))
    closing = [
        *((context.say("condition_also_not_listed", condition=_listed(context, untold)),) if untold else ()),
        *((context.say("condition_also_unknown"),) if unknown else ()),
    ]
    cautions, left_out = _fitting(context, cautions, MOST_POINTS - len(closing))
    if left_out:
        closing = [context.say("conditions_left_out", conditions=_listed(context, left_out)), *closing]
    lines = [caution_line(context, caution) for caution in cautions]
    if cautions and cautions[0].severity == "info":
        lines[0] = context.fill(cautions[0].advice)
    lines += [line for fact in facts if (line := say(context, fact)) not in headline]
    return Draft(
        intent=intent,
        headline=headline,
        points=(*dict.fromkeys(lines[: MOST_POINTS - len(closing)]), *closing),
        get_help=tuple(say(context, fact) for fact in selection.get_help),
        used=context.used(*cautions, *facts, *selection.get_help),
    )


def conditions_in(context: Context) -> list[Term]:
    """What a message names that somebody can have or be.

    Args:
        context: the question.
    """
    terms = context.snapshot.terms
    found = [terms[term] for term in context.question.terms if term in terms]
    return [term for term in found if term.kind in _CONDITIONS]


def _besides(selection: Selection, terms: set[str]) -> list[Fact]:
    """Facts about what no caution is about; what a caution says is not said again."""
    return [fact for fact in selection.shown if fact.role != "get_help" and terms & set(fact.about)]


def _fitting(
    context: Context, cautions: list[ConditionCaution], room: int
) -> tuple[list[ConditionCaution], list[Term]]:
    """As many cautions as there is room for, and the conditions that are left out, which has to be said.

    Where there are more, what another country says of a condition goes first.
    """
    if len(cautions) > room:
        here = {caution.term for caution in cautions if holds_here(context, caution)}
        cautions = [caution for caution in cautions if holds_here(context, caution) or caution.term not in here]
    if len(cautions) <= room:
        return cautions, []
    kept = cautions[: room - 1]
    out = dict.fromkeys(caution.term for caution in cautions[room - 1 :])
    told = {caution.term for caution in kept}
    return kept, [context.snapshot.terms[term] for term in out if term not in told]


def _names_unknown(context: Context, asked: list[Term]) -> bool:
    """Whether the words name something that somebody has and that is known here by no name: "if I have zorbitis"."""
    question, lists = context.question, context.wording.lists
    having = "|".join(map(re.escape, sorted(lists["having_words"], key=len, reverse=True)))
    text = without_names(question.text, question.mentions)
    _, *said = re.split(rf"(?<!\w)(?:{having})(?!\w)", text, maxsplit=1, flags=re.IGNORECASE)
    names = [name for term in asked for name in (term.name, term.medical_name, *term.names) if name]
    left = left_of(said[0], [*names, *lists["having_words"], *lists["having_besides"]]) if said else ()
    words = {word for name in names for word in name.casefold().split()}
    left = tuple(word for word in left if not is_near(word, words))
    return 0 < len(left) <= _MOST_UNKNOWN


def _none_listed(context: Context, intent: str, selection: Selection, asked: list[Term]) -> Draft:
    """No source here names any of them: that is no all-clear, and somebody has to be asked."""
    draft = no_fact(context, intent, selection)
    gaps = tuple(missing(context, gap) for gap in selection.gaps)
    return Draft(
        intent=intent,
        headline=context.say("condition_not_listed", condition=_listed(context, asked, "or")),
        points=(context.say("condition_not_listed_means"), *gaps, context.say("condition_ask"))[:MOST_POINTS],
        outcome=draft.outcome,
        buttons=draft.buttons,
    )


def _none_known(context: Context, intent: str) -> Draft:
    """What is named is known by no name: it is said, and what the sources do name follows."""
    draft = no_fact(context, intent, select(context, TOPIC))
    everything = _all(context, intent)
    return Draft(
        intent=intent,
        headline=context.say("condition_unknown"),
        points=(
            context.say("condition_not_listed_means"),
            context.say("condition_ask"),
            *everything.points[-1:],
        ),
        get_help=everything.get_help,
        outcome=draft.outcome,
        buttons=draft.buttons,
        used=everything.used,
    )


def _opening(context: Context, cautions: list[ConditionCaution]) -> str:
    """What the worst of them comes to; where none asks for care, what is said of it."""
    worst = cautions[0]
    if worst.severity == "info":
        return named(context, placed(context, worst, context.fill(worst.reason)))
    other = has_any(context.question.text, context.wording.lists["other_person_words"])
    if worst.severity != "contraindicated":
        terms = dict.fromkeys(caution.term for caution in cautions if caution.severity != "info")
        situation = _situation(context, terms, other=other)
        return context.say(_MATTERS[other], situation=situation)
    situation = _situation(context, [worst.term], other=other)
    if holds_here(context, worst):
        return context.say(_MUST_NOT[other], situation=situation)
    return context.say(_MUST_NOT_ELSEWHERE[other], situation=situation, place=worst.jurisdiction)


def _situation(context: Context, terms: Iterable[str], *, other: bool) -> str:
    """Terms as they stand after "if", of the person who asks or of another."""
    own = context.wording.situations
    names = [context.snapshot.terms[term].name for term in terms if term not in own]
    situation = "situation_other" if other else "situation"
    had = [context.say(situation, condition=listed(names, "or"))] if names else []
    been = [own[term].replace("you ", "they ", 1) if other else own[term] for term in terms if term in own]
    return listed([*had, *been], "or")


def _listed(context: Context, terms: list[Term], joint: str = "and") -> str:
    """The conditions by the names that the person used, where these are names of the content."""
    return listed([_as_typed(context, term) for term in terms], joint)


def _as_typed(context: Context, term: Term) -> str:
    names = sorted((term.name, *term.names), key=len, reverse=True)
    typed = (name for name in names if has_any(context.question.text, [name]) and not numbers_in(name))
    return next(typed, term.name)


def _all(context: Context, intent: str) -> Draft:
    draft = compose_topic(context, intent)
    rows = sorted(
        (
            row
            for row in for_form(context, context.medicine.conditions)
            if row.severity != "contraindicated" and not row.evidence.must_be_hedged
        ),
        key=lambda row: (jurisdiction_rank(context, row), _WORST_FIRST.index(row.severity), row.id),
    )
    named_rows = rows[:_MOST_NAMED]
    if not named_rows:
        return draft
    names = list(dict.fromkeys(context.snapshot.terms[row.term].name for row in named_rows))
    line = context.say("conditions_list", conditions=listed(names))
    answered = draft.used and draft.outcome.value == "answered"
    question, buttons = _asked_of_person(context, rows)
    return Draft(
        intent=intent,
        headline=draft.headline if answered else named(context, line),
        points=(*draft.points[: MOST_POINTS - 1], line) if answered else (),
        get_help=draft.get_help,
        question=question,
        buttons=buttons,
        used=(*draft.used, *context.used(*named_rows)),
    )


def _asked_of_person(context: Context, rows: Iterable[ConditionCaution]) -> tuple[str | None, tuple[Button, ...]]:
    """What to ask somebody of whom nothing is known, who asks for themselves, with what they may answer."""
    question, terms = context.question, context.snapshot.terms
    asks_for_self = has_any(question.text, context.wording.lists["self_words"])
    here = {row.term for row in rows}
    common = [term for term in context.wording.lists["profile_ask_terms"] if term in here][:MOST_FOLLOW_UPS]
    if not asks_for_self or not common or question.incognito or question.profile != Profile():
        return None, ()
    medicine = context.medicine.medicine
    return context.say("profile_ask"), tuple(
        Button(sentence(terms[term].name), PROFILE, (("medicine", medicine), ("term", term), ("step", TELL)))
        for term in common
    )
