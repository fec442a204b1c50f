"""The card: what a person gets before anything else when help is needed.

It is made from two content files and a verdict: no database, no model, no network, so that nothing that breaks can
take it away.
"""

from __future__ import annotations

from functools import lru_cache

from bot.knowledge import CONTENT
from bot.knowledge.documents import read_yaml
from bot.model.conversation import Card
from bot.model.knowledge import Content
from bot.model.safety import Finding, Level, Verdict
from bot.safety.contacts import contacts
from bot.safety.rules import Situation, default_rules

_MOST_ADVICE = 4


class LevelWording(Content):
    """What the card of one level says."""

    opening: tuple[str, ...]
    poison: str | None = None
    """Added where something was swallowed."""
    after_emergency: str | None = None
    """Added to an emergency card where this level was found as well."""
    question: str | None = None


class CardWording(Content):
    """`cards.yml`."""

    levels: dict[Level, LevelWording]
    variants: dict[str, dict[Level, LevelWording]]
    """Other wordings, for situations that say so."""
    folded: dict[Level, str]
    """One line that stays when the card itself is folded."""


@lru_cache(maxsize=1)
def wording() -> CardWording:
    """The words of the cards, read once."""
    return read_yaml(CONTENT / "cards.yml", CardWording)


def card(verdict: Verdict, region: str) -> Card | None:
    """The card that a verdict asks for.

    Args:
        verdict: What was seen. All of its situations are merged into one card.
        region: Whose numbers are shown.

    Returns:
        The card, or `None` for a verdict without findings.
    """
    level = verdict.level
    if level is Level.NONE:
        return None
    lines = contacts(region)
    situations = [default_rules().situation(finding.situation) for finding in verdict.findings]
    words = _words(level, situations[0])
    texts = [*words.opening, *_advice(level, verdict.findings)]
    if level is Level.EMERGENCY and words.poison and any(situation.poison for situation in situations):
        texts.append(words.poison)
    crisis = wording().levels[Level.CRISIS].after_emergency
    if level is Level.EMERGENCY and crisis and _is_self_harm(verdict):
        texts.append(crisis)
    return Card(
        level=level,
        situations=tuple(situation.id for situation in situations),
        lines=tuple(lines.fill(text) for text in texts),
        question=words.question,
    )


def folded(level: Level, region: str) -> str | None:
    """The one line that keeps a held level visible.

    Args:
        level: The level that the conversation holds.
        region: Whose numbers are shown.

    Returns:
        The line, or `None` for the level `none`.
    """
    text = wording().folded.get(level)
    return contacts(region).fill(text) if text else None


def _words(level: Level, situation: Situation) -> LevelWording:
    """The wording for the most urgent situation: its own variant where it has one at this level."""
    own = wording().variants.get(situation.variant or "", {})
    return own.get(level, wording().levels[level])


def _advice(level: Level, findings: tuple[Finding, ...]) -> list[str]:
    """What to do until help comes, of the situations at the card's level."""
    told: list[str] = []
    for finding in findings:
        if finding.level is level:
            told += [text for text in default_rules().situation(finding.situation).advice if text not in told]
    return told[:_MOST_ADVICE]


def _is_self_harm(verdict: Verdict) -> bool:
    return "on_purpose" in verdict.signals or any(finding.level is Level.CRISIS for finding in verdict.findings)
