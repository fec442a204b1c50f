"""A name that nobody here knows is said to be not in the database, and never passed over."""

from __future__ import annotations

import pytest

from bot.answers.strangers import with_strangers
from bot.assistant import Assistant
from bot.knowledge import Snapshot
from bot.model.conversation import Mention, Outcome, Question, Reading
from evaluation.answers import words_of

BACLOFEN = Mention("baclofen", "baclofen", "baclofen", known=True)
XANAX = Mention("xanax", "alprazolam", "alprazolam", drug_class="benzodiazepines")


def asked(text: str, intent: str = "ask_interactions", mentions: tuple[Mention, ...] = (BACLOFEN, XANAX)) -> Question:
    named = tuple(mention for mention in mentions if mention.text in text)
    return Question(text, (Reading(intent, 0.9),), named, remembered_medicine="baclofen")


@pytest.mark.parametrize(
    ("text", "strangers"),
    [
        pytest.param("can I take zorvatrine with baclofen", ["zorvatrine"], id="before"),
        pytest.param("baclofen and my Veozah?", ["Veozah"], id="after"),
        pytest.param("baclofen, camzyos, xanax and cobenfy", ["camzyos", "cobenfy"], id="in a list"),
        pytest.param("what about cobenfy", ["cobenfy"], id="alone, going on"),
        pytest.param("baclofen and xanax togehter?", [], id="joined to nothing"),
        pytest.param("baclofen and togehter with xanax", [], id="a misspelt everyday word"),
        pytest.param("baclofen with breakfast", [], id="an everyday word"),
        pytest.param("baclofen and withdrawl", [], id="near an everyday word"),
        pytest.param("baclofen with ashwagandha", [], id="a name of ours"),
        pytest.param("baclofen with osteomalacosis", [], id="an illness"),
        pytest.param("is baclofen ok", [], id="nothing else"),
    ],
)
def test_what_is_joined_and_not_known(snapshot: Snapshot, text: str, strangers: list[str]) -> None:
    question = with_strangers(asked(text), snapshot)

    assert [mention.text for mention in question.mentions if mention.substance is None] == strangers


def test_only_where_it_is_asked_what_goes_together(snapshot: Snapshot) -> None:
    question = asked("how do I take baclofen with zorvatrine", "ask_how_to_take")

    assert with_strangers(question, snapshot) is question


def test_no_more_than_a_few_words_are_looked_at(snapshot: Snapshot) -> None:
    many = ", ".join(f"zq{first}{second}xw" for first in "abcdefgh" for second in "abcdefgh")

    assert len(with_strangers(asked(f"baclofen, {many}"), snapshot).mentions) < 20


@pytest.mark.parametrize("intent", ["ask_interactions", "check_interactions"])
@pytest.mark.parametrize("text", ["baclofen with zorvatrine", "baclofen with xanax, zorvatrine"])
def test_it_is_said_to_be_not_here(assistant: Assistant, intent: str, text: str) -> None:
    answer = assistant.answer(asked(text, intent))

    assert answer.outcome in (Outcome.ANSWERED, Outcome.UNKNOWN_MEDICINE)
    assert "zorvatrine" in words_of(answer)
    assert "not in my database" in words_of(answer)
