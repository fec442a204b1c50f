"""Drug classes: a name that people type leads to every class that an interaction may be written for."""

from __future__ import annotations

import re

import pytest

REFERRED_TO = [
    "cns_depressants", "opioids", "benzodiazepines", "z_drugs", "barbiturates", "sedating_antihistamines",
    "gabapentinoids", "antipsychotics", "muscle_relaxants", "tricyclic_antidepressants", "mao_inhibitors",
    "blood_pressure_medicines", "levodopa_medicines", "lithium", "diabetes_medicines", "nsaids",
    "kidney_harming_medicines", "seizure_medicines", "hormonal_contraceptives", "oestrogens",
    "strong_cyp1a2_inhibitors", "other_cyp1a2_inhibitors", "calcium_channel_blockers", "aminoglycosides",
    "neuromuscular_blockers", "anticholinergics", "botulinum_toxins", "alcohol", "cannabis", "anaesthetics",
]  # fmt: skip


@pytest.mark.parametrize("class_id", REFERRED_TO)
def test_a_class_that_content_refers_to_is_there(snapshot, class_id):
    assert class_id in snapshot.classes


@pytest.mark.parametrize(
    ("typed", "class_id"),
    [
        ("Xanax", "benzodiazepines"),
        ("Valium", "benzodiazepines"),
        ("Ativan", "benzodiazepines"),
        ("Klonopin", "benzodiazepines"),
        ("Ambien", "z_drugs"),
        ("zopiclone", "z_drugs"),
        ("Benadryl", "sedating_antihistamines"),
        ("Tylenol PM", "sedating_antihistamines"),
        ("NyQuil", "sedating_antihistamines"),
        ("Norco", "opioids"),
        ("Percocet", "opioids"),
        ("OxyContin", "opioids"),
        ("co-codamol", "opioids"),
        ("tramadol", "opioids"),
        ("Neurontin", "gabapentinoids"),
        ("Lyrica", "gabapentinoids"),
        ("Seroquel", "antipsychotics"),
        ("Soma", "muscle_relaxants"),
        ("tizanidine", "muscle_relaxants"),
        ("booze", "alcohol"),
        ("weed", "cannabis"),
    ],
)
def test_what_slows_the_brain_is_known_by_everyday_names(snapshot, typed, class_id):
    assert {class_id, "cns_depressants"} <= snapshot.class_ids_of(typed)


@pytest.mark.parametrize(
    ("typed", "class_id"),
    [
        ("Elavil", "tricyclic_antidepressants"),
        ("lisinopril", "blood_pressure_medicines"),
        ("water pills", "blood_pressure_medicines"),
        ("Norvasc", "blood_pressure_medicines"),
        ("metformin", "diabetes_medicines"),
        ("Advil", "kidney_harming_medicines"),
        ("Motrin", "nsaids"),
        ("Sinemet", "levodopa_medicines"),
        ("Keppra", "seizure_medicines"),
        ("Nardil", "mao_inhibitors"),
        ("the depo shot", "hormonal_contraceptives"),
        ("HRT", "oestrogens"),
        ("lithium", "lithium"),
    ],
)
def test_other_classes_are_known_by_everyday_names(snapshot, typed, class_id):
    assert class_id in snapshot.class_ids_of(typed)


@pytest.mark.parametrize("harmless", ["yogurt", "tap water", "bread"])
def test_a_name_that_no_source_lists_is_in_no_class(snapshot, harmless):
    assert snapshot.class_ids_of(harmless) == frozenset()


def test_a_class_that_rests_on_the_ansm_alone_says_so_and_one_with_others_is_marked_lower(snapshot):
    for drug_class in snapshot.classes.values():
        cited = {citation.source for citation in drug_class.citations}
        if "who-atc" in cited:
            assert drug_class.evidence.value == "B", drug_class.id


def test_codes_have_the_shape_of_their_kind(snapshot):
    for drug_class in snapshot.classes.values():
        for member in drug_class.members:
            assert member.atc is None or re.fullmatch(r"[A-Z]\d{2}[A-Z]{2}\d{2}", member.atc), member.name
            assert member.rxnorm is None or member.rxnorm.isdigit(), member.name


def test_parents_never_lead_back_to_the_class_itself(snapshot):
    for drug_class in snapshot.classes.values():
        assert drug_class.id not in snapshot.with_wider_classes(drug_class.parents)


def test_a_name_means_a_class_or_a_term_but_not_both(snapshot):
    """The linker would read it as the term, and the interaction would not be looked up."""
    of_terms = {name.casefold() for term in snapshot.terms.values() for name in (term.name, *term.names)}
    both = {
        (drug_class.id, name)
        for drug_class in snapshot.classes.values()
        for name in (drug_class.name, *drug_class.names, *(n for m in drug_class.members for n in (m.name, *m.names)))
        if name.casefold() in of_terms
    }

    assert both == set()
