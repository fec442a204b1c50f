"""Milligrams and millilitres over several messages: the half that is missing is waited for, and never guessed."""

from __future__ import annotations

import pytest

from bot.model.conversation import Mention, Outcome
from evaluation.answers import words_of
from tests.tools.conftest import Talk

ASKS_STRENGTH, ASKS_AMOUNT = "What strength is on the bottle?", "How many mg does your own label say?"
WAY_BACK = "Go on with the mg and mL"


@pytest.fixture
def asked(talk: Talk) -> Talk:
    """Somebody who asked how many mL 10 mg are, and was asked for the strength."""
    answer = talk.say("how many ml for 10 mg", "ask_dosage")
    assert answer.question == ASKS_STRENGTH
    return talk


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("5mg/5ml", "10 mg at 1 mg/mL is 10 mL", id="as on a label"),
        pytest.param("it says 2 mg per ml", "10 mg at 2 mg/mL is 5 mL", id="per"),
        pytest.param("um, 25 mg in 5 ml I think", "10 mg at 5 mg/mL is 2 mL", id="in"),
        pytest.param("the bottle in the fridge door says 2 mg/mL", "10 mg at 2 mg/mL is 5 mL", id="among other words"),
    ],
)
@pytest.mark.parametrize("between", [False, True], ids=["at once", "after another question"])
def test_the_strength_completes_the_sum(asked: Talk, text: str, says: str, between: bool) -> None:
    if between and "fridge" not in text:  # among other words it is a reply only where it was just asked for
        assert WAY_BACK in [button.title for button in asked.say("can i drink on it", "ask_alcohol").buttons]
    answer = asked.say(text)

    assert says in answer.sections[0].headline
    assert ("task", None) in answer.sets


def test_a_product_says_its_strength(asked: Talk) -> None:
    ozobax = Mention("Ozobax DS", "Ozobax DS", "baclofen", product="ozobax-ds", known=True)

    assert "10 mg at 2 mg/mL is 5 mL" in asked.say("Ozobax DS", "inform", mentions=(ozobax,)).sections[0].headline


@pytest.mark.parametrize("text", ["5 mg", "5", "the 2 one", "5 ml"])
def test_half_a_strength_is_asked_about_again_and_nothing_is_reckoned(asked: Talk, text: str) -> None:
    answer = asked.say(text)

    assert answer.outcome is Outcome.ASKED
    assert "both parts of the strength" in answer.sections[0].headline
    assert answer.question == ASKS_STRENGTH
    assert "sum" not in words_of(answer)
    assert "10 mg at 5 mg/mL is 2 mL" in asked.say("5 mg/mL").sections[0].headline


def test_the_amount_is_waited_for_where_the_strength_is_known(talk: Talk) -> None:
    assert talk.say("how many ml do i take of the 2 mg/ml", "ask_dosage").question == ASKS_AMOUNT
    talk.say("does it make you sleepy", "ask_side_effects")
    no_unit = talk.say("10")

    assert "in mg or in mL" in no_unit.sections[0].headline
    assert "10 mg at 2 mg/mL is 5 mL" in talk.say("10 mg").sections[0].headline


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        pytest.param("3 days ago", "inform", id="a time"),
        pytest.param("i am 45", "set_profile", id="an age"),
        pytest.param("can i take 2 paracetamol 500 mg with it", "ask_interactions", id="another question"),
    ],
)
def test_any_other_number_is_no_reply(asked: Talk, text: str, intent: str) -> None:
    answer = asked.say(text, intent)

    assert all("liquid" not in section.headline.lower() for section in answer.sections)
    assert "both parts" not in words_of(answer)


def test_it_can_be_dropped(asked: Talk) -> None:
    assert ("task", None) in asked.say("never mind", "deny").sets


def test_another_medicine_is_another_question(asked: Talk) -> None:
    tizanidine = Mention("tizanidine", "tizanidine", "tizanidine", known=True)
    answer = asked.say("tizanidine 2 mg", "ask_dosage", mentions=(tizanidine,))

    assert answer.medicines == ("tizanidine",)
