"""Follow-ups, regions, profiles and small talk: answers that lean on what was said before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.answers.regions import region_in
from bot.model.conversation import Answer, Outcome, Previous
from bot.model.record import Profile
from bot.model.safety import Finding, Level
from evaluation.answers import words_of

Ask = Callable[..., Answer]


def after(answer: Answer, **fields: object) -> dict[str, object]:
    """The next question of the same conversation."""
    previous = Previous(
        intents=tuple(section.intent for section in answer.sections),
        medicines=answer.medicines,
        fact_ids=answer.fact_ids,
    )
    return {"previous": previous, "remembered_medicine": next(iter(answer.medicines), None), **fields}


def test_why_names_the_source_of_each_statement(ask: Ask) -> None:
    first = ask("ask_alcohol")
    answer = ask("ask_source", [], **after(first))

    assert answer.outcome is Outcome.ANSWERED
    assert set(answer.sources) == set(first.sources)
    assert any("NHS (UK): The NHS says" in point for point in answer.sections[0].points)


def test_simpler_is_shorter_and_keeps_when_to_get_help(ask: Ask) -> None:
    first = ask("ask_withdrawal")
    answer = ask("ask_simpler", [], **after(first))

    assert answer.outcome is Outcome.ANSWERED
    assert len(words_of(answer)) < len(words_of(first))
    assert "911" in words_of(answer)
    assert answer.sources


def test_more_says_what_was_not_said_and_then_that_there_is_no_more(ask: Ask) -> None:
    told = ask("ask_uses")
    known, rounds = set(told.fact_ids), 0
    previous = after(told)
    while True:
        more = ask("ask_more_detail", [], **previous)
        if more.outcome is Outcome.NO_FACT:
            break
        assert not known & set(more.fact_ids)
        known |= set(more.fact_ids)
        rounds += 1
        previous["previous"] = Previous(("ask_uses",), told.medicines, tuple(known))

    assert rounds >= 1
    assert more.sections[0].headline == "That is all I have on this."


@pytest.mark.parametrize("intent", ["ask_source", "ask_simpler", "ask_more_detail", "inform"])
def test_a_follow_up_of_nothing_asks_what_is_wanted(ask: Ask, intent: str) -> None:
    assert ask(intent, []).outcome is Outcome.ASKED


def test_a_detail_completes_the_question_before(ask: Ask) -> None:
    asked = ask("ask_storage")
    assert asked.question is not None

    answer = ask("inform", [], form="granules", **after(asked))

    assert answer.sections[0].intent == "ask_storage"
    assert answer.question is None
    assert "Lyvispah" in words_of(answer)


@pytest.mark.parametrize(
    ("before", "intent"),
    [
        pytest.param("ask_storage", "ask_storage", id="differs by form"),
        pytest.param("ask_alcohol", "ask_forms_strengths", id="does not: the form itself is meant"),
    ],
)
def test_another_form_asks_again_only_what_it_changes(ask: Ask, before: str, intent: str) -> None:
    answer = ask(
        ["inform", "ask_forms_strengths"], [], text="how about the liquid?", form="liquid", **after(ask(before))
    )

    assert answer.sections[0].intent == intent


def test_the_medicine_completes_the_question_that_lacked_it(ask: Ask) -> None:
    answer = ask("inform", ["tizanidine"], previous=Previous(("ask_driving",)))

    assert answer.sections[0].intent == "ask_driving"
    assert answer.medicines == ("tizanidine",)


def test_what_is_in_the_hand_completes_it_too(ask: Ask) -> None:
    answer = ask("set_profile", ["fleqsuvy"], **after(ask("ask_storage")))

    assert answer.sections[0].intent == "ask_storage"
    assert "2 months after you first open" in words_of(answer)


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("I'm in the UK", "UK"),
        ("im in canada", "CA"),
        ("switch to us", "US"),
        ("use the US label", "US"),
        ("I live in India", "IN"),
        ("i am in new zealand mate", "NZ"),
        ("what is in it for us all", None),
        ("change my country", None),
        ("scotland", "UK"),
        ("actually im back in the us now", "US"),
        ("tell us more", None),
    ],
)
def test_region_that_a_sentence_names(text: str, region: str | None) -> None:
    assert region_in(text) == region


def test_changing_the_region_is_remembered_and_shows_its_number(ask: Ask) -> None:
    answer = ask("change_region", [], text="I'm in the UK")

    assert answer.sets == (("region", "UK"),)
    assert "999" in words_of(answer)


def test_a_pressed_region_is_taken(ask: Ask) -> None:
    assert ask("change_region", [], requested_region="AU").sets == (("region", "AU"),)


def test_without_a_region_it_asks_which(ask: Ask) -> None:
    answer = ask("change_region", [], text="change my country")

    assert answer.outcome is Outcome.ASKED
    assert ("region", "UK") in {pair for button in answer.buttons for pair in button.entities}


def test_the_regions_own_label_leads_and_the_other_follows(ask: Ask) -> None:
    us, uk = ask("ask_missed_dose"), ask("ask_missed_dose", region="UK")

    assert "US" in us.sections[0].headline
    assert any("NHS" in point for point in us.sections[0].points)
    assert "NHS" in uk.sections[0].headline


@pytest.mark.parametrize(
    ("profile", "says"),
    [
        (Profile(conditions=("kidney_disease",)), "kidneys"),
        (Profile(pregnant=True), "pregnant"),
        (Profile(age_band="older"), "Older people"),
        (Profile(medicines=("oxycodone",)), "oxycodone"),
    ],
)
def test_the_persons_own_warnings_come_first(ask: Ask, profile: Profile, says: str) -> None:
    assert says in ask("ask_side_effects", profile=profile).sections[0].points[0]


CRISIS = (Finding("self_harm", Level.CRISIS, "test", 0, 1, "test"),)


@pytest.mark.parametrize("intent", ["ask_dosage", "ask_max_dose", "ask_overdose", "ask_forms_strengths"])
def test_amounts_are_withheld_after_a_crisis(ask: Ask, intent: str) -> None:
    answer = ask(intent, held_level=Level.CRISIS, held_findings=CRISIS)

    assert "988" in words_of(answer)
    assert " mg" not in words_of(answer)
    assert answer.card is not None


def test_stopping_is_never_withheld(ask: Ask) -> None:
    answer = ask("ask_stopping", held_level=Level.CRISIS, held_findings=CRISIS)

    assert "Never stop baclofen suddenly" in words_of(answer)


@pytest.mark.parametrize(
    "intent",
    [
        "greet", "goodbye", "thank", "help", "bot_challenge", "affirm", "deny", "feedback", "go_incognito",
        "export_my_data", "talk_to_human", "show_log", "questions_for_doctor",
    ],
)  # fmt: skip
def test_small_talk_needs_no_medicine(ask: Ask, intent: str) -> None:
    answer = ask(intent, [])

    assert answer.outcome is Outcome.ANSWERED
    assert answer.sections[0].headline


@pytest.mark.parametrize("intent", ["forget_me", "log_side_effect", "set_profile", "set_reminder"])
def test_what_needs_something_of_the_person_asks_for_it(ask: Ask, intent: str) -> None:
    assert ask(intent, []).outcome is Outcome.ASKED


def test_it_says_what_it_is(ask: Ask) -> None:
    assert "computer program" in ask("bot_challenge", []).sections[0].headline


def test_out_of_scope_gives_three_things_to_try(ask: Ask) -> None:
    answer = ask("out_of_scope", [])

    assert answer.outcome is Outcome.OUT_OF_SCOPE
    assert len(answer.buttons) == 3


def test_a_recorded_gap_is_said_in_its_own_words(ask: Ask) -> None:
    answer = ask("ask_cost_availability", terms=("price",))

    assert answer.outcome is Outcome.NO_FACT
    assert "I don't know what it costs" in answer.sections[0].headline
    assert "Ask your pharmacist" in answer.sections[0].points[0]


def test_what_the_person_says_of_themselves_beside_a_medicine_is_a_question(ask: Ask) -> None:
    assert "If you are on dialysis, ask your doctor" in ask("set_profile", terms=("dialysis",)).sections[0].headline


def test_a_symptom_that_no_list_has_is_not_denied(ask: Ask) -> None:
    answer = ask("ask_side_effects", terms=("sun_sensitivity",))

    assert answer.outcome is Outcome.NO_FACT
    assert "That does not mean it cannot happen." in answer.sections[0].points


@pytest.mark.parametrize("intent", ["ask_side_effects", "report_side_effect"])
def test_a_symptom_that_is_known_not_to_be_known_is_said_in_its_own_words(ask: Ask, intent: str) -> None:
    answer = ask(intent, terms=("hair_loss",))

    assert answer.outcome is Outcome.NO_FACT
    assert answer.sections[0].headline == "I don't know whether baclofen causes hair loss."
    assert "do not stop baclofen on your own" in answer.sections[0].points[0]


@pytest.mark.parametrize(
    ("intent", "says"),
    [
        ("ask_side_effects", "If this happens: go to emergency care now."),
        ("report_side_effect", "Go to emergency care now."),
    ],
)
def test_only_someone_who_has_it_is_told_to_go_now(ask: Ask, intent: str, says: str) -> None:
    assert any(point.startswith(says) for point in ask(intent, terms=("hallucinations",)).sections[0].points)


def test_a_fact_about_the_symptom_is_not_followed_by_not_finding_it(ask: Ask) -> None:
    said = words_of(ask("ask_side_effects", terms=("fever",)))

    assert "withdrawal" in said
    assert "I don't find" not in said


def test_a_report_says_what_to_do_with_a_symptom_or_without(ask: Ask) -> None:
    keep_taking = "do not stop baclofen on your own"

    assert keep_taking in ask("report_side_effect").sections[0].headline
    assert any(keep_taking in point for point in ask("report_side_effect", terms=("rash",)).sections[0].points)
