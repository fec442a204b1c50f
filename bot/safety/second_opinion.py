"""What the rules and the learned second opinion find together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

from bot.model.safety import Finding, Level, Verdict
from bot.safety.opinion_model import Opinion
from bot.safety.rules import RedFlagRules

RULE = "second-opinion"
"""Stands in place of a rule's id in a finding."""
UNCLEAR = "unclear"
"""The situation of a finding whose own situation the rules do not have."""
_VIOLENCE = 29
"""Row of the escalation notes: the one crisis that is not about self-harm."""


@dataclass(frozen=True)
class Bounds:
    """How likely something must be before the second opinion says it."""

    raises: float
    """That help is needed, to raise a level."""
    self_harm: float
    """The same, where it is about suicide or self-harm: much small talk has the tone of it."""
    contradicts: float
    """That help is needed, below which a rule that is not sure is spoken against."""
    level: float
    """That it is needed so fast, to raise a level that the rules have found."""
    too_fast: float
    """That it is needed so fast, below which a rule that is not sure of its level is spoken against, if the second
    opinion has a level to put in its place."""


@dataclass(frozen=True)
class Reading:
    """A message, or what is left of it without some words."""

    verdict: Verdict
    """Of the rules."""
    opinion: Opinion


def judged(readings: Sequence[Reading], rules: RedFlagRules, length: int, bounds: Bounds) -> Verdict:
    """What the rules and the second opinion find together.

    Each reading is judged by itself, and all that they find counts: a further one takes nothing away.

    Args:
        readings: Of one message.
        rules: Their situations are known.
        length: Of the message, in characters.
        bounds: How sure the second opinion must be.
    """
    each_alone = [
        raised(heard(reading.verdict, reading.opinion, bounds), reading.opinion, rules, length, bounds)
        for reading in readings
    ]
    standing = {finding.rule for alone in each_alone for finding in alone.findings if not finding.sure}
    agreed = [
        replace(alone, contradicted=tuple(rule for rule in alone.contradicted if rule not in standing))
        for alone in each_alone
    ]
    return reduce(Verdict.joined, agreed)


def heard(verdict: Verdict, opinion: Opinion, bounds: Bounds) -> Verdict:
    """The verdict of the rules without what is not sure and what the second opinion speaks against.

    Args:
        verdict: Of the rules.
        opinion: Of the same words.
        bounds: How sure it must be.
    """
    against = tuple(
        dict.fromkeys(
            finding.rule
            for finding in verdict.findings
            if not finding.sure and _speaks_against(opinion, finding.level, bounds)
        )
    )
    return verdict.joined(Verdict(contradicted=against)) if against else verdict


def _speaks_against(opinion: Opinion, level: Level, bounds: Bounds) -> bool:
    if opinion.needs_help < bounds.contradicts:
        return True
    return _is_sure(opinion, bounds) and opinion.as_fast[level.rank] < bounds.too_fast


def _is_sure(opinion: Opinion, bounds: Bounds) -> bool:
    """Whether it is sure enough to show a card by itself."""
    label = opinion.label
    self_harm = label.level is Level.CRISIS and label.situation != _VIOLENCE
    return opinion.needs_help >= (bounds.self_harm if self_harm else bounds.raises)


def raised(verdict: Verdict, opinion: Opinion, rules: RedFlagRules, length: int, bounds: Bounds) -> Verdict:
    """The verdict of the rules, raised where the second opinion is sure of more. Nothing of it is taken away.

    Args:
        verdict: Of the rules.
        opinion: Of the same message.
        rules: Their situations are known.
        length: Of the message, in characters.
        bounds: How sure it must be.
    """
    label = opinion.label
    if not _is_sure(opinion, bounds) or label.level.rank >= verdict.level.rank:
        return verdict
    if verdict.level.shows_card and opinion.as_fast[label.level.rank] < bounds.level:
        return verdict
    known = (situation.id for situation in rules.situations if situation.number == label.situation)
    finding = Finding(
        situation=next(known, UNCLEAR),
        level=label.level,
        rule=RULE,
        start=0,
        end=length,
        explanation=f"No rule says so: a learned opinion, {opinion.needs_help:.2f} sure that the message needs help.",
    )
    return verdict.joined(Verdict((finding,)))
