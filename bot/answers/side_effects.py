"""Side effects: the list with its figures, and "can it cause this?"."""

from __future__ import annotations

from bot.answers.buttons import MOST_FOLLOW_UPS, follow_ups
from bot.answers.compose import compose_topic, named, no_fact, say
from bot.answers.context import Context, Draft
from bot.answers.cues import has_any
from bot.answers.log import log_button
from bot.answers.personal import personal
from bot.answers.selection import MOST_POINTS, Selection, for_form, matches_terms, placed, select
from bot.answers.wording import listed, sentence
from bot.knowledge.snapshot import plain_decimal
from bot.model.knowledge import SideEffect, Term
from bot.model.safety import Level

TOPIC = "side_effects"
REPORT = "report_side_effect"
MOST_IN_A_LINE = 4
_GROUPS = ("common", "less_common", "rare", "serious")


def compose_side_effects(context: Context, intent: str) -> Draft:
    """Answer about one symptom where one is named, else list what the sources list."""
    rows = for_form(context, context.medicine.side_effects)
    symptoms = _symptoms(context, rows)
    if symptoms and rows:
        return _about_symptoms(context, intent, rows, symptoms)
    return _all(context, intent, rows) if rows else compose_topic(context, intent)


def names_symptom(context: Context) -> bool:
    """Whether the message names a symptom that the medicine is listed to cause."""
    rows = for_form(context, context.medicine.side_effects)
    return any(row.term in context.question.terms for row in rows)


def compose_report(context: Context, intent: str) -> Draft:
    """Someone has something: what is known of it, what to do now, and when to get help."""
    draft = compose_side_effects(context, intent)
    selection = select(context, intent)
    own = selection.lead if selection.lead and selection.lead.topic == intent else None
    what_to_do = (say(context, own),) if own else ()
    report = context.contacts.report
    closing = (context.say("report_line", where=report.say),) if report else ()
    if own and not _symptoms(context, for_form(context, context.medicine.side_effects)):
        headline, points = named(context, say(context, own)), (draft.headline, *draft.points)
    else:
        headline, points, closing = draft.headline, draft.points, (*what_to_do, *closing)
    help_facts = selection.get_help or select(context, TOPIC).get_help
    lines = tuple(dict.fromkeys((*draft.get_help, *(say(context, fact) for fact in help_facts))))
    return Draft(
        intent=intent,
        headline=headline,
        points=(*points[: MOST_POINTS - len(closing)], *closing),
        get_help=lines or context.lines("get_help_default"),
        outcome=draft.outcome,
        buttons=draft.buttons or (*follow_ups(context, (intent,))[: MOST_FOLLOW_UPS - 1], *log_button(context)),
        used=(*draft.used, *context.used(*((own,) if own else ()), *help_facts)),
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
    selection = select(context, TOPIC)
    facts = [fact for fact in selection.shown if fact.role != "get_help" and matches_terms(context, fact.about)]
    told = {term for fact in facts for term in fact.about}
    unlisted = [term.name for term in symptoms if not found[term.id] and term.id not in told]
    if not listed_rows and not facts:
        return _not_listed(context, intent, selection, unlisted)
    first = listed_rows[0] if listed_rows else None
    headline = _yes(context, first) if first else named(context, say(context, facts[0]))
    points = [point for row in listed_rows for point in _points(context, row, headline, intent)]
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


def _not_listed(context: Context, intent: str, selection: Selection, symptoms: list[str]) -> Draft:
    """Nothing is said of the symptom: what is known not to be known, else that no list has it."""
    gap = next((gap for gap in selection.gaps if gap.about), None)
    if gap:
        headline = named(context, context.say("gap", missing=gap.missing))
        points: tuple[str, ...] = (context.fill(gap.ask),)
    else:
        headline = context.say("effect_not_listed", effect=listed(symptoms, "or"))
        points = (context.say("effect_not_listed_means"), context.say("no_fact_ask"))
    draft = no_fact(context, intent, selection)
    return Draft(
        intent=intent,
        headline=headline,
        points=points,
        get_help=tuple(say(context, fact) for fact in selection.get_help),
        outcome=draft.outcome,
        buttons=draft.buttons,
        used=context.used(*selection.get_help),
    )


def known_as(context: Context, row: SideEffect) -> str:
    """What is known of an effect, in one sentence.

    Args:
        context: the question, about a medicine of the knowledge base.
        row: the effect, one of that medicine's.
    """
    return placed(context, row, _stated(context, row))


def _stated(context: Context, row: SideEffect) -> str:
    key = "effect_hedged" if row.evidence.must_be_hedged else f"effect_{row.group}"
    return context.say(key, effect=context.snapshot.terms[row.term].name)


def _yes(context: Context, row: SideEffect) -> str:
    stated = _stated(context, row)
    return placed(context, row, stated if row.evidence.must_be_hedged else context.say("effect_yes", statement=stated))


def _points(context: Context, row: SideEffect, headline: str, intent: str) -> list[str]:
    often = frequency(row, context)
    opening = _yes(context, row)
    return [
        *([opening] if opening != headline else []),
        *([context.say("effect_frequency", frequency=often)] if often else []),
        advice(context, row, intent),
    ]


def advice(context: Context, row: SideEffect, intent: str) -> str:
    """What to do about it: an order to someone who has it, and a condition to someone who asks.

    Args:
        context: the question, about a medicine of the knowledge base.
        row: the effect, one of that medicine's.
        intent: the reading.
    """
    said = context.fill(row.what_to_do)
    orders = said.split(maxsplit=1)[0] in context.wording.lists["command_words"]
    if intent == REPORT or row.level == "none" or not orders:
        return said
    return context.say("if_it_happens", advice=said[0].lower() + said[1:])


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
