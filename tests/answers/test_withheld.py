"""After a crisis no answer shows an amount, or what too much does; who to call and never to stop suddenly are said."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from bot.answers.registry import COMPOSERS
from bot.answers.text import render
from bot.knowledge import CONTENT, read_files
from bot.model.conversation import Answer
from bot.model.safety import Finding, Level

Ask = Callable[..., Answer]
CRISIS = (Finding("self_harm", Level.CRISIS, "test", 0, 1, "test"),)
TAKEN = (Finding("overdose", Level.EMERGENCY, "test", 0, 1, "test"), *CRISIS)
SNAPSHOT = read_files(CONTENT)
INTENTS = sorted({*COMPOSERS, *(f"ask_{topic}" for topic in SNAPSHOT.topics)})
AMOUNT = re.compile(r"\d\s*(?:mg|mcg|micrograms?|mL|ml|tablets?|pills?)\b|\d times a day", re.IGNORECASE)


@pytest.mark.parametrize("medicine", SNAPSHOT.medicines)
@pytest.mark.parametrize("intent", INTENTS)
@pytest.mark.parametrize("findings", [CRISIS, TAKEN], ids=["crisis", "taken on purpose"])
def test_no_answer_shows_an_amount(ask: Ask, intent: str, medicine: str, findings: tuple[Finding, ...]) -> None:
    answer = ask(intent, [medicine], held_level=findings[0].level, held_findings=findings, denied=True)
    text = "\n".join(message.text for message in render(answer))

    assert not AMOUNT.search(text), text
    assert answer.card is not None


@pytest.mark.parametrize(
    "intent", ["ask_max_dose", "ask_dosage", "ask_overdose", "ask_forms_strengths", "ask_stopping"]
)
def test_never_to_stop_suddenly_is_never_withheld(ask: Ask, intent: str) -> None:
    text = "\n".join(m.text for m in render(ask(intent, held_level=Level.CRISIS, held_findings=CRISIS)))

    assert re.search(r"(Never|not) stop (a medicine|baclofen) suddenly", text)
    assert "988" in text
