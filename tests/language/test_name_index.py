from __future__ import annotations

import gzip
import sys
from pathlib import Path

import pytest

from bot.language import name_index
from bot.language.name_index import NameIndex, make_index, name_key, read

DETAILS = {
    "fluoxetine": {"medline_plus_id": "a1", "drugbank_id": "D1", "smiles": "C"},
    "rareamine": {"drugbank_id": "D2", "smiles": "C"},
    "pecan": {"drugbank_id": "D3"},
    "a protein": {"mesh_id": "M1"},
    "thyroid": {"medline_plus_id": "a2"},
    "nicotine": {"medline_plus_id": "a3"},
}
NAMES = {
    "fluoxetine": "fluoxetine",
    "prozac": "fluoxetine",
    "fluox\u00e9tine": "fluoxetine",
    "prozac-weekly": "fluoxetine",
    "rareamine": "rareamine",
    "2,4-dimethyl-rareamine": "rareamine",
    "rareamine, sodium salt": "rareamine",
    "pecan": "pecan",
    "a protein": "a protein",
    "armour": "thyroid",
}


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return make_index(NAMES, DETAILS, "tests")


@pytest.mark.parametrize(
    ("name", "generic", "common"),
    [("prozac", "fluoxetine", True), ("Prozac Weekly", "fluoxetine", True), ("rareamine", "rareamine", False)],
)
def test_knows_what_a_name_stands_for(index: NameIndex, name: str, generic: str, common: bool) -> None:
    found = index.find(name_key(name))

    assert found is not None
    assert (found.generic, found.common) == (generic, common)


def test_a_generic_name_is_a_name_although_no_other_points_to_it(index: NameIndex) -> None:
    assert index.find("nicotine") is not None


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("pecan", id="a food that allergists test with"),
        pytest.param("a protein", id="a part of the body"),
        pytest.param("armour", id="a brand that is an everyday word"),
        pytest.param("2 4 dimethyl rareamine", id="a chemist's name"),
        pytest.param("rareamine sodium salt", id="a catalogue's name"),
    ],
)
def test_leaves_out_what_people_do_not_take_or_type(index: NameIndex, name: str) -> None:
    assert index.find(name) is None


def test_survives_being_written(index: NameIndex) -> None:
    assert NameIndex.from_json(index.to_json()).names == index.names


def test_a_current_file_is_not_made_again(index: NameIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "names.json.gz"
    monkeypatch.setattr(name_index, "current_version", lambda: "tests")
    monkeypatch.setitem(sys.modules, "drug_named_entity_recognition", None)
    name_index.write(index, path)

    assert name_index.build(path).names == index.names


@pytest.mark.parametrize("content", [b"", b"no index", gzip.compress(b"[]"), gzip.compress(b"{}")])
def test_a_file_that_is_no_index_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "names.json.gz"
    path.write_bytes(content)

    with pytest.raises(ValueError, match="is not a name index"):
        read(path)


def test_a_broken_file_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, index: NameIndex) -> None:
    path = tmp_path / "names.json.gz"
    path.write_bytes(b"half a fi")
    monkeypatch.setattr(name_index, "_from_package", lambda: index)

    assert name_index.build(path).names == index.names
    assert read(path).names == index.names
