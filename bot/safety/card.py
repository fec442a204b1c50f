"""The card: what a person gets before anything else when help is needed.

It is made from two content files and a verdict: no database, no model, no network, so that nothing that breaks can
take it away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.knowledge import CONTENT
from bot.knowledge.documents import read_yaml
from bot.model.conversation import Card
from bot.model.knowledge import Citation, Content
from bot.model.safety import ENGLISH, Finding, Level, Verdict
from bot.safety.contacts import contacts
from bot.safety.rules import Situation, default_rules

_MOST_ADVICE = 4
_POISON = "poison"
"""The variant whose line stays after a denial wherever something may have been swallowed, however urgent it was."""
_ON_PURPOSE = "on_purpose"
"""The signal that something was taken to end a life."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


class Words(Content):
    """What a card says in one language."""

    opening: tuple[str, ...]
    held: tuple[str, ...]
    """What stays of it while the level is held."""
    folded: str
    """The one line that stays after a clear denial."""
    poison: str | None = None
    """Added where something may have been swallowed."""
    also: str | None = None
    """Added to the card of another wording, where this was found as well."""


class LevelWording(Content):
    """The card of one level, or of a variant of it."""

    en: Words
    es: Words
    question: str | None = None
    """Which of our own questions follows the card."""
    yields: bool = False
    """Whether this variant gives way to the level's own wording, where a situation asks for that."""

    def within(self, language: str) -> Words:
        """The words in a language; in English where there are none in it."""
        return self.es if language == "es" else self.en


class Alike(Content):
    """Situations that nobody can tell apart by looking on."""

    situations: frozenset[str]
    advice: tuple[str, ...]
    """Said of any of them, instead of the situation's own."""


class CardWording(Content):
    """`cards.yml`."""

    citations: tuple[Citation, ...]
    levels: dict[Level, LevelWording]
    variants: dict[str, dict[Level, LevelWording]]
    """Other wordings, for situations that say so."""
    alike: Alike
    questions: dict[str, dict[str, str]]
    """Our own questions, by language."""

    @property
    def folded(self) -> dict[Level, str]:
        """The levels that have a line to fold to, with it."""
        return {level: words.en.folded for level, words in self.levels.items()}


@lru_cache(maxsize=1)
def wording() -> CardWording:
    """The words of the cards, read once."""
    return read_yaml(CONTENT / "cards.yml", CardWording)


def question_text(question: str, language: str = ENGLISH) -> str:
    """One of our own questions.

    Args:
        question: Its id in `cards.yml`.
        language: In which it is asked.

    Raises:
        KeyError: If there is none of that id.
    """
    said = wording().questions[question]
    return said.get(language, said[ENGLISH])


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
    situations = tuple(map(_situation, verdict.findings))
    own = _wording(verdict)
    lines: list[str] = []
    for language in _languages(verdict):
        words = own.within(language)
        texts = [*words.opening, *(_advice(verdict) if language == ENGLISH else ())]
        if level is Level.EMERGENCY and words.poison and _may_have_swallowed(situations):
            texts.append(words.poison)
        texts += [other for each in _others(verdict, own) if (other := each.within(language).also)]
        lines += (contacts(region).fill(text, language) for text in _unsaid(texts))
    return Card(
        level=level,
        situations=tuple(situation.id for situation in situations),
        lines=tuple(lines),
        question=question_text(own.question, verdict.language) if own.question else None,
        asks=own.question,
    )


def held_card(verdict: Verdict, region: str, *, denied: bool = False) -> Card | None:
    """What stays of the card of an earlier message, while its level is held.

    Args:
        verdict: What raised the level.
        region: Whose numbers are shown.
        denied: Whether the person has clearly taken it back: it folds to one line, and does not go away.

    Returns:
        The card, or `None` for a verdict without findings.
    """
    if verdict.level is Level.NONE:
        return None
    lines: list[str] = []
    for language in _languages(verdict):
        kept = (_folded(verdict, language),) if denied else _wording(verdict).within(language).held
        lines += (contacts(region).fill(text, language) for text in kept)
    return Card(verdict.level, (), tuple(lines))


def variant_of(verdict: Verdict) -> str | None:
    """Which variant of its level's wording a verdict gets; `None` for the level's own.

    Args:
        verdict: What was seen.
    """
    level, variants = verdict.level, wording().variants
    wanted = {_situation(finding).variant for finding in verdict.findings if finding.level is level}
    found = [name for name, levels in variants.items() if name in wanted and level in levels]
    own_asked_for = any(name is None or level not in variants.get(name, {}) for name in wanted)
    return next((name for name in found if not (own_asked_for and variants[name][level].yields)), None)


def speaks_of_crisis(verdict: Verdict) -> bool:
    """Whether any of it is self-harm or violence, or was done on purpose."""
    return _ON_PURPOSE in verdict.signals or any(finding.level is Level.CRISIS for finding in verdict.findings)


def _situation(finding: Finding) -> Situation:
    return default_rules().situation(finding.situation)


def _languages(verdict: Verdict) -> tuple[str, ...]:
    return tuple(dict.fromkeys((verdict.language, ENGLISH)))


def _wording(verdict: Verdict) -> LevelWording:
    """The level's own wording, or the variant that the situations ask for."""
    general, variant = wording().levels[verdict.level], variant_of(verdict)
    if variant is None:
        return general
    own = wording().variants[variant][verdict.level]
    return own if own.question else own.copy(update={"question": general.question})


def _folded(verdict: Verdict, language: str) -> str:
    """One line for all that was found, the most urgent first."""
    own = _wording(verdict)
    wordings = [own, *_others(verdict, own)]
    if any(_situation(finding).poison for finding in verdict.findings):
        wordings.append(wording().variants[_POISON][Level.URGENT])
    lines = dict.fromkeys(each.within(language).folded for each in wordings)
    return " ".join(_unsaid(lines))


def _others(verdict: Verdict, own: LevelWording) -> list[LevelWording]:
    """The wordings of what was found besides, each once."""
    found = [Verdict((finding,)) for finding in verdict.findings]
    wordings = [_wording(each) for each in found]
    if _ON_PURPOSE in verdict.signals:
        wordings.append(wording().levels[Level.CRISIS])
    others: list[LevelWording] = []
    for each in wordings:
        if each.en.opening != own.en.opening and each not in others:
            others.append(each)
    return others


def _may_have_swallowed(situations: Iterable[Situation]) -> bool:
    return any(situation.poison or situation.id in wording().alike.situations for situation in situations)


def _advice(verdict: Verdict) -> list[str]:
    """What to do until help comes, of the situations at the card's level."""
    alike = wording().alike if verdict.level is Level.EMERGENCY else None
    told: list[str] = []
    for finding in verdict.findings:
        if finding.level is verdict.level and not (alike and finding.situation in alike.situations):
            told += _situation(finding).advice
    if alike and any(finding.situation in alike.situations for finding in verdict.findings):
        told += alike.advice
    return list(dict.fromkeys(told))[:_MOST_ADVICE]


def _unsaid(texts: Iterable[str]) -> list[str]:
    """The texts without the sentences that one before them has said, as a sentence or as a part of one."""
    said, kept = "", []
    for text in texts:
        sentences = [each for each in _SENTENCE_END.split(text) if each.rstrip(".").casefold() not in said]
        said += f" {text.casefold()}"
        if sentences:
            kept.append(" ".join(sentences))
    return kept
