"""Combination products: a brand leads to each of its ingredients, and to what is written for their classes."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("typed", "ingredients"),
    [
        ("Tylenol PM", {"acetaminophen", "diphenhydramine"}),
        ("Percocet", {"oxycodone", "acetaminophen"}),
        ("vicodin", {"hydrocodone", "acetaminophen"}),
        ("co-codamol", {"codeine", "acetaminophen"}),
        ("nyquil", {"acetaminophen", "dextromethorphan", "doxylamine"}),
        ("Night Nurse", {"acetaminophen", "dextromethorphan", "promethazine"}),
        ("Excedrin PM", {"acetaminophen", "aspirin", "diphenhydramine"}),
        ("Percodan", {"oxycodone", "aspirin"}),
        ("Suboxone", {"buprenorphine", "naloxone"}),
        ("Sinemet", {"levodopa", "carbidopa"}),
    ],
)
def test_a_name_that_people_type_has_its_ingredients(snapshot, typed, ingredients):
    assert set(snapshot.ingredients_of(typed)) == ingredients


@pytest.mark.parametrize("single", ["ZzzQuil", "Tylenol", "Advil", "oxycodone", "diphenhydramine"])
def test_a_single_medicine_is_no_combination(snapshot, single):
    assert snapshot.ingredients_of(single) == ()


@pytest.mark.parametrize(
    ("typed", "classes"),
    [
        ("Advil PM", {"nsaids", "sedating_antihistamines", "cns_depressants"}),
        ("Nurofen Plus", {"opioids", "nsaids"}),
        ("Librax", {"benzodiazepines"}),
        ("Zestoretic", {"blood_pressure_medicines"}),
        ("Yasmin", {"hormonal_contraceptives"}),
        ("Stalevo", {"levodopa_medicines"}),
    ],
)
def test_a_combination_is_in_the_classes_of_every_ingredient(snapshot, typed, classes):
    assert classes <= snapshot.class_ids_of(typed)


def test_no_name_of_a_combination_is_a_term_a_class_or_a_medicine_of_ours(snapshot):
    """The linker would read it as that, and its ingredients would not be looked up."""
    taken = {name.casefold() for term in snapshot.terms.values() for name in (term.name, *term.names)}
    taken |= {name.casefold() for group in snapshot.classes.values() for name in (group.name, *group.names)}
    taken |= {name.text.casefold() for each in snapshot.medicines.values() for name in each.identity.names}

    names = {name for each in snapshot.combinations.values() for name in (each.name, *each.names)}
    assert {name for name in names if name.casefold() in taken} == set()


def test_no_combination_says_a_strength_or_a_dose(snapshot):
    for combination in snapshot.combinations.values():
        for text in (combination.name, *combination.names, *combination.ingredients):
            assert not {"mg", "ml", "mcg"} & set(text.lower().split())


def test_a_list_of_ingredients_stands_for_one_combination(snapshot):
    """Two that hold the same are one, with the names of both."""
    held = [frozenset(combination.ingredients) for combination in snapshot.combinations.values()]

    assert len(held) == len(set(held))
