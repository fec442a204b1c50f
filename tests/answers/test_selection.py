"""What is about the thing named comes first, and little besides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.model.conversation import Answer
from evaluation.answers import words_of

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    ("intent", "term", "says"),
    [
        pytest.param("ask_interactions", "sharing", "Never share baclofen.", id="read as another topic"),
        pytest.param("ask_driving", "travel", "Take enough baclofen", id="activity of another topic"),
        pytest.param(
            "ask_warnings", "allergic_reaction", "Signs of a serious allergy are hives", id="signs of allergy"
        ),
        pytest.param("ask_uses", "back_pain", "Back pain is not an approved use", id="use"),
    ],
)
def test_what_was_named_leads(ask: Ask, intent: str, term: str, says: str) -> None:
    assert says in ask(intent, terms=(term,)).sections[0].headline


def test_little_follows_that_is_not_about_what_was_named(ask: Ask) -> None:
    assert len(ask("ask_uses", terms=("back_pain",)).sections[0].points) == 2


def test_who_the_person_is_does_not_take_the_topic_over(ask: Ask) -> None:
    section = ask("ask_side_effects", terms=("pregnancy",)).sections[0]

    assert "most common side effect" in section.headline
    assert "A baby may have withdrawal" in section.points[0]


def test_several_missed_doses_are_another_matter_than_one(ask: Ask) -> None:
    one = ask("ask_missed_dose", text="i missed my dose").sections[0]
    several = ask("ask_missed_dose", text="what happens if I don't take it for 2 days").sections[0]

    assert "as soon as you can" in one.headline
    assert "If you missed several doses, call your doctor" in several.headline


@pytest.mark.parametrize(("term", "asks"), [((), True), (("disposal",), False)])
def test_the_form_is_asked_only_where_the_answer_depends_on_it(ask: Ask, term: tuple[str, ...], asks: bool) -> None:
    assert (ask("ask_storage", terms=term).question is not None) is asks


@pytest.mark.parametrize(
    ("term", "region", "says"),
    [
        ("stroke", "US", "If you have had a stroke, ask your doctor"),
        ("dialysis", "US", "If you are on dialysis, ask your doctor"),
        ("peptic_ulcer", "US", "If you have a stomach ulcer, the UK label says not to take baclofen."),
        ("peptic_ulcer", "UK", "If you have a stomach ulcer, baclofen should not be taken."),
        ("multiple_sclerosis", "US", "Stiff muscles and spasms from multiple sclerosis are what it is made for."),
    ],
)
def test_a_condition_reads_as_people_say_it(ask: Ask, term: str, region: str, says: str) -> None:
    answer = ask("ask_contraindications", terms=(term,), region=region)

    assert says in answer.sections[0].headline
    assert words_of(answer).count("Stiff muscles and spasms from multiple") <= 1


@pytest.mark.parametrize(("topic", "term"), [("breastfeeding", "breastfeeding"), ("pregnancy", "pregnancy")])
def test_a_topic_is_not_warned_of_twice(ask: Ask, topic: str, term: str) -> None:
    assert ask(f"ask_{topic}", terms=(term,)) == ask(f"ask_{topic}")


def test_a_side_effect_that_is_asked_about_and_reported_is_said_once(ask: Ask) -> None:
    answer = ask(("report_side_effect", "ask_alcohol", "ask_side_effects"), terms=("weight_gain",))

    assert [section.intent for section in answer.sections] == ["report_side_effect", "ask_alcohol"]
