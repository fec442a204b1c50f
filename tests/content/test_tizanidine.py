"""Tizanidine: two medicines that it must never meet, blood pressure, and no sudden stop."""

from __future__ import annotations

import pytest

FORBIDDEN = ["fluvoxamine", "ciprofloxacin"]
WORST_FIRST = ["contraindicated", "major", "moderate", "minor", "info", "no_effect"]


@pytest.mark.parametrize("other", [*FORBIDDEN, "Luvox", "cipro", "Ciproxin"])
def test_the_forbidden_two_are_contraindicated_under_every_name(rows_with, other):
    worst = min(rows_with("tizanidine", other), key=lambda row: WORST_FIRST.index(row.severity))

    assert worst.severity == "contraindicated"


@pytest.mark.parametrize("topic", ["warnings", "contraindications", "interactions"])
def test_the_forbidden_two_lead(facts_of, topic):
    lead = facts_of("tizanidine", topic, "lead")[0]

    assert lead.severity == "contraindicated"
    assert all(name in lead.statement for name in FORBIDDEN)


@pytest.mark.parametrize("other", FORBIDDEN)
def test_who_took_both_is_sent_for_help_now(rows_with, other):
    forbidden = next(row for row in rows_with("tizanidine", other) if row.severity == "contraindicated")

    assert other in forbidden.effect
    assert "emergency care" in forbidden.advice


@pytest.mark.parametrize(
    "other",
    [
        "zileuton",
        "levofloxacin",
        "amiodarone",
        "mexiletine",
        "propafenone",
        "verapamil",
        "cimetidine",
        "famotidine",
        "birth control",
        "Microgynon",
        "aciclovir",
        "acyclovir",
        "ticlopidine",
    ],
)
def test_what_the_label_asks_care_with_is_listed_and_not_called_forbidden(rows_with, other):
    severities = {row.severity for row in rows_with("tizanidine", other)}

    assert "moderate" in severities
    assert "contraindicated" not in severities


@pytest.mark.parametrize("other", ["baclofen", "wine", "Valium", "tramadol", "Benadryl", "gabapentin", "weed"])
def test_what_adds_to_its_sedation_is_major(rows_with, other):
    assert "major" in {row.severity for row in rows_with("tizanidine", other)}


@pytest.mark.parametrize("topic", ["stopping", "withdrawal"])
def test_it_is_never_stopped_suddenly_and_why(facts_of, topic):
    assert "suddenly" in facts_of("tizanidine", topic, "lead")[0].statement
    assert any("blood pressure shoot up" in fact.statement for fact in facts_of("tizanidine", topic))


def test_the_most_in_a_day_is_that_of_the_label(facts_of):
    limit = facts_of("tizanidine", "max_dose", "lead")[0]

    assert {(int(q.value), q.unit) for q in limit.quantities} >= {(36, "mg"), (3, "doses"), (24, "hours")}


def test_a_name_that_looks_like_it_is_asked_about(snapshot):
    assert "tiagabine" in snapshot.medicines["tizanidine"].identity.look_alikes


@pytest.mark.parametrize("topic", ["food", "forms_strengths", "how_to_take"])
def test_tablets_and_capsules_are_not_swapped(facts_of, topic):
    assert any("swap" in fact.statement for fact in facts_of("tizanidine", topic))
