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
_OTHER_PERSON = "another-wants-to-die"
_PUMP = "pump_trouble"


class LevelWording(Content):
    """What the card of one level says."""

    opening: tuple[str, ...]
    poison_opening: tuple[str, ...] | None = None
    """Instead of `opening`, where something was swallowed."""
    pump_opening: tuple[str, ...] | None = None
    other_opening: tuple[str, ...] | None = None
    """Instead of `opening`, where it is about another person."""
    poison: str | None = None
    after_emergency: str | None = None
    """Added to an emergency card where this level was found as well."""
    question: str | None = None
    other_question: str | None = None
    """Instead of `question`, where it is about another person."""


class CardWording(Content):
    """`cards.yml`."""

    levels: dict[Level, LevelWording]
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
    words = wording().levels[level]
    situations = [default_rules().situation(finding.situation) for finding in verdict.findings]
    texts = [*_opening(words, verdict, situations[0]), *_advice(level, verdict.findings)]
    if level is Level.EMERGENCY and words.poison and any(situation.poison for situation in situations):
        texts.append(words.poison)
    crisis = wording().levels[Level.CRISIS].after_emergency
    if level is Level.EMERGENCY and crisis and _is_self_harm(verdict):
        texts.append(crisis)
    return Card(
        level=level,
        situations=tuple(situation.id for situation in situations),
        lines=tuple(lines.fill(text) for text in texts),
        question=words.other_question if _is_about_another(verdict) else words.question,
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


def level_opening(level: Level, region: str) -> tuple[str, ...]:
    """The first lines of a level's card, with the region's numbers: for an answer that says when to get help."""
    lines = contacts(region)
    return tuple(lines.fill(text) for text in wording().levels[level].opening)


def _opening(words: LevelWording, verdict: Verdict, first: Situation) -> tuple[str, ...]:
    if words.other_opening and _is_about_another(verdict):
        return words.other_opening
    if words.poison_opening and first.poison:
        return words.poison_opening
    if words.pump_opening and first.id == _PUMP:
        return words.pump_opening
    return words.opening


def _advice(level: Level, findings: tuple[Finding, ...]) -> list[str]:
    """What to do until help comes, of the situations at the card's level."""
    told: list[str] = []
    for finding in findings:
        if finding.level is level:
            told += [text for text in default_rules().situation(finding.situation).advice if text not in told]
    return told[:_MOST_ADVICE]


def _is_about_another(verdict: Verdict) -> bool:
    """Whether the most urgent finding is a crisis of somebody else than the person who writes."""
    return verdict.findings[0].rule == _OTHER_PERSON


def _is_self_harm(verdict: Verdict) -> bool:
    return "on_purpose" in verdict.signals or any(finding.level is Level.CRISIS for finding in verdict.findings)
