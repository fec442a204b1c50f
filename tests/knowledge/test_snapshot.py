from __future__ import annotations

from decimal import Decimal

import pytest

from bot.knowledge import Snapshot, read_files
from bot.knowledge.snapshot import plain_decimal
from bot.model.knowledge import Citation, DrugClass


def test_the_version_does_not_depend_on_layout_or_order(content, example):
    shared = content / "shared.yml"
    head, classes = shared.read_text().split("classes:\n")
    (content / "a").mkdir()
    (content / "a" / "classes.yml").write_text("classes:\n" + "".join(reversed(classes.splitlines(keepends=True))))
    shared.write_text(
        head.replace("{id: hiccups, kind: symptom, name: hiccups", "{name: hiccups, kind: symptom, id: hiccups")
    )
    (content / "medicines" / "restol.yml").rename(content / "medicines" / "r.yml")

    moved = read_files(content)

    assert moved.version == example.version
    assert moved == example


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        pytest.param("statement: Get help now.", "statement: Get help.", False, id="wording"),
        pytest.param("rank: 20", "rank: 21", False, id="rank"),
        pytest.param("percent_low: 0.5", "percent_low: 0.6", False, id="number"),
        pytest.param("value: 2.50", "value: 2.5", True, id="number-written-otherwise"),
        pytest.param('since: "2020-05-01"', "since: 2020-05-01", True, id="date-with-or-without-quotes"),
        pytest.param("identity:", "# a remark\nidentity:", True, id="comment"),
    ],
)
def test_the_version_follows_the_content(content, example, old, new, same):
    file = content / "medicines" / "restol.yml"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))

    assert (read_files(content).version == example.version) is same


def test_a_snapshot_cannot_be_changed(example):
    with pytest.raises(TypeError, match="does not support item assignment"):
        example.medicines["other"] = example.medicines["restol"]
    with pytest.raises(AttributeError):
        example.version = "other"
    with pytest.raises(TypeError, match="immutable"):
        example.medicines["restol"].identity.name = "other"


def test_facts_come_by_role_then_rank(example):
    assert [fact.id for fact in example.facts("restol", "uses")] == ["uses-lead", "uses-first", "uses-second"]
    assert example.facts("restol", "nothing") == ()
    assert example.facts("other", "uses") == ()


def test_every_statement_has_a_full_id(example):
    assert example.statement("restol/uses-lead").statement == "Restol helps with hiccups."
    assert example.statement("restol/with-sleepers").drug_class == "sleepers"
    assert example.statement("restol/D2").sources_say == "Keep it cool."
    with pytest.raises(KeyError):
        example.statement("restol/restolin")


def test_discrepancies_are_in_natural_order(example):
    assert [entry.id for entry in example.medicines["restol"].discrepancies] == ["D2", "D10"]


def test_a_citation_leads_to_its_source(example):
    citation = example.statement("restol/uses-lead").citations[0]

    assert example.source(citation).publisher == "Label office"


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        pytest.param("dozol", {"sleepers", "calmers"}, id="member-and-wider-class"),
        pytest.param("DOZY", {"sleepers", "calmers"}, id="brand-in-capitals"),
        pytest.param("restolin", {"sleepers", "calmers"}, id="brand-of-our-own-medicine"),
        pytest.param("downers", {"calmers"}, id="name-of-a-class"),
        pytest.param("aspirin", set(), id="unknown"),
    ],
)
def test_classes_of_a_name(example, name, classes):
    assert example.class_ids_of(name) == classes


def test_classes_within_each_other_do_not_loop():
    cited = {"evidence": "A", "citations": (Citation(source="s"),)}
    first = DrugClass(id="a", name="a", parents=("b",), **cited)
    second = DrugClass(id="b", name="b", parents=("a",), **cited)

    assert Snapshot.of(classes=[first, second]).class_ids_of("a") == {"a", "b"}


def test_share_of_reviewed_statements(example):
    statements = list(example.statements("restol"))

    assert example.reviewed_share == pytest.approx(1 / len(statements))
    assert Snapshot.of().reviewed_share == 0


def test_names_of_medicines_and_terms_are_familiar(example):
    assert {"restol", "Restolin", "ristol", "dozol", "sleep medicines", "singultus"} <= example.familiar_words


@pytest.mark.parametrize(("written", "plain"), [("2.50", "2.5"), ("1E+2", "100"), ("0.00", "0"), ("-3.0", "-3")])
def test_equal_numbers_look_equal(written, plain):
    assert str(plain_decimal(Decimal(written))) == plain
