"""Side effects: the list with its figures, and "can it cause this?"."""

from __future__ import annotations

from bot.answers.compose import compose_topic, named, no_fact, say
from bot.answers.context import Context, Draft
from bot.answers.cues import has_any
from bot.answers.personal import personal
from bot.answers.selection import MOST_POINTS, for_form, matches_terms, placed, select
from bot.answers.wording import listed, sentence
from bot.knowledge.snapshot import plain_decimal
from bot.model.knowledge import SideEffect, Term
from bot.model.safety import Level

TOPIC = "side_effects"
MOST_IN_A_LINE = 4
_GROUPS = ("common", "less_common", "rare", "serious")


def compose_side_effects(context: Context, intent: str) -> Draft:
    """Answer about one symptom where one is named, else list what the sources list."""
    rows = for_form(context, context.medicine.side_effects)
    symptoms = _symptoms(context, rows)
    if symptoms and rows:
        return _about_symptoms(context, intent, rows, symptoms)
    return _all(context, intent, rows) if rows else compose_topic(context, intent)


def compose_report(context: Context, intent: str) -> Draft:
    """Someone has something: what is known of it, and when to get help."""
    draft = compose_side_effects(context, intent)
    help_facts = select(context, intent).get_help or select(context, TOPIC).get_help
    lines = tuple(dict.fromkeys((*draft.get_help, *(say(context, fact) for fact in help_facts))))
    report = context.contacts.report
    where = (context.say("report_line", where=report.say),) if report else ()
    return Draft(
        intent=intent,
        headline=draft.headline,
        points=(*draft.points[: MOST_POINTS - len(where)], *where),
        get_help=lines or context.lines("get_help_default"),
        outcome=draft.outcome,
        buttons=draft.buttons,
        used=(*draft.used, *context.used(*help_facts)),
    )


def frequency(effect: SideEffect, context: Context) -> str | None:
    """How often it was seen, in people out of a hundred; `None` where no source gives a figure."""
    low, high = effect.percent_low, effect.percent_high
    if high is None and low is None:
        return None
    if low is None or high is None or low == high:
        only = high if high is not None else low
        return context.say("frequency_one", figure=plain_decimal(only)) if only is not None else None
    return context.say("frequency_range", low=plain_decimal(low), high=plain_decimal(high))


def _symptoms(context: Context, rows: list[SideEffect]) -> list[Term]:
    """The terms named that are symptoms, or that a list of side effects has."""
    listed_terms = {row.term for row in rows}
    terms = [context.snapshot.terms[term] for term in context.question.terms if term in context.snapshot.terms]
    kinds = (
        ("symptom", "condition")
        if has_any(context.question.text, context.wording.lists["cause_words"])
        else ("symptom",)
    )
    return [term for term in terms if term.kind in kinds or term.id in listed_terms]


def _about_symptoms(context: Context, intent: str, rows: list[SideEffect], symptoms: list[Term]) -> Draft:
    found = {term.id: [row for row in rows if row.term == term.id] for term in symptoms}
    listed_rows = [row for term in symptoms for row in found[term.id]]
    unlisted = [term.name for term in symptoms if not found[term.id]]
    selection = select(context, TOPIC)
    facts = [fact for fact in selection.shown if fact.role != "get_help" and matches_terms(context, fact.about)]
    if not listed_rows and not facts:
        draft = no_fact(context, intent, selection)
        help_facts = selection.get_help
        return Draft(
            intent=intent,
            headline=context.say("effect_not_listed", effect=listed(unlisted, "or")),
            points=(context.say("effect_not_listed_means"), context.say("no_fact_ask")),
            get_help=tuple(say(context, fact) for fact in help_facts),
            outcome=draft.outcome,
            buttons=draft.buttons,
            used=context.used(*help_facts),
        )
    first = listed_rows[0] if listed_rows else None
    headline = _yes(context, first) if first else named(context, say(context, facts[0]))
    points = [point for row in listed_rows for point in _points(context, row, headline)]
    points += [say(context, fact) for fact in facts if say(context, fact) not in headline]
    points += [context.say("effect_not_listed", effect=name) for name in unlisted]
    warned = personal(context, TOPIC)
    help_facts = selection.get_help
    return Draft(
        intent=intent,
        headline=headline,
        points=tuple(dict.fromkeys((*points, *warned.points)))[:MOST_POINTS],
        get_help=tuple(say(context, fact) for fact in help_facts),
        used=(*warned.used, *context.used(*listed_rows, *facts, *help_facts)),
    )


def _yes(context: Context, row: SideEffect) -> str:
    key = "effect_hedged" if row.evidence.must_be_hedged else f"effect_{row.group}"
    return placed(context, row, context.say(key, effect=context.snapshot.terms[row.term].name))


def _points(context: Context, row: SideEffect, headline: str) -> list[str]:
    often = frequency(row, context)
    opening = _yes(context, row)
    return [
        *([opening] if opening != headline else []),
        *([context.say("effect_frequency", frequency=often)] if often else []),
        context.fill(row.what_to_do),
    ]


def _all(context: Context, intent: str, rows: list[SideEffect]) -> Draft:
    selection = select(context, TOPIC)
    shown: list[SideEffect] = []
    lines: list[str] = []
    for group in _GROUPS:
        members = sorted(
            (row for row in rows if row.group == group and not row.evidence.must_be_hedged), key=_worst_first
        )
        if members:
            lines.append(context.say(f"effects_{group}", effects=_line(context, members[:MOST_IN_A_LINE])))
            shown += members[:MOST_IN_A_LINE]
    warned = personal(context, TOPIC)
    facts = [say(context, fact) for fact in selection.points]
    headline = say(context, selection.lead) if selection.lead else lines.pop(0)
    return Draft(
        intent=intent,
        headline=named(context, headline),
        points=tuple([*warned.points, *facts, *lines][:MOST_POINTS]),
        get_help=tuple(say(context, fact) for fact in selection.get_help),
        used=(*warned.used, *context.used(*shown, *selection.shown)),
    )


def _worst_first(row: SideEffect) -> tuple[int, int, str]:
    """The serious by how fast they need help, the rest by how often they are seen."""
    urgency = Level(row.level).rank if row.group == "serious" else 0
    return (urgency, -int(row.percent_high or row.percent_low or 0), row.id)


def _line(context: Context, rows: list[SideEffect]) -> str:
    names = []
    for row in rows:
        often = frequency(row, context)
        name = context.snapshot.terms[row.term].name
        names.append(f"{name} ({often})" if often else name)
    return sentence(listed(names))
