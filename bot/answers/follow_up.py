"""Where an answer comes from, the same in simpler words, and more of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from bot.answers.buttons import available, follow_ups, topic_of
from bot.answers.compose import named, say
from bot.answers.context import Context, Draft, Used, display_name
from bot.answers.meta import example_buttons
from bot.answers.selection import MOST_POINTS, select
from bot.model.conversation import Button, Outcome
from bot.model.knowledge import Citation, Fact, Sourced

_MAIN_SOURCES = 3


def _told(context: Context) -> list[tuple[str, Sourced]]:
    """What the last answer stated, with the medicine that it is about."""
    previous = context.question.previous
    names = previous.fact_ids if previous else ()
    return [(name, item) for name in names if (item := _statement(context, name))]


def _statement(context: Context, name: str) -> Sourced | None:
    """What an earlier answer stated; `None` where the content was replaced since."""
    try:
        return context.snapshot.statement(name)
    except KeyError:
        return None


def _facts(context: Context) -> list[Fact]:
    return [item for _, item in _told(context) if isinstance(item, Fact)]


def compose_source(context: Context, intent: str) -> Draft:
    """Which document each statement of the last answer is from."""
    told = _told(context)
    if not told:
        return _all_sources(context, intent) if context.medicine_id is None else _sources_of_medicine(context, intent)
    lines: dict[str, str] = {}
    for _, item in told:
        publisher = context.snapshot.source(item.citations[0]).publisher
        lines.setdefault(publisher, _gist(context, item))
    points = [context.say("source_point", source=publisher, statement=gist) for publisher, gist in lines.items()]
    return Draft(
        intent=intent,
        headline=context.say("source_headline"),
        points=tuple(points[:MOST_POINTS]),
        used=tuple(Used(name, item.citations, item.status == "reviewed") for name, item in told),
        buttons=_again(context),
    )


def _gist(context: Context, item: Sourced) -> str:
    for field in ("statement", "effect", "reason", "what_to_do", "sources_say"):
        if text := getattr(item, field, None):
            return context.fill(text)
    return context.say("source_table")


def _all_sources(context: Context, intent: str) -> Draft:
    """Asked before anything was answered: where answers come from, and what can be asked."""
    return Draft(
        intent=intent,
        headline=context.say("source_of_all"),
        points=context.lines("source_of_all"),
        outcome=Outcome.ASKED,
        buttons=example_buttons(context),
    )


def _sources_of_medicine(context: Context, intent: str) -> Draft:
    """The documents that most of the medicine's answers begin with, those of the person's region first."""
    leads = [fact for fact in context.medicine.facts if fact.role == "lead"]
    count = Counter(fact.citations[0].source for fact in leads)
    documents = [context.snapshot.sources[source] for source, _ in count.most_common()]
    here = context.contacts.jurisdiction
    main = sorted(documents, key=lambda document: document.jurisdiction != here)[:_MAIN_SOURCES]
    return Draft(
        intent=intent,
        headline=context.say("source_of_medicine", medicine=display_name(context.medicine)),
        points=tuple(context.say("source_point", source=each.publisher, statement=each.title) for each in main),
        used=tuple(Used(None, (Citation(source=each.id),)) for each in main),
        buttons=available(context, ["uses", "warnings", "side_effects"]),
    )


def compose_simpler(context: Context, intent: str) -> Draft:
    """The last answer in the plainest words there are, and less of it."""
    facts = _facts(context)
    if not facts:
        return _nothing_before(context, intent)
    help_facts = [fact for fact in facts if fact.role == "get_help"][:1]
    rest = [fact for fact in facts if fact not in help_facts]
    first, *others = [context.fill(fact.simple or fact.statement) for fact in rest or help_facts]
    return Draft(
        intent=intent,
        headline=named(context, first) if context.medicine_id else first,
        points=tuple(others[:2]),
        get_help=tuple(context.fill(fact.simple or fact.statement) for fact in help_facts),
        used=context.used(*(rest or help_facts)[:3], *help_facts),
        buttons=_again(context),
    )


def compose_more(context: Context, intent: str) -> Draft:
    """What the knowledge base still has on the topics of the last answer."""
    previous = context.question.previous
    if previous is None or context.medicine_id is None or not previous.intents:
        return _nothing_before(context, intent)
    before = replace(
        context,
        question=replace(
            context.question,
            terms=context.question.terms or previous.terms,
            form=context.question.form or previous.form,
            product=context.question.product or previous.product,
        ),
    )
    told = set(previous.fact_ids)
    left: list[Fact] = []
    for asked in previous.intents:
        selection = select(before, topic_of(asked))
        left += [fact for fact in (*selection.shown, *selection.detail) if context.used(fact)[0].id not in told]
    left = list(dict.fromkeys(left))
    if not left:
        return Draft(intent, context.say("no_more"), outcome=Outcome.NO_FACT, buttons=_again(context))
    first, *others = left[: MOST_POINTS + 1]
    return Draft(
        intent=intent,
        headline=named(before, say(before, first)),
        points=tuple(say(before, fact) for fact in others),
        used=context.used(first, *others),
        buttons=_again(context),
    )


def _again(context: Context) -> tuple[Button, ...]:
    previous = context.question.previous
    return follow_ups(context, previous.intents) if previous and context.medicine_id else ()


def _nothing_before(context: Context, intent: str) -> Draft:
    return Draft(intent, context.say("nothing_before"), context.lines("examples"), outcome=Outcome.ASKED)
