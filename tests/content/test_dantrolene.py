"""Dantrolene: one substance in capsules for spasticity, and in injections that are never for it."""

from __future__ import annotations

import pytest

INJECTIONS = ["ryanodex", "revonto", "dantrium-intravenous"]
SIGNS_OF_LIVER_HARM = ["yellow skin", "dark pee", "belly pain", "itching"]


def test_the_boxed_warning_leads_the_warnings(facts_of):
    lead = facts_of("dantrolene", "warnings", "lead")[0]

    assert "boxed warning" in lead.statement
    assert "liver" in lead.statement
    assert lead.severity == "major"
    assert lead.citations[0].section == "Boxed warning"


@pytest.mark.parametrize("product_id", INJECTIONS)
def test_an_injection_is_for_the_vein_and_says_that_it_is_not_for_spasticity(snapshot, product_id):
    product = next(each for each in snapshot.medicines["dantrolene"].products if each.id == product_id)

    assert (product.route, product.form) == ("intravenous", "infusion")
    assert "malignant hyperthermia" in product.note
    assert "not for spasticity" in product.note


def test_wherever_ryanodex_meets_spasticity_it_is_to_say_no(snapshot):
    for medicine in snapshot.medicines.values():
        for fact in medicine.facts:
            if "Ryanodex" in fact.statement and "spasticity" in fact.statement:
                assert "not for spasticity" in fact.statement, fact.id


def test_a_use_for_spasticity_holds_for_the_capsules_only(facts_of):
    for fact in facts_of("dantrolene", "uses", "lead"):
        if "infusion" in fact.forms:
            assert "not for spasticity" in fact.statement
        else:
            assert fact.forms == ("capsule",)


def test_a_question_that_names_no_form_is_about_the_capsules(snapshot):
    assert snapshot.medicines["dantrolene"].identity.default_forms == ("capsule",)


def test_the_ladder_is_that_of_the_label_for_adults(snapshot):
    (regimen,) = snapshot.medicines["dantrolene"].regimens

    assert [(int(step.dose_mg), step.times_per_day, step.days) for step in regimen.steps] == [
        (25, 1, 7),
        (25, 3, 7),
        (50, 3, 7),
        (100, 3, None),
    ]
    assert regimen.maximum_mg_per_day == 400
    assert regimen.forms == ("capsule",)


@pytest.mark.parametrize("topic", ["stopping", "treatment_duration"])
def test_the_check_at_45_days_is_the_doctors_and_nobody_stops_alone(facts_of, topic):
    told = " ".join(fact.statement for fact in facts_of("dantrolene", topic))

    assert "45 days" in told
    assert "doctor" in told
    assert "on your own" in told


@pytest.mark.parametrize("sign", SIGNS_OF_LIVER_HARM)
def test_signs_of_liver_harm_mean_a_call_before_the_next_dose_not_a_stop(facts_of, sign):
    told = next(fact.statement for fact in facts_of("dantrolene", "warnings", "get_help") if sign in fact.statement)

    assert "before the next dose" in told
    assert "stop" not in told.lower()


def test_active_liver_disease_rules_the_capsules_out(snapshot, facts_of):
    lead = facts_of("dantrolene", "contraindications", "lead")[0]
    caution = next(row for row in snapshot.medicines["dantrolene"].conditions if row.term == "liver_disease")

    assert lead.severity == caution.severity == "contraindicated"
    assert "liver_disease" in lead.about


@pytest.mark.parametrize(
    "other", ["verapamil", "amlodipine", "Premarin", "Yasmin", "oxycodone", "beer", "Xanax", "vecuronium"]
)
def test_what_its_label_warns_of_is_found_by_the_names_that_people_type(rows_with, other):
    assert rows_with("dantrolene", other)
