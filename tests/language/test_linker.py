from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.language.lexicon import Kind, MedicineLexicon
from bot.language.linker import PLACEHOLDER, Link, Linker

PIECES = st.sampled_from(
    ["baclofen", "Ozobax DS", "bac lofen", "prozacc", "wine", "dizzy", "10mg", "5 mg/ml", "pump", "bad kidneys",
     "Xanax", "a", "is", "and", ",", "?", "\u200b", "\u00e9", "toprol-xl", "parkinson's", "\U0001f600"]
)  # fmt: skip
SOME_TEXT = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES).map("".join))


def medicine(linker: Linker, text: str) -> Link:
    (found,) = linker.link(text).of_kind(Kind.MEDICINE)
    return found


@pytest.mark.parametrize(
    ("text", "named", "value", "known"),
    [
        pytest.param("can I drink on baclofen?", "baclofen", "baclofen", True, id="generic name"),
        pytest.param("LIORESAL 10mg", "LIORESAL", "baclofen", True, id="brand in capitals"),
        pytest.param("my bac is making me sleepy", "bac", "baclofen", True, id="abbreviation"),
        pytest.param("what is bacolfin", "bacolfin", "baclofen", True, id="reviewed misspelling"),
        pytest.param("what is baclofeb", "baclofeb", "baclofen", True, id="one letter wrong"),
        pytest.param("baclofennnn side effects", "baclofennnn", "baclofen", True, id="letters held down"),
        pytest.param("bac lofen dose", "bac lofen", "baclofen", True, id="a space inside"),
        pytest.param("b\u0430clofen", "b\u0430clofen", "baclofen", True, id="a Cyrillic letter inside"),
        pytest.param("rizanidine dose", "rizanidine", "tizanidine", True, id="first letter wrong"),
        pytest.param("is prozac ok", "prozac", "fluoxetine", False, id="brand of the index"),
        pytest.param("toprol-xl at night", "toprol-xl", "metoprolol", False, id="hyphen"),
        pytest.param("metoprolol succinate", "metoprolol succinate", "metoprolol", False, id="longest name wins"),
        pytest.param("with level iracetam", "level iracetam", "levetiracetam", False, id="divided and misspelt"),
        pytest.param("on a xanax patch", "xanax patch", "alprazolam", False, id="how it is given"),
        pytest.param("with sleepaway", "sleepaway", "diazepam", False, id="what it is given for"),
        pytest.param("with xanax plus", "xanax plus", "alprazolam plus", False, id="another medicine"),
        pytest.param("and xanax?", "xanax", "alprazolam", False, id="member of a class"),
    ],
)
def test_links_a_medicine(linker: Linker, text: str, named: str, value: str, known: bool) -> None:
    found = medicine(linker, text)

    assert (found.text, found.meaning.value, found.meaning.known) == (named, value, known)
    assert text[found.start : found.end] == named
    assert not found.meaning.candidates


def test_a_member_of_a_class_says_which_class(linker: Linker) -> None:
    assert medicine(linker, "xanax").as_mention().drug_class == "benzodiazepines"


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("can i take calmol pm with it tonight", "calmol pm"),
        ("took a Painocet this morning", "Painocet"),
        ("is acetaminophen with diazepam ok", "acetaminophen with diazepam"),
        ("my painoset ran out", "painoset"),
    ],
)
def test_a_combination_is_one_medicine_by_any_of_its_names(linker: Linker, text: str, typed: str) -> None:
    (link,) = linker.link(text).of_kind(Kind.MEDICINE)

    mention = link.as_mention()
    assert (mention.text, mention.name) == (typed, "acetaminophen with diazepam")
    assert (mention.substance, mention.known, mention.drug_class) == ("acetaminophen-diazepam", False, None)
    assert not link.meaning.is_class


def test_a_product_name_says_which_product(linker: Linker) -> None:
    mention = medicine(linker, "how much Ozobax  DS").as_mention()

    assert (mention.substance, mention.product) == ("baclofen", "ozobax-ds")


def test_a_class_is_no_single_medicine_and_stays_in_the_text(linker: Linker) -> None:
    linked = linker.link("is baclofen a benzodiazepine")

    assert linked.masked == f"is {PLACEHOLDER} a benzodiazepine"
    assert [link.meaning.substance for link in linked.of_kind(Kind.MEDICINE)] == ["baclofen", None]


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        pytest.param("bactroban cream", {"baclofen", "Bactroban"}, id="a name that is mistaken for ours"),
        pytest.param("what is hydralzine", {"hydralazine"}, id="two edits or fewer, offered or linked"),
        pytest.param("hydroxylazine 25", {"hydralazine", "hydroxyzine"}, id="as near to two names"),
    ],
)
def test_asks_where_the_text_could_be_several(linker: Linker, text: str, candidates: set[str]) -> None:
    meaning = medicine(linker, text).meaning

    assert set(meaning.candidates or (meaning.name,)) == candidates
    assert not meaning.known


@pytest.mark.parametrize(
    "text",
    ["is wine ok", "a glass of wine", "what time is it", "I like water", "can I have lunch", "my husband is tired",
     "the weather in Paris", "how do I cancel my order", "medacine", "stopping", "taking it at breakfast",
     "I have a hernia", "my pancreas", "muscle atrophy", "kyphosis", "a stoma bag"],
)  # fmt: skip
def test_everyday_words_are_no_medicine(linker: Linker, text: str) -> None:
    assert [link for link in linker.link(text).links if link.meaning.substance or link.meaning.candidates] == []


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        pytest.param("I have bad kidneys", Kind.TERM, "kidney_disease", id="condition in everyday words"),
        pytest.param("feeling light headed", Kind.TERM, "dizziness", id="hyphen left out"),
        pytest.param("dizzinets", Kind.TERM, "dizziness", id="symptom misspelt"),
        pytest.param("has parkinson's", Kind.TERM, "parkinsons_disease", id="apostrophe"),
        pytest.param("the liquid one", Kind.FORM, "liquid", id="form"),
        pytest.param("caspules", Kind.FORM, "capsule", id="form misspelt"),
        pytest.param("10mg twice", Kind.STRENGTH, "10 mg", id="strength"),
        pytest.param("25mg/5ml bottle", Kind.STRENGTH, "5 mg/mL", id="strength of a liquid"),
    ],
)
def test_links_terms_forms_and_strengths(linker: Linker, text: str, kind: Kind, value: str) -> None:
    assert [link.meaning.value for link in linker.link(text).of_kind(kind)] == [value]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        pytest.param("can baclofen hurt", f"can {PLACEHOLDER} hurt", id="one"),
        pytest.param("xanax vs Ozobax DS?", f"{PLACEHOLDER} vs {PLACEHOLDER}?", id="two stay two"),
        pytest.param("wine and dizziness", "wine and dizziness", id="drinks and symptoms stay"),
        pytest.param("dizzinets on it", "dizziness on it", id="a misspelt symptom is put right"),
    ],
)
def test_masks_medicines_only(linker: Linker, text: str, masked: str) -> None:
    assert linker.link(text).masked == masked


@given(SOME_TEXT)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_two_links_overlap_and_each_maps_back(linker: Linker, text: str) -> None:
    links = linker.link(text).links

    assert all(text[link.start : link.end] == link.text for link in links)
    assert all(left.end <= right.start for left, right in pairwise(links))


@given(SOME_TEXT)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_medicine_leaves_one_placeholder(linker: Linker, text: str) -> None:
    linked = linker.link(text)
    single = [link for link in linked.of_kind(Kind.MEDICINE) if not link.meaning.is_class]

    assert linked.masked.count(PLACEHOLDER) >= len(single)


@given(st.lists(PIECES, max_size=8).map(" ".join))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_masking_twice_changes_nothing(linker: Linker, text: str) -> None:
    once = linker.link(text).masked

    assert linker.link(once).masked == once


def test_a_lexicon_survives_being_written(lexicon: MedicineLexicon) -> None:
    again = MedicineLexicon.from_json(lexicon.to_json())

    assert again.to_json() == lexicon.to_json()
    text = "prozac, ozobax ds, bactroban, xanax, dizzy, 10 mg, pump"
    assert Linker(again).link(text) == Linker(lexicon).link(text)
