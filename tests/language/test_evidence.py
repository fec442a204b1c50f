from __future__ import annotations

import pytest

from bot.language.evidence import Evidence, may_be

TERM = Evidence(names_term=True, names_defined_term=True)


@pytest.mark.parametrize(
    ("text", "evidence", "allowed"),
    [
        pytest.param("what is spasticity", TERM, True, id="a word that we explain"),
        pytest.param("what is pepsin", Evidence(), False, id="a word that we do not know"),
        pytest.param("what is the rash", Evidence(names_term=True), False, id="a word that we do not explain"),
        pytest.param("what is drug for spasticity", TERM, False, id="a medicine is named"),
        pytest.param(
            "what are beta blockers", Evidence(names_class=True, names_defined_term=True), False, id="a class is named"
        ),
        pytest.param("what does prn mean", Evidence(), True, id="the meaning is asked for"),
        pytest.param("What is the MEANING of drug", Evidence(names_medicine=True), True, id="the meaning of a name"),
    ],
)
def test_a_definition_is_asked_for(text: str, evidence: Evidence, allowed: bool) -> None:
    assert may_be("ask_definition", text, evidence) is allowed


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        pytest.param("the article says it helps with pain", True, id="an article is named"),
        pytest.param("i read that it helps with pain", True, id="something was read"),
        pytest.param("is drug good for pain", False, id="no text is spoken of"),
    ],
)
def test_an_article_is_spoken_of(text: str, allowed: bool) -> None:
    assert may_be("ask_article", text, Evidence()) is allowed


def test_other_intents_need_no_evidence() -> None:
    assert may_be("ask_dosage", "", Evidence())
