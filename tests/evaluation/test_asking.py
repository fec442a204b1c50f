"""How often it is asked back is counted as it is asked: what is guessed, what is offered, at which bounds."""

from __future__ import annotations

from typing import Any

import pytest
from rich.console import Console

from bot.answers.unsure import UNSURE_BELOW
from evaluation.understanding.asking import Guessed, Guesser, by_its_words, line, table, wanted, wrong
from evaluation.understanding.cases import Case

LOW = UNSURE_BELOW - 0.1
CASE = Case("is it ok to go out on lisinopril", frozenset({"ask_driving"}))
LISINOPRIL = {
    "entity": "medicine", "value": "lisinopril", "text": "lisinopril", "name": "lisinopril", "substance": "lisinopril",
    "known": False, "product": None, "drug_class": "ace_inhibitors", "candidates": [], "start": 22, "end": 32,
}  # fmt: skip
OPIOIDS = {**LISINOPRIL, "value": "opioids", "name": "opioids", "substance": None, "drug_class": "opioids"}


@pytest.fixture(scope="module")
def guesser() -> Guesser:
    return Guesser.from_files()


def parsed(best: float, *entities: dict[str, Any], intent: str = "ask_alcohol") -> dict[str, Any]:
    ranking = [{"name": "ask_alcohol", "confidence": best}, {"name": "ask_driving", "confidence": 0.2}]
    topic = {"intent": "ask_alcohol", "confidence": best}
    return {
        "intent": {"name": intent, "confidence": best},
        "reading": {**topic, "topics": [topic]},
        "intent_ranking": ranking,
        "entities": list(entities),
    }


def test_a_medicine_that_is_not_here_is_left_out(guesser: Guesser) -> None:
    guessed = guesser.guess(CASE, parsed(LOW, LISINOPRIL))

    assert guessed.is_asked()
    assert guessed.offers_right
    assert not guessed.is_right
    assert not guessed.is_asked(below=LOW - 0.1, close=0.0)
    assert "asked ask_alcohol/ask_driving" in line(guessed)


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(parsed(LOW, OPIOIDS), id="a class beside it"),
        pytest.param(parsed(0.95), id="sure"),
        pytest.param(parsed(LOW, intent="out_of_scope"), id="refused"),
    ],
)
def test_what_is_not_asked_back(guesser: Guesser, message: dict[str, Any]) -> None:
    assert not guesser.guess(CASE, message).is_asked()


def test_what_is_refused_is_not_read_wrong(guesser: Guesser) -> None:
    refused = guesser.guess(CASE, parsed(LOW, intent="out_of_scope"))
    misread = by_its_words(CASE, parsed(LOW))

    assert wrong([refused, misread]) == [misread]


def test_the_table_says_what_comes_of_each_bound(guesser: Guesser) -> None:
    right = Guessed(Case("x", frozenset({"ask_alcohol"})), "ask_alcohol", None)
    console = Console(width=120, record=True, quiet=False)
    console.print(table([right, guesser.guess(CASE, parsed(LOW))]))
    in_use = next(row for row in console.export_text().splitlines() if " * " in row)

    assert [cell.strip() for cell in in_use.split("│")][3:7] == ["0.500", "0.000", "1.000", "1.000"]


def test_only_questions_about_medicines_are_wanted() -> None:
    assert all("out_of_scope" not in case.accept for case in wanted())
