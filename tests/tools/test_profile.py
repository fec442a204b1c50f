"""The profile: what somebody says of themselves, kept, changed and shown; and answers that put it first."""

from __future__ import annotations

import pytest

from bot.answers.text import render
from bot.model.conversation import Mention, Outcome
from bot.model.record import Profile
from bot.tools.profile_words import age_band
from tests.tools.conftest import Person

INTENT = "set_profile"
GABAPENTIN = Mention("gabapentin", "gabapentin", "gabapentin")
KIDNEYS, EPILEPSY = "kidney_disease", "epilepsy"


@pytest.fixture
def person(person: Person) -> Person:
    person.agrees()
    return person


@pytest.mark.parametrize(
    ("said", "band"),
    [
        ("i'm 72", "older"),
        ("remember that im 72 and have bad kidneys", "older"),
        ("she's 34", "adult"),
        ("age 40", "adult"),
        ("my son is 9", "child"),
        ("he is 9 years old", "child"),
        ("74 years old", "older"),
        ("a 64 year old", "adult"),
        ("65-year-old", "older"),
        ("6 yrs old 20kg", "child"),
        ("breastfeeding a 3 month old", "child"),
        ("i take 20 mg", None),
        ("i'm on 20 mg", None),
        ("30 weeks pregnant", None),
        ("i'm 30 weeks along", None),
        ("i'm 400", None),
        ("my kidneys work at 30 percent", None),
        ("i am fine", None),
    ],
)
def test_an_age_is_read(said: str, band: str | None) -> None:
    assert age_band(said) == band


@pytest.mark.parametrize(
    ("said", "terms", "mentions", "profile"),
    [
        pytest.param("remember I have kidney disease", (KIDNEYS,), (), Profile(conditions=(KIDNEYS,)), id="condition"),
        pytest.param("save that i'm pregnant", ("pregnancy",), (), Profile(pregnant=True), id="pregnant"),
        pytest.param("note that I'm 78", (), (), Profile(age_band="older"), id="age"),
        pytest.param("my form is granules, save it", (), (), Profile(form="granules"), id="form"),
        pytest.param("I live in the UK, save that", (), (), Profile(region="UK"), id="region"),
        pytest.param(
            "save that i also take gabapentin", (), (GABAPENTIN,), Profile(medicines=("gabapentin",)), id="medicine"
        ),
        pytest.param(
            "remember i have epilepsy but no kidney disease", (EPILEPSY, KIDNEYS), (), Profile(conditions=(EPILEPSY,)),
            id="one is denied",
        ),
        pytest.param("no epilepsy or kidney disease, note that", (EPILEPSY, KIDNEYS), (), Profile(), id="both denied"),
    ],
)  # fmt: skip
def test_what_is_said_is_kept(
    person: Person, said: str, terms: tuple[str, ...], mentions: tuple[Mention, ...], profile: Profile
) -> None:
    person.say(said, INTENT, mentions, terms=terms)

    assert person.record.profile == profile


@pytest.mark.parametrize(
    ("said", "intent", "terms", "mentions"),
    [
        ("i don't have kidney disease any more", INTENT, (KIDNEYS,), ()),
        ("forget that i have kidney disease", "forget_me", (KIDNEYS,), ()),
        ("remove kidney disease from my profile", INTENT, (KIDNEYS,), ()),
        ("take gabapentin off my profile", INTENT, (), (GABAPENTIN,)),
        ("clear my profile", INTENT, (), ()),
    ],
)
def test_what_is_no_longer_so_is_forgotten(
    person: Person, said: str, intent: str, terms: tuple[str, ...], mentions: tuple[Mention, ...]
) -> None:
    before = ("remember i have kidney disease", (KIDNEYS,), ()) if not mentions else ("save gabapentin", (), mentions)
    person.say(before[0], INTENT, before[2], terms=before[1])
    assert person.record.profile != Profile()

    person.say(said, intent, mentions, terms=terms)

    assert person.record.profile == Profile()


def test_an_age_takes_the_place_of_another(person: Person) -> None:
    person.say("save that i'm 64", INTENT)
    person.say("i'm 65 now, save it", INTENT)

    assert person.record.profile.age_band == "older"


def test_answers_put_it_first_and_say_so(person: Person) -> None:
    person.say("remember i have kidney disease", INTENT, terms=(KIDNEYS,))

    answer = person.say("what are the side effects", "ask_side_effects", ["baclofen"])

    assert answer.sections[0].points[0].startswith("You told me about kidney disease. Your kidneys")


@pytest.mark.parametrize("topic", ["ask_alcohol", "ask_driving", "ask_dosage", "ask_overview", "ask_stopping"])
def test_it_does_not_get_in_the_way_of_any_answer(person: Person, topic: str) -> None:
    person.say("remember i'm 80, have epilepsy and bad kidneys", INTENT, terms=(EPILEPSY, KIDNEYS))
    person.say("save gabapentin", INTENT, [GABAPENTIN])

    assert person.say("", topic, ["baclofen"]).outcome is Outcome.ANSWERED


def test_what_is_only_asked_about_is_answered_and_a_button_keeps_it(person: Person) -> None:
    answer = person.say("i have kidney disease", INTENT, ["baclofen"], terms=(KIDNEYS,))
    assert "kidney" in answer.sections[0].headline
    assert answer.sources
    assert person.record.profile == Profile()

    person.press("Keep that in mind")

    assert person.record.profile.conditions == (KIDNEYS,)


@pytest.mark.parametrize("said", ["keep that in mind", "can you keep a note of that", "pls remember that"])
def test_what_was_answered_is_kept_in_words_too(person: Person, said: str) -> None:
    person.agrees()
    person.say("i have kidney disease", INTENT, ["baclofen"], terms=(KIDNEYS,))
    person.say(said, "log_side_effect")

    assert person.record.profile.conditions == (KIDNEYS,)


@pytest.mark.parametrize("said", ["what do you know about me", "show my profile", "what have you saved on my profile"])
def test_all_that_is_kept_is_shown(person: Person, said: str) -> None:
    person.say("remember i'm 80 and have epilepsy", INTENT, terms=(EPILEPSY,))
    person.say("add to my questions: may I drive", "questions_for_doctor")

    answer = person.say(said, INTENT)

    shown = "\n".join(message.text for message in render(answer))
    assert all(words in shown for words in ("older age and epilepsy", "\u201cmay I drive\u201d", "30 November 2026"))
    assert answer.documents == ("my-data.json",)


def test_what_was_logged_is_shown_with_its_details(person: Person) -> None:
    person.agrees()
    person.say("log dizzy after lunch, pretty bad", "log_side_effect", terms=("dizziness",))
    person.say("log a dry mouth", "log_side_effect", terms=("dry_mouth",))

    table = person.say("what do you know about me", INTENT).sections[0].table

    assert table is not None
    assert table.rows == (
        (
            "Side effects in your log",
            "\u201cdizzy after lunch, pretty bad\u201d (after lunch, pretty bad); \u201cdry mouth\u201d",
        ),
    )


def test_nothing_to_keep_is_asked_for(person: Person) -> None:
    assert person.say("set up my profile", INTENT).outcome is Outcome.ASKED


def test_somebody_of_whom_nothing_is_known_is_asked_only_where_it_matters(person: Person) -> None:
    answer = person.say("is it safe for me", "ask_contraindications", ["baclofen"])
    assert answer.question is not None
    assert "Kidney disease" in [button.title for button in answer.buttons]

    told = person.press("Kidney disease")
    assert "kidney" in told.sections[0].headline
    assert person.record.profile == Profile()

    person.press("Keep that in mind")
    assert person.record.profile.conditions == (KIDNEYS,)
    assert person.say("is it safe for me", "ask_contraindications", ["baclofen"]).question is None


def test_who_asks_for_everybody_is_not_asked(person: Person) -> None:
    assert person.say("who should not take it", "ask_contraindications", ["baclofen"]).question is None


def test_what_is_told_to_be_forgotten_is_not_offered_to_be_kept(person: Person) -> None:
    answer = person.say("forget that i have kidney trouble", INTENT, terms=(KIDNEYS,))

    assert "Keep that in mind" not in [button.title for button in answer.buttons]
