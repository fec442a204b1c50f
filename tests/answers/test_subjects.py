"""Whose medicine it is: named, remembered, unknown, one of several, a whole group, or none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.model.conversation import Answer, Mention, Outcome
from evaluation.answers import words_of

Ask = Callable[..., Answer]

LISINOPRIL = Mention("lisinopril", "lisinopril", substance="lisinopril")
NEAR = Mention("baclofan", "baclofan", candidates=("baclofen", "Bactroban"))
OPIOIDS = Mention("opioids", "opioid painkillers", drug_class="opioids")
ALCOHOL = Mention("beer", "alcohol", drug_class="alcohol")


@pytest.mark.parametrize("intent", ["ask_side_effects", "ask_dosage", "ask_overview", "ask_alcohol", "ask_stopping"])
@pytest.mark.parametrize("remembered", [None, "baclofen"])
def test_a_medicine_that_is_not_here_is_named_and_never_answered_about(
    ask: Ask, intent: str, remembered: str | None
) -> None:
    answer = ask(intent, [LISINOPRIL], remembered_medicine=remembered)

    assert answer.outcome is Outcome.UNKNOWN_MEDICINE
    assert "Lisinopril is not in my database" in answer.sections[0].headline
    assert "don't take this as a yes" in words_of(answer)
    assert "baclofen" not in words_of(answer).lower()
    assert answer.medicines == ()


def test_where_the_leaflet_is_depends_on_the_region(ask: Ask) -> None:
    assert "DailyMed" in words_of(ask("ask_overview", [LISINOPRIL]))
    assert "NHS" in words_of(ask("ask_overview", [LISINOPRIL], region="UK"))


def test_a_name_near_two_is_asked_about(ask: Ask) -> None:
    answer = ask("ask_dosage", [NEAR])

    assert answer.outcome is Outcome.ASKED
    assert [(button.title, button.intent) for button in answer.buttons] == [
        ("Baclofen", "ask_dosage"),
        ("Bactroban", "ask_dosage"),
    ]


def test_without_a_medicine_it_asks_which(ask: Ask, snapshot) -> None:  # type: ignore[no-untyped-def]
    answer = ask("ask_food", [])

    assert answer.outcome is Outcome.ASKED
    assert {dict(button.entities)["medicine"] for button in answer.buttons} == set(snapshot.medicines)


def test_the_remembered_medicine_is_meant_where_none_is_named(ask: Ask) -> None:
    answer = ask("ask_alcohol", [], remembered_medicine="baclofen")

    assert answer.outcome is Outcome.ANSWERED
    assert answer.medicines == ("baclofen",)


def test_a_drink_beside_the_remembered_medicine_is_not_what_is_asked_about(ask: Ask) -> None:
    answer = ask("ask_alcohol", [ALCOHOL], remembered_medicine="baclofen")

    assert answer.outcome is Outcome.ANSWERED
    assert "Avoid alcohol with baclofen" in answer.sections[0].headline


def test_a_whole_group_is_not_answered_about(ask: Ask) -> None:
    answer = ask("ask_side_effects", [OPIOIDS])

    assert answer.outcome is Outcome.UNKNOWN_MEDICINE
    assert "group of medicines" in answer.sections[0].headline


@pytest.mark.parametrize("intent", ["ask_overview", "ask_definition", "ask_drug_class", "ask_find_drug"])
@pytest.mark.parametrize("remembered", [None, "baclofen"])
def test_what_a_group_is_says_that_it_is_not_here(ask: Ask, intent: str, remembered: str | None) -> None:
    answer = ask(intent, [OPIOIDS], remembered_medicine=remembered)

    assert answer.outcome is Outcome.UNKNOWN_MEDICINE
    assert "I don't have facts about opioids (opioid painkillers)" in answer.sections[0].headline
    assert "Ask your pharmacist" in words_of(answer)


def test_a_group_names_its_members_that_are_here(ask: Ask) -> None:
    relaxants = Mention("muscle relaxants", "muscle relaxants", drug_class="muscle_relaxants")

    assert "I know baclofen" in words_of(ask("ask_definition", [relaxants]))


def test_a_group_beside_a_medicine_does_not_disturb(ask: Ask) -> None:
    muscle_relaxants = Mention("muscle relaxant", "muscle relaxants", drug_class="muscle_relaxants")
    answer = ask("ask_drug_class", ["baclofen", muscle_relaxants])

    assert answer.outcome is Outcome.ANSWERED
    assert "I can't answer about" not in words_of(answer)


def test_a_stranger_beside_a_known_medicine_is_said_to_be_left_out(ask: Ask) -> None:
    stranger = Mention("zorbaxone", "zorbaxone")
    said = words_of(ask(["ask_driving", "ask_uses"], ["baclofen", stranger]))

    assert said.count("I can't answer about zorbaxone here") == 1


def test_two_medicines_get_a_section_each(ask: Ask) -> None:
    answer = ask("ask_driving", ["baclofen", "tizanidine"])

    assert answer.medicines == ("baclofen", "tizanidine")
    assert ["baclofen" in answer.sections[0].headline.lower(), "tizanidine" in answer.sections[1].headline.lower()] == [
        True,
        True,
    ]


def test_two_topics_get_a_section_each_and_one_list_of_sources(ask: Ask) -> None:
    answer = ask(["ask_alcohol", "ask_driving"])

    assert [section.intent for section in answer.sections] == ["ask_alcohol", "ask_driving"]
    assert len(set(answer.sources)) == len(answer.sources)
    assert not {"ask_alcohol", "ask_driving"} & {button.intent for button in answer.buttons}


@pytest.mark.parametrize(
    ("group", "says"),
    [("opioids", "No source here lists baclofen"), ("muscle_relaxants", "Yes, baclofen is one of the")],
)
def test_is_it_one_of_those(ask: Ask, group: str, says: str) -> None:
    named = Mention("x", group.replace("_", " "), drug_class=group)

    assert says in ask("ask_drug_class", ["baclofen", named]).sections[0].headline


def test_a_pump_without_a_name_is_the_only_one_here(ask: Ask) -> None:
    answer = ask("pump_problem", [], form="pump")

    assert answer.medicines == ("baclofen",)
    assert "baclofen pump" in answer.sections[0].headline


def test_a_pump_of_another_medicine_is_not_taken_for_ours(ask: Ask) -> None:
    insulin = Mention("insulin", "insulin", substance="insulin")

    assert ask("pump_problem", [insulin], form="pump").outcome is Outcome.UNKNOWN_MEDICINE


@pytest.mark.parametrize(
    ("typed", "name", "shown"),
    [
        pytest.param("coumadin", "warfarin", "Coumadin (warfarin)", id="brand"),
        pytest.param("xanax", "alprazolam", "Xanax (alprazolam)", id="brand of the knowledge base"),
        pytest.param("zzzquil", "diphenhydramine", "ZzzQuil (diphenhydramine)", id="a brand's own capitals"),
        pytest.param("xanex", "alprazolam", "Alprazolam (xanex)", id="misspelt"),
        pytest.param("vitamin d", "ergocalciferol", "Vitamin D (ergocalciferol)", id="everyday name"),
        pytest.param("ibuprofen tablets", "ibuprofen", "Ibuprofen", id="the same name"),
    ],
)
def test_the_name_that_was_typed_is_said_back_beside_the_generic(ask: Ask, typed: str, name: str, shown: str) -> None:
    headline = ask("ask_overview", [Mention(typed, name, substance=name)]).sections[0].headline

    assert headline.startswith(f"{shown} is not in my database")


def test_a_medicine_of_one_brand_is_offered_by_it(ask: Ask) -> None:
    titles = [button.title for button in ask("ask_food", []).buttons]

    assert titles == ["Baclofen", "Dantrolene", "Botox (onabotulinumtoxinA)", "Tizanidine"]


def test_a_product_that_is_no_alternative_is_put_right_first(ask: Ask) -> None:
    answer = ask("ask_alternatives", ["ryanodex", "baclofen"])

    assert "not for spasticity" in answer.sections[0].headline


def test_a_brand_that_is_two_products_is_shown_as_both(ask: Ask) -> None:
    lioresal = Mention("lioresal", "baclofen", "baclofen", known=True)
    said = words_of(ask("ask_comparison", [lioresal, "gablofen"]))

    assert "Lioresal tablets" in said
    assert "Lioresal Intrathecal" in said


def test_a_brand_beside_its_generic_name_is_told_apart(ask: Ask) -> None:
    assert "Fleqsuvy holds baclofen" in ask("ask_comparison", ["fleqsuvy", "baclofen"]).sections[0].headline
