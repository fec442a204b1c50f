"""Which messages count as not understood."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers.unsure import UNSURE_BELOW
from bot.model.conversation import Answer, Outcome, Question, Reading, Section
from bot.model.safety import Finding, Level, Verdict
from bot.privacy.not_understood import LONGEST, is_not_understood

SURE = (Reading("ask_storage", 0.9),)
QUESTION = Question("where do kayaks go", (Reading("out_of_scope", 0.8),))
ANSWERED = Answer(Outcome.ANSWERED)
REFUSED = Answer(Outcome.OUT_OF_SCOPE)
ASKED_WHAT = Answer(Outcome.ASKED, (Section("inform", "What is your question?"),))
ASKED_WHICH = Answer(Outcome.ASKED, (Section("ask_storage", "Which medicine?"),))
RED_FLAG = Verdict((Finding("unresponsive", Level.EMERGENCY, "test", 0, 1, "test"),))


@pytest.mark.parametrize(
    ("question", "answer", "counts"),
    [
        pytest.param(QUESTION, REFUSED, True, id="refused"),
        pytest.param(
            replace(QUESTION, readings=(Reading("ask_food", UNSURE_BELOW - 0.01),)), ANSWERED, True, id="a guess"
        ),
        pytest.param(
            replace(QUESTION, readings=(Reading("ask_food", UNSURE_BELOW),)), ANSWERED, False, id="sure enough"
        ),
        pytest.param(replace(QUESTION, readings=SURE), ASKED_WHAT, True, id="asked what is wanted"),
        pytest.param(replace(QUESTION, readings=SURE), ASKED_WHICH, False, id="asked which medicine"),
        pytest.param(replace(QUESTION, readings=()), ANSWERED, True, id="read as nothing"),
    ],
)
def test_what_counts(question: Question, answer: Answer, counts: bool) -> None:
    assert is_not_understood(question, answer) is counts


@pytest.mark.parametrize(
    ("question", "answer", "best"),
    [
        pytest.param(replace(QUESTION, text=""), REFUSED, None, id="a button"),
        pytest.param(replace(QUESTION, text="a" * (LONGEST + 1)), REFUSED, None, id="a story"),
        pytest.param(QUESTION, replace(REFUSED, verdict=RED_FLAG), None, id="a red flag in the answer"),
        pytest.param(replace(QUESTION, verdict=RED_FLAG), REFUSED, None, id="a red flag in the message"),
        pytest.param(replace(QUESTION, held_level=Level.CRISIS), REFUSED, None, id="a crisis before"),
        pytest.param(replace(QUESTION, held_level=Level.SAME_DAY, denied=True), REFUSED, None, id="a level taken back"),
        pytest.param(
            replace(QUESTION, readings=(Reading("crisis_self_harm", 0.1),)), REFUSED, None, id="read as crisis"
        ),
        pytest.param(QUESTION, REFUSED, Reading("crisis_self_harm", 0.2), id="refused, and best read as a crisis"),
    ],
)
def test_what_never_does(question: Question, answer: Answer, best: Reading | None) -> None:
    assert not is_not_understood(question, answer, best)
