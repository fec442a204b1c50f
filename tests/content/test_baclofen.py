"""Baclofen: what the article covers is answered for both regions, and where it is wrong is on record."""

from __future__ import annotations

import pytest

COVERED_BY_THE_ARTICLE = [
    "overview", "drug_class", "brand_generic", "forms_strengths", "how_it_works", "uses", "effectiveness",
    "warnings", "withdrawal", "stopping", "alcohol", "contraindications", "pregnancy", "breastfeeding", "how_to_take",
    "food", "missed_dose", "dosage", "max_dose", "children", "side_effects", "interactions", "driving", "comparison",
    "alternatives", "reviews", "storage",
]  # fmt: skip
ASKED_BY_PEOPLE_AND_NOT_COVERED = ["time_to_effect", "duration_in_body", "overdose", "treatment_duration", "lab_tests"]


@pytest.mark.parametrize("region", ["US", "UK"])
@pytest.mark.parametrize("topic", [*COVERED_BY_THE_ARTICLE, *ASKED_BY_PEOPLE_AND_NOT_COVERED])
def test_a_topic_has_a_direct_answer_that_holds_in_the_region(facts_of, topic, region):
    leads = facts_of("baclofen", topic, "lead")

    assert any(lead.jurisdiction in ("any", region) for lead in leads)


@pytest.mark.parametrize("number", range(1, 35))
def test_every_error_of_the_article_is_on_record_with_what_is_right(snapshot, number):
    row = next(row for row in snapshot.medicines["baclofen"].discrepancies if row.id == f"D{number}")

    assert row.article_says
    assert row.sources_say
    assert {snapshot.source(citation).kind for citation in row.citations} != {"article"}
