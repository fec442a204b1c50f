"""What is wrong with the form of a content file is said with file, line and field, all of it at once."""

from __future__ import annotations

import pytest

from .breaking import RESTOL, change, check_error, errors_of


@pytest.mark.parametrize(
    ("file", "old", "new", "on", "expected"),
    [
        pytest.param(
            RESTOL,
            '    evidence: A\n    citations: [{source: restol-label, section: "1"}]',
            "    citations: [{source: restol-label}]",
            "- id: uses-lead",
            "facts[0].evidence: is missing",
            id="field-missing",
        ),
        pytest.param(
            RESTOL,
            "    simple: It stops hiccups.",
            "    simpel: It stops hiccups.",
            "simpel: It stops hiccups.",
            "facts[0].simpel: unknown key; did you mean `simple`?",
            id="key-misspelt",
        ),
        pytest.param(
            RESTOL,
            "role: lead",
            "role: first",
            "role: first",
            "facts[0].role: not one of 'lead', 'point', 'get_help', 'detail'",
            id="not-a-choice",
        ),
        pytest.param(
            RESTOL,
            'source: restol-label, section: "1"',
            "source: restol-labels",
            "citations: [{source: restol-labels}]",
            "facts[0].citations[0].source: there is no source `restol-labels`; did you mean `restol-label`?",
            id="source-unknown",
        ),
        pytest.param(
            RESTOL,
            "about: [hiccups]",
            "about: [wind]",
            "about: [wind]",
            "facts[0].about[0]: there is no term `wind`",
            id="term-unknown",
        ),
        pytest.param(
            RESTOL,
            "topic: uses",
            "topic: usess",
            "topic: usess",
            "facts[0].topic: there is no topic `usess`; did you mean `uses`?",
            id="topic-unknown",
        ),
        pytest.param(
            RESTOL,
            "classes: [sleepers]",
            "classes: [quick]",
            "classes: [quick]",
            "identity.classes[0]: there is no class `quick`",
            id="class-unknown",
        ),
        pytest.param(
            "shared.yml",
            "parents: [calmers]",
            "parents: [x]",
            "- {id: sleepers, name: sleep medicines, parents: [x]",
            "classes[0].parents[0]: there is no class `x`",
            id="parent-unknown",
        ),
        pytest.param(
            RESTOL,
            "products: [restolin]",
            "products: [restolon]",
            "products: [restolon]",
            "facts[1].products[0]: there is no product `restolon`; did you mean `restolin`?",
            id="product-unknown",
        ),
        pytest.param(
            RESTOL,
            "product: restolin",
            "product: other",
            "- {text: Restolin, kind: brand, product: other}",
            "identity.names[0].product: there is no product `other`",
            id="product-of-a-name-unknown",
        ),
        pytest.param(
            RESTOL,
            "drug_class: sleepers",
            "drug_class: sleepers\n    substance: dozol",
            "- id: with-sleepers",
            "interactions[0]: needs either `substance` or `drug_class`, and not both",
            id="interaction-with-two-partners",
        ),
        pytest.param(
            RESTOL,
            "    drug_class: sleepers\n",
            "",
            "- id: with-sleepers",
            "interactions[0]: needs either `substance` or `drug_class`, and not both",
            id="interaction-with-no-partner",
        ),
        pytest.param(
            RESTOL,
            "id: uses-first",
            "id: uses-lead",
            "- id: uses-lead",
            "facts[2].id: `uses-lead` is taken by knowledge/medicines/restol.yml:33 (facts)",
            id="id-twice",
        ),
        pytest.param(
            RESTOL,
            "id: with-sleepers",
            "id: uses-lead",
            "- id: uses-lead",
            "interactions[0].id: `uses-lead` is taken by knowledge/medicines/restol.yml:33 (facts)",
            id="id-of-another-list",
        ),
        pytest.param(
            RESTOL,
            "id: uses-first",
            "id: Uses First",
            "- id: Uses First",
            "facts[2].id: `Uses First` is not lower-case words joined by hyphens or underscores",
            id="id-malformed",
        ),
        pytest.param(
            RESTOL,
            "id: D10",
            "id: ten",
            "- {id: ten",
            "discrepancies[0].id: `ten` is not an id such as D12",
            id="discrepancy-id",
        ),
        pytest.param(
            RESTOL,
            "    jurisdiction: US\n",
            "    jurisdiction: usa\n",
            "jurisdiction: usa",
            "products[0].jurisdiction: `usa` is not a code such as US or UK, nor `any`",
            id="jurisdiction",
        ),
        pytest.param(RESTOL, "medicine: restol\n", "", "identity:", "medicine: is missing", id="medicine-not-named"),
        pytest.param(
            RESTOL,
            "effective_date: 2024-03-01",
            "effective_date: 2024-13-01",
            "- {id: restol-label",
            "sources[0].effective_date: month must be in 1..12",
            id="no-such-date",
        ),
        pytest.param(
            "shared.yml",
            "terms:\n",
            "terms: [\n",
            "- {id: hiccups, kind: symptom, name: hiccups, medical_name: singultus, names: [hiccup, the hiccups]}",
            "is not valid YAML: did not find expected node content",
            id="broken-yaml",
        ),
        pytest.param(
            "shared.yml",
            "sources:\n",
            "sauces:\n",
            "sauces:",
            "sauces: unknown key; did you mean `sources`?",
            id="unknown-list",
        ),
        pytest.param(
            RESTOL,
            "  name: restol\n",
            "  name: restol\n  name: other\n",
            "name: other",
            "identity.name: is given twice (first on line 3)",
            id="key-twice",
        ),
        pytest.param(RESTOL, "gaps:\n  - ", "gaps:\n  ", "gaps:", "gaps: needs a list (`- ...`)", id="no-list"),
    ],
)
def test_what_is_wrong_is_named_with_file_line_and_field(content, file, old, new, on, expected):  # noqa: PLR0917
    change(content, file, old, new)

    check_error(content, file, on, expected)


def test_all_errors_come_at_once(content):
    change(content, RESTOL, "about: [hiccups]", "about: [wind]")
    change(content, RESTOL, "ask: Ask your pharmacist.", "ask: Ask")
    change(content, "topics.yml", "noun: children", "noun: children, extra: 1")

    found = errors_of(content)

    assert [line.split(": ")[1] for line in found] == ["gaps[0].ask", "topics[3].extra"]


def test_what_refers_to_an_unreadable_entry_is_not_blamed(content):
    change(content, "shared.yml", "kind: symptom", "kind: symptoms")

    assert [line.split(": ")[1] for line in errors_of(content)] == ["terms[0].kind"]


def test_an_identity_is_needed_once(content):
    (content / "medicines" / "more.yml").write_text("medicine: restol\nidentity: {name: other}\n")
    (content / "medicines" / "new.yml").write_text("medicine: newol\n")

    assert errors_of(content) == [
        "knowledge/medicines/new.yml:1: medicine: no file of newol has an `identity:`; give it in one of them",
        "knowledge/medicines/restol.yml:2: identity: restol has its identity in knowledge/medicines/more.yml:2 already",
    ]


def test_a_source_id_is_used_once_across_all_files(content):
    (content / "more.yml").write_text(
        "sources:\n  - {id: restol-label, publisher: P, title: T, kind: label, jurisdiction: US}\n"
    )

    assert errors_of(content) == [
        "knowledge/more.yml:2: sources[0].id: `restol-label` is taken by knowledge/medicines/restol.yml:11 (sources)"
    ]


def test_a_file_that_would_be_overlooked_is_an_error(content):
    (content / "terms.yaml").write_text("terms: []\n")

    assert errors_of(content) == ["knowledge/terms.yaml:1: is not read: content files end in .yml"]


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    assert errors_of(tmp_path / "nowhere") == [f"{tmp_path / 'nowhere'}:1: there is no such folder"]
