"""Can I take it if I have ...: each condition that is named is answered, or said to be in no list."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.model.conversation import Answer, Outcome
from evaluation.answers import words_of

Ask = Callable[..., Answer]

INTENT = "ask_contraindications"


@pytest.mark.parametrize(
    ("text", "terms", "says", "never"),
    [
        pytest.param("with bad kidneys", ("kidney_disease",), ["If you have kidney disease", "build up"], [], id="one"),
        pytest.param(
            "with bad kidneys and glaucoma",
            ("kidney_disease", "glaucoma"),
            ["If you have kidney disease", "don't find glaucoma", "does not mean it is safe"],
            [],
            id="one of two is in no list",
        ),
        pytest.param(
            "with lupus or gout",
            ("lupus", "gout"),
            ["don't find lupus or gout", "does not mean it is safe for you", "don't stop it on your own"],
            ["If you have"],
            id="none is in a list",
        ),
        pytest.param(
            "my mum has diabetes and epilepsy",
            ("diabetes", "epilepsy"),
            ["If they have epilepsy or diabetes, ask their doctor", '"you" is the person who takes it'],
            [],
            id="another person",
        ),
        pytest.param(
            "my dad is on dialysis", ("dialysis",), ["If they are on dialysis"], [], id="another person, in other words"
        ),
        pytest.param(
            "with kidney disease and zorbitis",
            ("kidney_disease",),
            ["build up", "don't know every condition"],
            [],
            id="one that nobody knows beside one that is known",
        ),
        pytest.param("with kidny disese", ("kidney_disease",), ["build up"], ["don't know every"], id="misspelt"),
    ],
)
def test_each_condition_is_answered(
    ask: Ask, text: str, terms: tuple[str, ...], says: list[str], never: list[str]
) -> None:
    said = words_of(ask(INTENT, text=f"can it be taken {text}", terms=terms))

    for line in says:
        assert line in said
    for line in never:
        assert line not in said


def test_a_condition_that_nobody_knows_is_no_all_clear(ask: Ask) -> None:
    answer = ask(INTENT, text="can i take it if i have zorbitis")

    assert answer.outcome is Outcome.NO_FACT
    assert "don't know the condition" in answer.sections[0].headline
    assert "does not mean it is safe" in words_of(answer)


@pytest.mark.parametrize("text", ["who should not take it", "what conditions should i not have", "is it safe for me"])
def test_no_condition_is_made_up(ask: Ask, text: str) -> None:
    assert "allergic" in ask(INTENT, text=text).sections[0].headline


def test_what_there_is_no_room_for_is_said(ask: Ask) -> None:
    terms = ("kidney_disease", "epilepsy", "psychosis", "porphyria", "autonomic_dysreflexia", "diabetes", "mania")
    section = ask(INTENT, text="with all of these", terms=terms).sections[0]

    assert len(section.points) == 5
    assert "There was no room for autonomic dysreflexia, diabetes and mania" in section.points[-1]


def test_an_illness_alone_is_no_mix(ask: Ask) -> None:
    answer = ask("ask_interactions", text="is it ok with thyroid problems", terms=("thyroid_disease",))

    assert "thyroid problems" in answer.sections[0].headline
    assert "mixes badly" not in words_of(answer)
