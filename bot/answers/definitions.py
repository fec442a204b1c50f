"""What a word means, from the glossary."""

from __future__ import annotations

from bot.answers.context import Context, Draft, Used
from bot.answers.selection import MOST_POINTS
from bot.answers.wording import sentence
from bot.model.conversation import Outcome
from bot.model.knowledge import Evidence, Term


def defined_terms(context: Context) -> list[Term]:
    """The terms that the question names and the glossary explains."""
    terms = context.snapshot.terms
    return [terms[term] for term in context.question.terms if term in terms and terms[term].definition]


def compose_definition(context: Context, intent: str) -> Draft:
    """Explain the terms named."""
    found = defined_terms(context)
    if not found:
        return Draft(intent, context.say("definition_unknown"), (context.say("no_fact_ask"),), outcome=Outcome.NO_FACT)
    first, *rest = [_explained(term) for term in found]
    return Draft(intent, first, tuple(rest)[:MOST_POINTS], used=tuple(_record(term) for term in found))


def _explained(term: Term) -> str:
    definition = term.definition or ""
    return definition if term.name.lower() in definition.lower() else f"{sentence(term.name)}: {definition}"


def _record(term: Term) -> Used:
    return Used(None, term.citations, reviewed=term.evidence is Evidence.OWN)
