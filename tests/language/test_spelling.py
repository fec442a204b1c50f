from __future__ import annotations

import pytest

from bot.language.spelling import SpellingGuesser

NAMES = {
    "fluoxetine": "fluoxetine",
    "prozac": "fluoxetine",
    "clonidine": "clonidine",
    "clonazepam": "clonazepam",
    "tizanidine": "tizanidine",
    "minocycline": "minocycline",
    "zyzzone": "zyzzone",
}


@pytest.fixture(scope="module")
def guesser() -> SpellingGuesser:
    return SpellingGuesser(NAMES.items(), foremost=["tizanidine"], rare=["zyzzone"], plain=["medicine", "cloning"])


@pytest.mark.parametrize(
    ("word", "name"),
    [
        pytest.param("fluoxatine", "fluoxetine", id="wrong letter"),
        pytest.param("prozak", "prozac", id="last letter wrong"),
        pytest.param("clonzepam", "clonazepam", id="letter left out"),
        pytest.param("clonadine", "clonidine", id="wrong vowel"),
        pytest.param("rizanidine", "tizanidine", id="first letter wrong, of a name that matters most"),
    ],
)
def test_is_sure_of_a_near_name(guesser: SpellingGuesser, word: str, name: str) -> None:
    guess = guesser.guess(word)

    assert guess is not None
    assert (guess.names[0], guess.sure) == (name, True)


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("medacine", id="an everyday word is nearer than minocycline"),
        pytest.param("proz", id="too short"),
        pytest.param("helicopter", id="near nothing"),
        pytest.param("zyzona", id="two edits from a rare name"),
        pytest.param("12345", id="no letters"),
        pytest.param("", id="nothing"),
    ],
)
def test_guesses_nothing(guesser: SpellingGuesser, word: str) -> None:
    assert guesser.guess(word) is None


def test_offers_both_where_two_are_as_near() -> None:
    guess = SpellingGuesser([("celebrex", "one"), ("celexrex", "other")]).guess("celerrex")

    assert guess is not None
    assert (set(guess.names), guess.sure) == ({"celebrex", "celexrex"}, False)


def test_two_names_of_one_medicine_are_no_rivals() -> None:
    guess = SpellingGuesser([("colour", "same"), ("colours", "same")]).guess("colourz")

    assert guess is not None
    assert guess.sure
