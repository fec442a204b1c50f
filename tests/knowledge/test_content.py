"""The real content of `knowledge/`."""

from __future__ import annotations

import pytest

from bot.knowledge import CONTENT, read_files
from bot.knowledge.texts import texts_of


@pytest.fixture(scope="module")
def real():
    return read_files(CONTENT)


def test_all_content_is_valid(real):
    assert "baclofen" in real.medicines


def test_every_topic_with_a_fact_has_one_to_lead_the_answer(real):
    without = [
        f"{medicine}: {topic}"
        for medicine in real.medicines
        for topic in real.topics
        if (facts := real.facts(medicine, topic)) and not any(fact.role in ("lead", "point") for fact in facts)
    ]

    assert not without


def test_nothing_is_signed_that_no_clinician_has_signed(real):
    assert real.reviewed_share == 0


def test_no_text_is_there_twice_within_a_topic(real):
    seen: dict[tuple[str, str, str], str] = {}
    twice = []
    for medicine, content in real.medicines.items():
        for fact in content.facts:
            for _, text in texts_of("facts", fact):
                first = seen.setdefault((medicine, fact.topic, text), fact.id)
                if first != fact.id:
                    twice.append(f"{medicine}: {first} and {fact.id}")

    assert not twice
