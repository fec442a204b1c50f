"""How urgent a message is, and what was seen in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any

ENGLISH = "en"


class Level(str, Enum):
    """How fast help is needed. The order of definition is the order in which levels outrank each other."""

    EMERGENCY = "emergency"
    """An ambulance, now (E0)."""
    CRISIS = "crisis"
    """Self-harm or violence."""
    URGENT = "urgent"
    """Poison centre or emergency department, now (E1)."""
    SAME_DAY = "same_day"
    """A doctor, pump team or pharmacist today (E2)."""
    NONE = "none"
    """Routine or information (E3, E4)."""

    @property
    def rank(self) -> int:
        """0 for the level that outranks all others."""
        return list(Level).index(self)

    @property
    def shows_card(self) -> bool:
        """Whether a card goes out before anything else."""
        return self is not Level.NONE

    @staticmethod
    def highest(levels: list[Level]) -> Level:
        """The level that outranks the others; `none` for an empty list."""
        return min(levels, key=lambda level: level.rank, default=Level.NONE)


@dataclass(frozen=True)
class Finding:
    """One situation that was recognised in a message."""

    situation: str
    """Id of the situation ("not_breathing")."""
    level: Level
    rule: str
    """Id of the rule that fired, for replay."""
    start: int
    end: int
    """Span of the evidence in the text as it was typed, in characters."""
    explanation: str
    """Why, in one sentence, without the person's words."""
    sure: bool = True
    """Whether it stands whatever else is thought of the message. Another is heard with the second opinion, and stands
    where there is none."""


def most_urgent_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Of each situation its most urgent finding, the most urgent of all first; order is kept among equals.

    Where that one is not sure, the most urgent that is sure stays beside it.

    Args:
        findings: Any findings of one message.
    """
    kept: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: (finding.level.rank, not finding.sure)):
        of_situation = kept.setdefault(finding.situation, [])
        if not of_situation or (finding.sure and not any(known.sure for known in of_situation)):
            of_situation.append(finding)
    every = [finding for of_situation in kept.values() for finding in of_situation]
    return tuple(sorted(every, key=lambda finding: finding.level.rank))


@dataclass(frozen=True)
class Verdict:
    """What `safety.screen` says of one message: every situation found, most urgent first."""

    findings: tuple[Finding, ...] = ()
    signals: tuple[str, ...] = ()
    """What was said that may matter together with a later message ("stopped_medicine")."""
    contradicted: tuple[str, ...] = ()
    """Rules that were not sure, and that the second opinion speaks against: they count no more for this message."""
    language: str = ENGLISH
    """Of the words that raised the level: the card is shown in it as well."""

    @property
    def level(self) -> Level:
        """The highest level found."""
        return Level.highest([finding.level for finding in self.findings])

    @property
    def sure_level(self) -> Level:
        """The highest level of the findings that stand whatever else is thought of the message."""
        return Level.highest([finding.level for finding in self.findings if finding.sure])

    def joined(self, other: Verdict) -> Verdict:
        """What both saw together: of each situation the most urgent finding. Never lower than either is sure of.

        Args:
            other: Another verdict on the same message.
        """
        contradicted = tuple(dict.fromkeys((*self.contradicted, *other.contradicted)))
        stand = [found for found in (*self.findings, *other.findings) if found.sure or found.rule not in contradicted]
        return Verdict(
            findings=most_urgent_first(stand),
            contradicted=contradicted,
            signals=tuple(dict.fromkeys((*self.signals, *other.signals))),
            language=self.language if self.language != ENGLISH else other.language,
        )

    def to_json(self) -> dict[str, Any]:
        """As it stands in parse data."""
        findings = [{**asdict(finding), "level": finding.level.value} for finding in self.findings]
        return {
            "level": self.level.value,
            "findings": findings,
            "signals": list(self.signals),
            "contradicted": list(self.contradicted),
            "language": self.language,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Verdict:
        """The verdict that `to_json` wrote.

        Args:
            data: A verdict as it stands in parse data.
        """
        return cls(
            findings=tuple(
                Finding(**{**found, "level": Level(found["level"])}) for found in data.get("findings") or ()
            ),
            signals=tuple(data.get("signals") or ()),
            contradicted=tuple(data.get("contradicted") or ()),
            language=data.get("language") or ENGLISH,
        )
