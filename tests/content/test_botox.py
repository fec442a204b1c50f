"""OnabotulinumtoxinA: a clinic's injection, whose effect can spread."""

from __future__ import annotations

import pytest

BOTOX = "onabotulinumtoxina"


def test_the_boxed_warning_leads_the_warnings(facts_of):
    lead = facts_of(BOTOX, "warnings", "lead")[0]

    assert "boxed warning" in lead.statement
    assert "spread" in lead.statement
    assert lead.citations[0].section == "Boxed warning"


@pytest.mark.parametrize("topic", ["warnings", "side_effects", "children"])
@pytest.mark.parametrize("sign", ["swallow", "speak", "breathe"])
def test_signs_of_spread_mean_the_emergency_number(facts_of, topic, sign):
    told = [fact.statement for fact in facts_of(BOTOX, topic, "get_help") if sign in fact.statement]

    assert any("{emergency}" in statement for statement in told)


@pytest.mark.parametrize("term", ["trouble_swallowing", "breathlessness", "slurred_speech"])
def test_spread_to_swallowing_breathing_or_speech_is_an_emergency(snapshot, term):
    effect = next(row for row in snapshot.medicines[BOTOX].side_effects if row.term == term)

    assert effect.level == "emergency"
    assert "{emergency}" in effect.what_to_do


@pytest.mark.parametrize("topic", ["dosage", "max_dose", "brand_generic"])
def test_units_are_never_swapped_with_those_of_another_toxin(facts_of, topic):
    told = " ".join(fact.statement for fact in facts_of(BOTOX, topic))

    assert "not the same as a unit of Dysport" in told


def test_the_only_amount_in_units_is_the_adult_limit_of_the_label(snapshot):
    in_units = [
        (fact.id, fact.audience, int(quantity.value))
        for fact in snapshot.medicines[BOTOX].facts
        for quantity in fact.quantities
        if quantity.unit == "units"
    ]

    assert in_units == [("max-dose-lead", "adults", 400)]


def test_the_limit_is_marked_as_a_label_fact_that_was_not_read_again(facts_of):
    limit = facts_of(BOTOX, "max_dose", "lead")[0]

    assert limit.evidence.value == "L"
    assert limit.citations[0].section == "Section 2"


@pytest.mark.parametrize("other", ["gentamicin", "rocuronium", "oxybutynin", "Dysport", "baclofen", "Flexeril"])
def test_what_its_label_warns_of_is_found_by_the_names_that_people_type(rows_with, other):
    assert rows_with(BOTOX, other)
