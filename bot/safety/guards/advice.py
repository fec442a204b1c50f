"""Advice that is never given, and the claim that two things go together without harm.

Nobody is told to stop a medicine, to skip, double, add or change a dose, or to take something in an emergency.

A phrase of `guards.yml` is advice unless its clause denies it ("do not stop"), asks about it, makes it a condition ("if
you stop") or has somebody else do it ("your doctor may lower it"): what is not understood counts as advice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.model.safety import Level
from bot.safety.guards.breach import Breach, Guard
from bot.safety.guards.inspected import Inspected
from bot.safety.guards.words import pattern

_HELP_NOW = frozenset({Level.EMERGENCY, Level.CRISIS, Level.URGENT})
_BREAK = re.compile(
    r"[,;:\u2013\u2014.!?]\s|\s[-\u2013\u2014]\s|\b(?:but|then)\b|\band\s(?=\w+\s+(?:it|your|the|taking|both)\b)",
    re.IGNORECASE,
)
_MAY = re.compile(r"\s(?:may|might|can|will|should|has|then|often|usually)\b", re.IGNORECASE)
_OR = re.compile(r"\bor\s(?:\w+ly\s)?$", re.IGNORECASE)
_TO = re.compile(r"\bto\s(?:\w+ly\s)?$", re.IGNORECASE)


def stops_medicine(inspected: Inspected) -> Iterator[Breach]:
    """A medicine is to be stopped: another one, or the one asked about."""
    for place, sentence in _sentences(inspected):
        if advised(sentence, "stopping"):
            yield Breach(Guard.STOPS_MEDICINE, f"advice to stop: {place}")
        for match in pattern("stopping_as_a_thing").finditer(sentence):
            if pattern("obliging", at_end=True).search(sentence[: match.start()]) and not _denied(
                sentence, match.start()
            ):
                yield Breach(Guard.STOPS_MEDICINE, f"advice to stop: {place}")


def dose_advice(inspected: Inspected) -> Iterator[Breach]:
    """A dose is to be skipped, doubled, added or changed. A late missed dose may be left, as a source says."""
    for place, sentence in _sentences(inspected):
        found = advised(sentence, "dosing")
        if needs_help_now(inspected) or not all(_skips_a_missed_dose(match) for match in found):
            yield from (Breach(Guard.DOSE_ADVICE, f"advice about a dose: {place}") for _ in found[:1])


def emergency_advice(inspected: Inspected) -> Iterator[Breach]:
    """Something is to be taken or given, where help is needed now."""
    if not needs_help_now(inspected):
        return
    for place, sentence in _sentences(inspected):
        if advised(sentence, "taking"):
            yield Breach(Guard.EMERGENCY_ADVICE, f"advice to take something: {place}")


def all_clear(inspected: Inspected) -> Iterator[Breach]:
    """Something is called harmless, and no source is named for it in the same sentence."""
    for place, sentence in _sentences(inspected):
        for match in pattern("all_clear").finditer(sentence):
            before = sentence[: match.start()]
            quoted = pattern("sources").search(before) and pattern("saying").search(before)
            unsure = pattern("unsure").search(_clause(before)) or _denied(sentence, match.start())
            if not (quoted or unsure):
                yield Breach(Guard.ALL_CLEAR, f"a claim that there is no harm: {place}")
                break


def needs_help_now(inspected: Inspected) -> bool:
    """Whether the message calls for help at once."""
    verdict = inspected.question.verdict
    return verdict is not None and verdict.level in _HELP_NOW


def advised(sentence: str, actions: str) -> list[re.Match[str]]:
    """Where a sentence advises one of the actions of a list.

    Args:
        sentence: The sentence.
        actions: The name of the list ("stopping").
    """
    return [
        match
        for match in pattern(actions).finditer(sentence)
        if not _is_of_something_else(match) and _is_advice(sentence, match.start())
    ]


def _is_of_something_else(match: re.Match[str]) -> bool:
    """Whether it is no medicine that is stopped or taken: "stop driving", "take care"."""
    _, _, after = match.string[match.start() :].partition(" ")
    objects = (after, match.string[match.end() :].lstrip())
    return any(pattern("not_a_medicine").match(each) for each in objects)


def _is_advice(sentence: str, start: int) -> bool:
    """Whether what begins at a place of a sentence is advised."""
    before = sentence[:start]
    is_question = sentence.rstrip().endswith("?")
    if is_question or _denied(sentence, start) or pattern("things", at_end=True).search(before):
        return False
    clause = _clause(before)
    if pattern("obliging", at_end=True).search(clause):
        return not pattern("deciders").search(clause)
    if subject := pattern("subjects", at_end=True).search(clause):
        return bool(pattern("suggesting", at_end=True).search(clause[: subject.start()]))
    if _TO.search(clause):
        return False
    joined = before if _OR.search(before) else clause
    return not (pattern("conditions").search(joined) or _others_decide(joined))


def _others_decide(clause: str) -> bool:
    """Whether somebody who may decide is the one who does it: "your doctor may", not "ask your doctor and"."""
    return any(_MAY.match(clause, decider.end()) for decider in pattern("deciders").finditer(clause))


def _denied(sentence: str, start: int) -> bool:
    before = sentence[:start]
    return bool(pattern("negations").search(before if _OR.search(before) else _clause(before)))


def _clause(before: str) -> str:
    """What stands before it in its own clause."""
    return _BREAK.split(before)[-1]


def _skips_a_missed_dose(found: re.Match[str]) -> bool:
    """Whether a missed dose is left because the next is due soon: what sources say, and no shortcut of ours."""
    return found[0].casefold() == "skip" and bool(pattern("next_is_due").search(found.string, 0, found.start()))


def _sentences(inspected: Inspected) -> Iterator[tuple[str, str]]:
    for passage in inspected.passages:
        yield from ((passage.place, sentence) for sentence in passage.sentences)
