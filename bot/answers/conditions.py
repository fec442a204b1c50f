"""Who should take care: "can I take it with kidney disease?", and the list."""

from __future__ import annotations

from bot.answers.compose import compose_topic, missing, named, no_fact, say
from bot.answers.context import Context, Draft
from bot.answers.personal import caution_line, cautions_for
from bot.answers.selection import MOST_POINTS, for_form, holds_here, jurisdiction_rank, placed, select
from bot.answers.wording import listed
from bot.model.knowledge import ConditionCaution

TOPIC = "contraindications"
_WORST_FIRST = ("contraindicated", "major", "moderate", "minor", "info")
_MOST_NAMED = 6


def compose_contraindications(context: Context, intent: str) -> Draft:
    """Answer about the conditions named, else about all that the sources name."""
    terms = context.snapshot.terms
    asked = tuple(
        term
        for term in context.question.terms
        if term in terms and terms[term].kind in ("condition", "group", "symptom")
    )
    selection = select(context, TOPIC)
    cautions = cautions_for(context, asked)
    facts = [fact for fact in selection.shown if fact.role != "get_help" and set(fact.about) & set(asked)]
    if asked and not cautions and not facts:
        names = listed([terms[term].name for term in asked], "or")
        draft = no_fact(context, intent, selection)
        gaps = tuple(missing(context, gap) for gap in selection.gaps)
        return Draft(
            intent=intent,
            headline=context.say("condition_not_listed", condition=names),
            points=(context.say("condition_not_listed_means"), *gaps, context.say("no_fact_ask"))[:MOST_POINTS],
            outcome=draft.outcome,
            buttons=draft.buttons,
        )
    if not asked:
        return _all(context, intent)
    cautions.sort(key=lambda caution: _WORST_FIRST.index(caution.severity))
    lines = [*(caution_line(context, caution) for caution in cautions), *(say(context, fact) for fact in facts)]
    headline = _opening(context, cautions) if cautions else named(context, lines.pop(0))
    if cautions and cautions[0].severity == "info":
        lines[0] = context.fill(cautions[0].advice)
    return Draft(
        intent=intent,
        headline=headline,
        points=tuple(dict.fromkeys(lines))[:MOST_POINTS],
        get_help=tuple(say(context, fact) for fact in selection.get_help),
        used=context.used(*cautions, *facts, *selection.get_help),
    )


def _opening(context: Context, cautions: list[ConditionCaution]) -> str:
    """What the worst of them comes to; where none asks for care, what is said of it."""
    worst = cautions[0]
    if worst.severity == "info":
        return named(context, placed(context, worst, context.fill(worst.reason)))
    terms = dict.fromkeys(caution.term for caution in cautions if caution.severity != "info")
    situation = listed([_situation(context, term) for term in terms], "or")
    if worst.severity != "contraindicated":
        return context.say("condition_matters", situation=situation)
    situation = _situation(context, worst.term)
    if holds_here(context, worst):
        return context.say("condition_must_not", situation=situation)
    return context.say("condition_must_not_elsewhere", situation=situation, place=worst.jurisdiction)


def _situation(context: Context, term: str) -> str:
    """A term as it stands after "if"."""
    default = context.say("situation", condition=context.snapshot.terms[term].name)
    return context.wording.situations.get(term, default)


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
    return Draft(
        intent=intent,
        headline=draft.headline if answered else named(context, line),
        points=(*draft.points[: MOST_POINTS - 1], line) if answered else (),
        get_help=draft.get_help,
        used=(*draft.used, *context.used(*named_rows)),
    )
