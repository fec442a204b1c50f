"""What no text of the knowledge base may say, whoever writes it: read as a person would, over all of it.

The checks of `bot.knowledge` hold each entry to its own data; these patterns know nothing of the data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bot.knowledge import Snapshot
from bot.model.knowledge import Sourced

TEXT_FIELDS = (
    "statement", "simple", "note", "title", "what_to_do", "effect", "advice", "reason", "article_says", "sources_say",
    "acts_on", "given", "area", "biggest_warning", "checks",
)  # fmt: skip

NEVER = {
    "a pump dose": r"\d[\d,.]*\s*(?:mcg|µg|micrograms?)\s*(?:a|per|each|every|/)\s*(?:day|hour|d|h)\b",
    "a dose by weight": r"\d[\d,.]*\s*(?:mg|mcg|units?|U)\s*(?:/|per|for (?:each|every))\s*(?:kg|kilo|pound|lb)",
    "a taper step": r"\b(?:reduc|lower|cut|taper|decreas|wean)\w*\b[^.]{0,40}\bby\s+(?:\d|half|a (?:quarter|third))",
    "a taper interval": r"\b(?:reduc|lower|cut|taper|decreas|wean)\w*\b[^.]{0,60}\bevery\s+(?:\d|few|other|week|day)",
    "a toxic amount": r"\b(?:overdose|toxic|coma|poison\w*)\b[^.]{0,60}\d[\d,.]*\s*m?g\b",
    "a second dose to catch up": r"(?<!never )(?<!not )\btake (?:a )?(?:double|two doses|an extra)\b",
    "stop it yourself": r"(?<!not )(?<!never )(?<!n't )\bstop (?:taking )?(?:it|\w+) (?:now|today)",
    "an all-clear": r"\b(?:perfectly|completely|totally) safe\b|\bno interactions? (?:exists?|at all)\b",
}


def texts(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Name and text of everything that people read."""
    for medicine_id, medicine in snapshot.medicines.items():
        for entry in (*medicine.products, *snapshot.statements(medicine_id)):
            for field in TEXT_FIELDS:
                if text := getattr(entry, field, None):
                    yield f"{medicine_id}/{entry.id}.{field}", text
        for gap in medicine.gaps:
            yield f"{medicine_id}/gap {gap.topic}", f"{gap.missing}. {gap.ask}"
    for term in snapshot.terms.values():
        if term.definition:
            yield f"term {term.id}", term.definition


def sourced(snapshot: Snapshot) -> Iterator[tuple[str, Sourced]]:
    for medicine_id in snapshot.medicines:
        for entry in snapshot.statements(medicine_id):
            yield f"{medicine_id}/{entry.id}", entry


@pytest.mark.parametrize("what", NEVER)
def test_no_text_holds(snapshot, what):
    found = [(where, text) for where, text in texts(snapshot) if re.search(NEVER[what], text, re.IGNORECASE)]

    assert found == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a pump dose", "It starts at 100 mcg a day."),
        ("a dose by weight", "Children get 2 mg/kg."),
        ("a taper step", "Reduce the dose by 5 mg."),
        ("a taper interval", "Lower it a little every week."),
        ("a toxic amount", "An overdose of 300 mg can kill."),
        ("a second dose to catch up", "Then take a double dose."),
        ("stop it yourself", "If so, stop taking it now."),
        ("an all-clear", "It is perfectly safe with it."),
    ],
)
def test_the_patterns_would_see_it(what, text):
    assert re.search(NEVER[what], text, re.IGNORECASE)


@pytest.mark.parametrize(
    "text",
    [
        "Do not stop it today on your own.",
        "Never take 2 doses or an extra dose.",
        "The NHS says over 1 to 2 weeks, led by a doctor.",
        "Fleqsuvy is 5 mg/mL.",
    ],
)
def test_the_patterns_leave_what_may_be_said(text):
    assert not any(re.search(pattern, text, re.IGNORECASE) for pattern in NEVER.values())


def test_weak_evidence_says_that_one_source_says_it(snapshot):
    unhedged = [
        where
        for where, entry in sourced(snapshot)
        if entry.evidence.must_be_hedged
        and not any("one source says" in (getattr(entry, field, None) or "").lower() for field in TEXT_FIELDS)
    ]

    assert unhedged == []


def test_nothing_claims_to_be_reviewed_while_nobody_has_signed(snapshot):
    assert [where for where, entry in sourced(snapshot) if entry.status == "reviewed" and not entry.reviewed_by] == []


def test_every_medicine_says_what_it_does_not_know(snapshot):
    """A topic of the list is answered, borrowed, or recorded as a gap: never silently empty."""
    silent = [
        (medicine_id, topic.id)
        for medicine_id, medicine in snapshot.medicines.items()
        for topic in snapshot.topics.values()
        if topic.id != "find_drug"
        and not any(snapshot.facts(medicine_id, candidate) for candidate in (topic.id, *topic.borrow))
        and not any(gap.topic == topic.id for gap in medicine.gaps)
    ]

    assert silent == []


def test_emergency_lines_are_never_hedged(snapshot):
    hedged = [
        where
        for where, text in texts(snapshot)
        if "{emergency}" in text and re.search(r"\b(?:may want to|might|one source says|consider)\b", text.lower())
    ]

    assert hedged == []
