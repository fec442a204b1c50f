"""A combination is stored and found by any of its names, and what would mislead about it is refused."""

from __future__ import annotations

import pytest

from bot.knowledge import Snapshot, diff, load, read_database, read_files

from .breaking import change, check_error, errors_of

FILE = "combinations.yml"


@pytest.mark.parametrize("name", ["dozol-hicol", "dozol with hicol", "DOZY plus", "dozee plus"])
def test_ingredients_by_any_name_in_any_case(example, name):
    assert example.ingredients_of(name) == ("dozol", "hicol")


@pytest.mark.parametrize("name", ["dozol", "Dozy", "hicol", "sleepers", "restol", ""])
def test_what_is_no_combination_has_no_ingredients(example, name):
    assert example.ingredients_of(name) == ()


def test_a_combination_is_in_the_classes_of_its_ingredients(example):
    assert example.class_ids_of("Dozy Plus") == {"sleepers", "calmers"}


def test_a_combination_comes_back_from_the_database(engine, example):
    load(example, engine)

    back = read_database(engine)

    assert back.combinations == example.combinations
    assert back.combinations["dozol-hicol"].names == ("Dozy Plus", "dozee plus")
    assert back.version == example.version


def test_a_change_of_a_combination_is_named(content, example):
    change(content, FILE, "[Dozy Plus, dozee plus]", "[Dozy Plus]")

    changed = read_files(content)

    assert changed.version != example.version
    assert [(each.name, each.fields) for each in diff(example, changed).changed] == [
        ("combination dozol-hicol", ("names",))
    ]
    assert "combination dozol-hicol" in diff(Snapshot.of(), example).added


@pytest.mark.parametrize(
    ("old", "new", "on", "expected"),
    [
        pytest.param(
            "[dozol, hicol]", "[dozol]", "ingredients:", "ingredients: needs at least two entries", id="one-ingredient"
        ),
        pytest.param(
            "[dozol, hicol]",
            "[dozol, hicol, Hicol]",
            "ingredients:",
            "ingredients[2]: `Hicol` is listed twice",
            id="ingredient-twice",
        ),
        pytest.param(
            "[dozol, hicol]",
            "[Dozy, hicol]",
            "ingredients:",
            "ingredients[0]: `Dozy` is spelt `dozol` in knowledge/shared.yml:12",
            id="ingredient-by-another-name",
        ),
        pytest.param(
            "[Dozy Plus, dozee plus]",
            "[dozy]",
            "names:",
            "names[0]: `dozy` is a name of dozol in knowledge/shared.yml:12 too; delete it there",
            id="name-of-a-member",
        ),
        pytest.param(
            "source: restol-label",
            "source: restol-lable",
            "citations:",
            "citations[0].source: there is no source `restol-lable`; did you mean `restol-label`?",
            id="source-unknown",
        ),
        pytest.param("    evidence: A\n", "", "- id:", "evidence: is missing", id="evidence-missing"),
        pytest.param(
            "id: dozol-hicol",
            "id: Dozol hicol",
            "- id:",
            "id: `Dozol hicol` is not lower-case words joined by hyphens or underscores",
            id="id-malformed",
        ),
    ],
)
def test_what_is_wrong_is_named_with_file_line_and_field(content, old, new, on, expected):
    change(content, FILE, old, new)

    check_error(content, FILE, on, f"combinations[0].{expected}")


def test_an_id_and_a_name_stand_for_one_combination(content):
    again = (content / FILE).read_text().replace("dozee plus", "dozi plus").replace("name: dozol with", "name: other")
    (content / "more.yml").write_text(again.replace("Dozy Plus", "DOZY PLUS"))

    first = "knowledge/combinations.yml:2"
    assert errors_of(content) == [
        f"knowledge/more.yml:2: combinations[0].id: `dozol-hicol` is taken by {first} (combinations)",
        f"knowledge/more.yml:4: combinations[0].names[0]: `DOZY PLUS` is the name of another combination, {first}",
    ]
