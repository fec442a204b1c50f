"""Messages that only point back: the other medicine, the other half of a pair, the effect named last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.model.conversation import Answer, Mention, Outcome, Previous, Reading
from evaluation.answers import words_of

Ask = Callable[..., Answer]

AMLODIPINE = Mention("amlodipine", "amlodipine", substance="amlodipine", drug_class="calcium_channel_blockers")
IBUPROFEN = Mention("ibuprofen", "ibuprofen", substance="ibuprofen", drug_class="nsaids")
GABAPENTIN = Mention("gabapentin", "gabapentin", substance="gabapentin", drug_class="gabapentinoids")
ON_BACLOFEN = {"remembered_medicine": "baclofen", "other_medicine": "dantrolene"}


@pytest.mark.parametrize(
    "text", ["and me?", "the other one", "and the other one", "what about the other one then", "and for me"]
)
@pytest.mark.parametrize("misread", ["ask_more_detail", "inform", "ask_driving"])
def test_the_other_one_is_what_was_talked_of_before(ask: Ask, text: str, misread: str) -> None:
    previous = Previous(intents=("ask_alcohol",), medicines=("baclofen",))

    answer = ask(misread, [], text=text, previous=previous, **ON_BACLOFEN)

    assert [section.intent for section in answer.sections] == ["ask_alcohol"]
    assert answer.medicines == ("dantrolene",)


def test_the_first_one_is_what_was_talked_of_first_of_all(ask: Ask) -> None:
    talked = {**ON_BACLOFEN, "first_medicine": "tizanidine", "form": "pump"}
    first = ask("ask_driving", [], text="ok i only have the first one anyway. can i drive", **talked)

    assert first.medicines == ("tizanidine",)
    assert ask("ask_driving", [], text="can i drive the first week", **talked).medicines == ("baclofen",)


@pytest.mark.parametrize(
    ("text", "medicine"),
    [
        ("i take the 1st one, is ibuprofen ok", "baclofen"),
        ("i take the 2nd one, is ibuprofen ok", "tizanidine"),
        ("mine is the third one, is ibuprofen ok", "dantrolene"),
    ],
)
def test_one_of_those_side_by_side_is_meant_by_its_place(ask: Ask, text: str, medicine: str) -> None:
    previous = Previous(intents=("ask_comparison",), medicines=("baclofen", "tizanidine", "dantrolene"))

    answer = ask("ask_interactions", [IBUPROFEN], text=text, previous=previous, **ON_BACLOFEN)

    assert answer.medicines == (medicine,)
    assert answer.others == (IBUPROFEN,)


@pytest.mark.parametrize("text", ["does botox have that problem too", "and does botox do that", "botox do the same?"])
@pytest.mark.parametrize("defined_meanwhile", [False, True])
def test_what_was_said_of_one_is_asked_of_another(ask: Ask, text: str, defined_meanwhile: bool) -> None:
    asked, earlier = ("ask_definition",), ("ask_stopping", "ask_uses")
    previous = Previous(asked, earlier=earlier) if defined_meanwhile else Previous(("ask_stopping",), ("baclofen",))
    botox = Mention("botox", "Botox", substance="onabotulinumtoxina", known=True, start=text.index("botox"))

    answer = ask(
        "ask_side_effects",
        [replace(botox, end=botox.start + len("botox"))],
        text=text,
        previous=previous,
        remembered_medicine="baclofen",
    )

    assert [section.intent for section in answer.sections] == ["ask_stopping"]
    assert answer.medicines == ("onabotulinumtoxina",)


def test_without_another_one_it_is_read_as_it_stands(ask: Ask) -> None:
    previous = Previous(intents=("ask_alcohol",), medicines=("baclofen",))

    answer = ask("ask_driving", [], text="and me?", previous=previous, remembered_medicine="baclofen")

    assert (answer.sections[0].intent, answer.medicines) == ("ask_driving", ("baclofen",))


def test_a_pair_keeps_its_other_side(ask: Ask) -> None:
    answer = ask("ask_interactions", ["baclofen", IBUPROFEN])

    assert answer.others == (IBUPROFEN,)
    assert ask("ask_driving").others == ()


def test_another_of_ours_takes_the_place_of_the_first(ask: Ask) -> None:
    previous = Previous(intents=("ask_interactions",), medicines=("baclofen",), others=(AMLODIPINE,))

    answer = ask("ask_interactions", ["dantrolene"], text="and dantrolene", previous=previous, **ON_BACLOFEN)

    assert answer.medicines == ("dantrolene",)
    assert "with amlodipine" in words_of(answer)


def test_another_stranger_takes_the_place_of_the_second(ask: Ask) -> None:
    previous = Previous(intents=("ask_interactions",), medicines=("baclofen",), others=(AMLODIPINE,))

    answer = ask("ask_uses", [IBUPROFEN], text="does that go for ibuprofen too", previous=previous, **ON_BACLOFEN)

    assert answer.others == (IBUPROFEN,)
    assert "amlodipine" not in words_of(answer)


@pytest.mark.parametrize("text", ["im on baclofen", "oh sorry its baclofen", "baclofen", "it's for baclofen"])
def test_a_pair_may_come_in_two_halves(ask: Ask, text: str) -> None:
    first = ask("ask_interactions", [GABAPENTIN], text="can i take it with gabapentin")
    previous = Previous(intents=("ask_interactions",), medicines=first.medicines)

    answer = ask("report_side_effect", text=text, previous=previous, remembered_medicine="gabapentin")

    assert first.outcome is Outcome.UNKNOWN_MEDICINE
    assert [section.intent for section in answer.sections] == ["ask_interactions"]
    assert "gabapentin" in words_of(answer)


@pytest.mark.parametrize("text", ["im on baclofen", "I take baclofen"])
def test_a_medicine_that_is_only_said_to_be_taken_is_asked_about(ask: Ask, text: str) -> None:
    answer = ask("report_side_effect", text=text)

    assert answer.outcome is Outcome.ASKED
    assert "What would you like to know about baclofen?" in words_of(answer)


def test_what_more_is_said_counts(ask: Ask) -> None:
    answer = ask("report_side_effect", text="my mum feels awful and she's on baclofen")

    assert answer.outcome is Outcome.ANSWERED
    assert "What would you like to know about baclofen?" not in words_of(answer)


@pytest.mark.parametrize("text", ["is that a common one", "how common is that", "is it normal?"])
def test_how_common_asks_of_the_effect_named_last(ask: Ask, text: str) -> None:
    previous = Previous(intents=("report_side_effect",), medicines=("baclofen",), terms=("constipation",))

    answer = ask("ask_warnings", [], text=text, previous=previous, remembered_medicine="baclofen")

    assert answer.sections[0].intent == "ask_side_effects"
    assert "constipation" in words_of(answer)


@pytest.mark.parametrize("text", ["hang on first whats spasticity", "spasticity meaning", "sorry what is spasticity?"])
def test_a_word_alone_is_explained(ask: Ask, text: str) -> None:
    answer = ask("report_side_effect", [], text=text, terms=("spasticity",), remembered_medicine="baclofen")

    assert [section.intent for section in answer.sections] == ["ask_definition"]


def test_a_second_reading_about_two_things_needs_two(ask: Ask) -> None:
    alone = ask(["ask_food", "ask_interactions"], text="is coffee ok or is that bad with it", terms=("caffeine",))

    assert "ask_interactions" not in {section.intent for section in alone.sections}
    assert alone.question is None


def test_what_one_has_counts_for_the_medicine_in_hand(ask: Ask) -> None:
    answer = ask(
        "set_profile", [], text="she has bad kidneys btw", terms=("kidney_disease",), remembered_medicine="baclofen"
    )

    assert "build up" in words_of(answer)


@pytest.mark.parametrize("text", ["and my wife, shes on baclofen", "and my mum... she's on baclofen"])
def test_somebody_else_who_takes_another_one(ask: Ask, text: str) -> None:
    previous = Previous(intents=("ask_driving",), medicines=("tizanidine",))

    answer = ask("set_profile", text=text, previous=previous, remembered_medicine="tizanidine")

    assert [section.intent for section in answer.sections] == ["ask_driving"]
    assert answer.medicines == ("baclofen",)


def test_a_class_that_the_medicine_is_of_is_no_third_thing(ask: Ask) -> None:
    relaxers = Mention("muscle relaxer", "muscle relaxants", drug_class="muscle_relaxants")

    answer = ask(
        "ask_interactions",
        ["baclofen", relaxers],
        text="can i have it with baclofen, thats a muscle relaxer too",
        remembered_medicine="tizanidine",
    )

    assert "tizanidine with baclofen" in words_of(answer)


@pytest.mark.parametrize(("sure", "intent"), [(0.3, "ask_side_effects"), (0.9, "ask_dosage")])
def test_a_side_effect_that_is_named_counts_more_than_a_guess(ask: Ask, sure: float, intent: str) -> None:
    guess = Reading("ask_dosage", sure)

    answer = ask("ask_dosage", readings=(guess,), ranking=(guess,), text="constipated", terms=("constipation",))

    assert answer.sections[0].intent == intent


def test_a_brand_is_held_against_its_own_medicine(ask: Ask) -> None:
    text = "is it the same as baclofen"

    assert ask("ask_comparison", text=text, remembered_medicine="baclofen").sections[0].intent == "ask_brand_generic"
    assert "side by side" not in words_of(ask("ask_comparison", text=text, remembered_medicine="baclofen"))
    assert "side by side" in words_of(ask("ask_comparison", text=text, remembered_medicine="dantrolene"))


@pytest.mark.parametrize("before", ["ask_max_dose", "ask_dosage", "ask_alcohol"])
def test_what_turns_out_to_be_for_a_child_is_no_longer_about_adults(ask: Ask, before: str) -> None:
    previous = Previous(intents=(before,), medicines=("baclofen",))

    answer = ask("set_profile", [], text="for my son hes 9", previous=previous, remembered_medicine="baclofen")

    assert "not proven safe or useful in children" in words_of(answer)
    assert "80 mg" not in words_of(answer)


@pytest.mark.parametrize("reading", ["ask_dosage", "ask_stopping", "ran_out"])
def test_after_a_gap_no_dose_is_named_to_start_again_with(ask: Ask, reading: str) -> None:
    answer = ask(reading, [], text="should i just start again at same dose", remembered_medicine="baclofen")

    assert "can't tell you how to start baclofen again" in words_of(answer)
    assert " mg" not in words_of(answer)
