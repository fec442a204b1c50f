"""Which facts answer a topic, and in which order.

A question gets what is about the very thing it names first, then what its own region's label or guidance says, then
what others say. What holds for another form than the one meant stays out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from bot.answers.context import Context
from bot.model.knowledge import Fact, Gap

MOST_POINTS = 5
MOST_FROM_ELSEWHERE = 2
"""Points kept for what another jurisdiction says, where it says something else."""
MOST_GENERAL = 2
"""Points that are not about what was named, after an answer that is."""
_ENOUGH = 4
"""Points after which nothing general is added to what was asked about."""
MOST_GET_HELP = 3

_ASKED_IN_ANY_TOPIC = frozenset({"concept", "activity"})
"""Kinds of terms that are what a question is about, however it was read; who a person is or has may stand beside."""

AUDIENCE_TOPICS = {
    "children": "children",
    "newborns": "pregnancy",
    "pregnant": "pregnancy",
    "breastfeeding": "breastfeeding",
    "older_adults": "elderly",
}
"""The topic whose answers are for an audience: elsewhere its facts wait behind those for everyone."""

NAMED_AS = {
    "US": ("US", "United States", "FDA", "American"),
    "UK": ("UK", "NHS", "British", "MHRA"),
    "CA": ("Canada", "Canadian"),
    "CH": ("Switzerland", "Swiss"),
    "FR": ("France", "French"),
}
"""Words by which a statement says itself whose it is."""


class Placed(Protocol):
    """Content that holds somewhere."""

    @property
    def jurisdiction(self) -> str:
        """Where it holds, `any` for everywhere."""


class Formed(Protocol):
    """Content that holds for some forms, or for all."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms it holds for."""


FormedItem = TypeVar("FormedItem", bound=Formed)


@dataclass(frozen=True)
class Selection:
    """The facts of one topic, in the order in which they are shown."""

    lead: Fact | None = None
    points: tuple[Fact, ...] = ()
    get_help: tuple[Fact, ...] = ()
    detail: tuple[Fact, ...] = ()
    """What is left for "tell me more"."""
    gaps: tuple[Gap, ...] = ()
    """What is known not to be known, as far as it was asked."""

    @property
    def shown(self) -> tuple[Fact, ...]:
        """Everything stated."""
        return (*((self.lead,) if self.lead else ()), *self.points, *self.get_help)


def select(context: Context, topic_id: str) -> Selection:
    """Choose the facts of a topic for a question.

    Args:
        context: the question, about a medicine of the knowledge base.
        topic_id: the topic; where the medicine has no fact for it, the topics that it borrows from are used.

    Returns:
        The facts in order; empty where the knowledge base has none.
    """
    topic = context.snapshot.topics.get(topic_id)
    for candidate in (topic_id, *(topic.borrow if topic else ())):
        facts = context.snapshot.facts(context.medicine.medicine, candidate)
        chosen = _choose(context, topic_id, (*facts, *_asked_elsewhere(context, candidate, facts)))
        if chosen.lead:
            return chosen
    return Selection(gaps=_gaps(context, topic_id))


def _asked_elsewhere(context: Context, topic_id: str, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts of other topics about what is named, where the topic itself says nothing of it."""
    terms = context.snapshot.terms
    asked = {term for term in context.question.terms if term in terms and terms[term].kind in _ASKED_IN_ANY_TOPIC}
    told = {term for fact in facts for term in fact.about}
    told |= {term for gap in _gaps(context, topic_id) for term in gap.about}
    untold = asked - told - {topic_id}
    return tuple(fact for fact in context.medicine.facts if fact.role != "get_help" and untold & set(fact.about))


def _choose(context: Context, topic_id: str, facts: Iterable[Fact]) -> Selection:
    usable = [fact for fact in facts if _fits(context, fact)]
    usable.sort(key=lambda fact: _order(context, topic_id, fact))
    by_role = {role: [fact for fact in usable if fact.role == role] for role in ("lead", "point", "get_help", "detail")}
    asked_about = [fact for fact in usable if fact.role != "get_help" and matches_terms(context, fact.about)]
    product = context.product
    of_product = [fact for fact in usable if fact.role in ("lead", "point") and product and product.id in fact.products]
    openers = asked_about or of_product or by_role["lead"] or by_role["point"]
    if not openers:
        return Selection(gaps=_gaps(context, topic_id))
    lead = openers[0]
    rest = [fact for fact in usable if fact is not lead and fact.role in ("lead", "point")]
    rest += [fact for fact in asked_about if fact.role == "detail" and fact is not lead]
    if asked_about:
        rest.sort(key=lambda fact: _order(context, topic_id, fact))
        points = _on_the_matter(context, rest)
    else:
        rest.sort(key=lambda fact: _order(context, topic_id, fact)[1:])
        points = _mixed(context, rest)
    told = {lead.id, *(fact.id for fact in points)}
    left = {fact.id: fact for fact in (*rest, *by_role["detail"]) if fact.id not in told}
    return Selection(
        lead=lead,
        points=points,
        get_help=tuple([fact for fact in by_role["get_help"] if holds_here(context, fact)][:MOST_GET_HELP]),
        detail=tuple(left.values()),
        gaps=_gaps(context, topic_id),
    )


def _on_the_matter(context: Context, facts: list[Fact]) -> tuple[Fact, ...]:
    """What else there is about the thing named, wherever it holds, and little besides."""
    of_it = [fact for fact in facts if matches_terms(context, fact.about)]
    besides = [fact for fact in facts if fact not in of_it]
    room = max(0, min(MOST_GENERAL, _ENOUGH - len(of_it)))
    return (*of_it, *besides[:room])[:MOST_POINTS]


def _mixed(context: Context, facts: list[Fact]) -> tuple[Fact, ...]:
    """The first points, with room for what another jurisdiction says."""
    here = [fact for fact in facts if holds_here(context, fact)]
    elsewhere = [fact for fact in facts if not holds_here(context, fact)][:MOST_FROM_ELSEWHERE]
    room = MOST_POINTS - len(elsewhere)
    return (*here[:room], *elsewhere)


def _order(context: Context, topic_id: str, fact: Fact) -> tuple[int, int, int, int, int, int, str]:
    asked = matches_terms(context, fact.about)
    about = 0 if asked else 1 if not fact.about else 2
    besides = len(set(fact.about) - set(context.question.terms)) if asked else 0
    named = bool(context.form or context.product)
    specific = _is_specific(context, fact)
    own_topic = 0 if fact.topic == topic_id else 1
    waits = 0 if _speaks_to(context, topic_id, fact) else 1
    return (
        about,
        waits,
        jurisdiction_rank(context, fact),
        besides,
        int(specific != named) + own_topic,
        fact.rank,
        fact.id,
    )


def _is_specific(context: Context, fact: Fact) -> bool:
    """Whether a fact is for some products or some of the usual forms only; what is for all of those is general."""
    identity = context.medicine.identity
    usual = set(identity.default_forms) if identity else set()
    return bool(fact.products or (fact.forms and not (usual and usual <= set(fact.forms))))


def _speaks_to(context: Context, topic_id: str, fact: Fact) -> bool:
    home = AUDIENCE_TOPICS.get(fact.audience)
    return home is None or home == topic_id or matches_terms(context, fact.about)


def _fits(context: Context, fact: Fact) -> bool:
    if context.withholds_amounts and any(quantity.unit.startswith(("mg", "mcg")) for quantity in fact.quantities):
        return False
    product = context.product
    if fact.products and product and product.id not in fact.products:
        return False
    if fact.products and not product and context.form:
        form_of = {each.id: each.form for each in context.medicine.products}
        return any(form_of.get(each) == context.form for each in fact.products)
    return fits_form(context, fact.forms) or bool(fact.products and product)


def fits_form(context: Context, forms: Iterable[str]) -> bool:
    """Whether content for these forms holds for the form meant, or for a usual one where none is named.

    Args:
        context: the question.
        forms: the forms; none means all.
    """
    forms = tuple(forms)
    if context.form:
        return not forms or context.form in forms
    identity = context.medicine.identity
    usual = identity.default_forms if identity else ()
    return not forms or not usual or bool(set(forms) & set(usual))


def for_form(context: Context, items: Iterable[FormedItem]) -> list[FormedItem]:
    """The items that hold for the form meant."""
    return [item for item in items if fits_form(context, item.forms)]


def matches_terms(context: Context, about: Iterable[str]) -> bool:
    """Whether the question names one of these terms."""
    return bool(set(about) & set(context.question.terms))


def holds_here(context: Context, item: Placed) -> bool:
    """Whether a statement is from the person's region, or from nowhere in particular."""
    return item.jurisdiction in ("any", context.question.region, context.contacts.jurisdiction)


def jurisdiction_rank(context: Context, item: Placed) -> int:
    """0 for what holds where the person is, 1 for what others say."""
    return 0 if holds_here(context, item) else 1


def placed(context: Context, item: Placed, statement: str) -> str:
    """The statement, saying whose it is where it is not from the person's region and does not say so itself."""
    if item.jurisdiction in ("any", context.question.region):
        return statement
    names = NAMED_AS.get(item.jurisdiction, (item.jurisdiction,))
    if any(name in statement for name in names):
        return statement
    return f"{names[0]}: {statement}"


def _gaps(context: Context, topic_id: str) -> tuple[Gap, ...]:
    product = context.product
    return tuple(
        gap
        for gap in context.medicine.gaps
        if gap.topic == topic_id
        and (not gap.about or matches_terms(context, gap.about))
        and (not gap.products or product is None or product.id in gap.products)
    )
