"""`screen(text) -> Verdict`: is this an emergency? Pure, deterministic, on the raw text of every message.

It runs before and apart from the intent classifier, and reads the whole text. What it looks for is content
(`knowledge/red_flags/`); this module only knows how to look.
"""

from __future__ import annotations

import logging
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.language.everyday import everyday_words
from bot.model.safety import ENGLISH, Finding, Verdict, most_urgent_first
from bot.safety.amounts import COUNTED, value_of
from bot.safety.clues import Clues, clues_of
from bot.safety.concepts import ConceptFinder, Span
from bot.safety.context import ContextReader, ReadContext
from bot.safety.rules import DIRECTLY, RedFlagRules, Rule, Signal, Situation, default_rules
from bot.safety.words import Word, WordReader

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ScreenContext:
    """What earlier messages of the conversation said, as far as it can raise a level."""

    signals: frozenset[str] = frozenset()
    """Signals of earlier verdicts ("stopped_medicine"). They complete a rule; they never fire one alone."""


_NOTHING_EARLIER = ScreenContext()


class Screen:
    """The rules, compiled."""

    def __init__(self, rules: RedFlagRules, everyday: Container[str] = ()) -> None:
        """Compile the rules.

        Args:
            rules: What to look for.
            everyday: Words that are never taken for a misspelling.
        """
        self._reader = WordReader(rules, everyday)
        self._concepts = ConceptFinder(rules.concepts, self._reader)
        self._context = ContextReader(rules.context, self._reader)
        self._signals = rules.signals
        self._beginning_with: dict[str, set[int]] = defaultdict(set)
        for number, signal in enumerate(rules.signals):
            for sequence in signal.sequences:
                self._beginning_with[sequence[0]].add(number)
        self._situations = {situation.id: situation for situation in rules.situations}
        self._rules = {rule.id: rule for situation in rules.situations for rule in situation.rules}

    def screen(self, text: str, context: ScreenContext = _NOTHING_EARLIER) -> Verdict:
        """Look for red flags in one message.

        Args:
            text: The message as it was typed, all of it.
            context: What earlier messages said.

        Returns:
            Every situation found, most urgent first.
        """
        typed = self._reader.read(text)
        seen = self._find_signals(text, typed)
        findings = [
            self._finding(situation, rule, seen, typed)
            for situation in self._situations.values()
            for rule in situation.rules
            if seen and _complete(rule, seen, context)
        ]
        return Verdict(
            findings=most_urgent_first(findings),
            signals=tuple(seen),
            language=_language(findings, self._rules, seen),
        )

    def clues(self, text: str) -> Clues:
        """What a message speaks of, before any rule is asked.

        Args:
            text: The message as it was typed, all of it.
        """
        typed = self._reader.read(text)
        tokens = [word.text for word in typed]
        concepts = self._concepts.find(tokens)
        return clues_of(tokens, concepts, self._context.read(text, typed))

    def _find_signals(self, text: str, typed: list[Word]) -> dict[str, Span]:
        tokens = [word.text for word in typed]
        concepts = self._concepts.find(tokens)
        possible = sorted({number for name in concepts for number in self._beginning_with.get(name, ())})
        said = [(signal, list(_said(signal, tokens, concepts))) for signal in map(self._signals.__getitem__, possible)]
        context = self._context.read(
            text, typed, (Span(parts[0].start, parts[-1].end) for _, ways in said for parts in ways)
        )
        found: dict[str, Span] = {}
        for signal, ways in said:
            span = None if signal.id in found else _first_meant(signal, ways, concepts, context)
            if span is not None:
                found[signal.id] = span
        return found

    def _finding(self, home: Situation, rule: Rule, seen: dict[str, Span], typed: list[Word]) -> Finding:
        situation = self._situations[rule.situation or home.id]
        span = next(seen[signal] for signal in rule.all if signal in seen)
        return Finding(
            situation=situation.id,
            level=rule.level,
            rule=rule.id,
            start=typed[span.start].start,
            end=typed[span.end - 1].end,
            sure=rule.sure,
            explanation=f"The message speaks of {situation.title}, and nothing in it says that this is not happening.",
        )


def _complete(rule: Rule, seen: dict[str, Span], context: ScreenContext) -> bool:
    return any(signal in seen for signal in rule.all) and all(
        signal in seen or (len(rule.all) > 1 and signal in context.signals) for signal in rule.all
    )


def _language(findings: list[Finding], rules: Mapping[str, Rule], seen: dict[str, Span]) -> str:
    """The language of the words that raised the level, where it is another than English."""
    spoken = {seen[signal].language for finding in findings for signal in rules[finding.rule].all if signal in seen}
    return next(iter(sorted(spoken - {ENGLISH})), ENGLISH)


def _said(signal: Signal, tokens: list[str], concepts: dict[str, list[Span]]) -> Iterator[list[Span]]:
    """Every place where the signal is said, whatever stands around it: the spans of its concepts."""
    for sequence in signal.sequences:
        for parts in _in_order(sequence, concepts, signal.gap):
            if not signal.numbers or _go(signal.numbers, sequence, parts, tokens):
                yield parts


def _first_meant(
    signal: Signal, said: list[list[Span]], concepts: dict[str, list[Span]], context: ReadContext
) -> Span | None:
    """The first place where the signal is said and meant: not negated, hypothetical, past or quoted."""
    undone_by = {"negated", "hypothetical", "information", "past"} - set(signal.ignores)
    if signal.keeps_negation:
        undone_by.discard("negated")
    if signal.unless_prescribed:
        undone_by.add("prescribed")
    if signal.unless_usual:
        undone_by.add("usual")
    for parts in said:
        if _speaks_of(signal.unless, concepts, parts[0], context):
            continue
        if signal.unless_time and len(context.times) == 1 and any(part.start in context.times for part in parts):
            continue
        if not any(context.is_masked(part) for part in parts) and not (context.categories(parts) & undone_by):
            other = next((part.language for part in parts if part.language != ENGLISH), ENGLISH)
            return Span(parts[0].start, parts[-1].end, other)
    return None


def _speaks_of(names: Iterable[str], concepts: dict[str, list[Span]], place: Span, context: ReadContext) -> bool:
    """Whether one of the concepts stands in the clause of that place."""
    clause = context.clause(place)
    return any(_from(clause.start, concepts.get(name, []), reach=len(clause) - 1) for name in names)


def _go(way: str, sequence: tuple[str, ...], parts: list[Span], tokens: list[str]) -> bool:
    """Whether the numbers of a finding fall or rise from its first to its last."""
    values = [
        value_of(tokens[part.start])
        for concept, part in zip(sequence, parts, strict=True)
        if concept.removeprefix(DIRECTLY) in COUNTED
    ]
    first, last = values[0], values[-1]
    return first is not None and last is not None and (first > last if way == "falling" else first < last)


def _in_order(sequence: tuple[str, ...], concepts: dict[str, list[Span]], gap: int) -> Iterator[list[Span]]:
    """Every way to find the concepts one after the other, each at most `gap` words after the one before."""
    for first in concepts.get(sequence[0], ()):
        yield from _followed([first], sequence[1:], concepts, gap)


def _followed(
    parts: list[Span], rest: Sequence[str], concepts: dict[str, list[Span]], gap: int
) -> Iterator[list[Span]]:
    """Every way in which the rest of a sequence follows the parts that are found."""
    if not rest:
        yield parts
        return
    reach = 0 if rest[0].startswith(DIRECTLY) else gap
    for span in _from(parts[-1].end, concepts.get(rest[0].removeprefix(DIRECTLY), []), reach):
        yield from _followed([*parts, span], rest[1:], concepts, gap)


def _from(place: int, spans: list[Span], reach: int) -> list[Span]:
    """Of spans in order, those that begin at a place or at most `reach` words after it."""
    first = bisect_left(spans, place, key=_start_of)
    return spans[first : bisect_right(spans, place + reach, lo=first, key=_start_of)]


def _start_of(span: Span) -> int:
    return span.start


@lru_cache(maxsize=1)
def default_screen() -> Screen:
    """The screen of the knowledge folder's rules, compiled once."""
    try:
        everyday: Container[str] = everyday_words()
    except Exception:  # noqa: BLE001 - without the list of words a typo may be read as a red flag: never the reverse
        _log.exception("The everyday words could not be read")
        everyday = ()
    return Screen(default_rules(), everyday)


def screen(text: str, context: ScreenContext | None = None) -> Verdict:
    """Look for red flags in one message, with the rules of the knowledge folder.

    Args:
        text: The message as it was typed, all of it.
        context: What earlier messages of the conversation said; `None` for nothing.

    Returns:
        Every situation found, most urgent first; an empty verdict has the level `none`.
    """
    return default_screen().screen(text, context or _NOTHING_EARLIER)
