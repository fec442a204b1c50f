"""The front door: cards first, nothing unsafe beside them, and a plain sentence whatever fails."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest

from bot.answers.text import render
from bot.answers.wording import Wording
from bot.assistant import Assistant
from bot.knowledge import Snapshot
from bot.model.conversation import Answer, Outcome, Question, Reading
from bot.model.safety import Finding, Level, Verdict
from evaluation.answers import words_of

Ask = Callable[..., Answer]


def verdict(level: Level, situation: str = "unresponsive") -> Verdict:
    return Verdict((Finding(situation, level, "test", 0, 1, "test"),))


def test_an_emergency_gets_its_card_first_and_no_other_question(ask: Ask) -> None:
    answer = ask("emergency_symptoms", text="my dad took too many baclofen and won't wake up")
    messages = render(answer)

    assert answer.card is not None
    assert answer.card.level is Level.EMERGENCY
    assert messages[0].kind == "card"
    assert "911" in messages[0].text
    assert [message.kind for message in messages] == ["card"]


def test_an_ordinary_question_beside_it_is_answered_after_the_card(ask: Ask) -> None:
    answer = ask(["emergency_symptoms", "ask_alcohol"], verdict=verdict(Level.EMERGENCY))

    assert [message.kind for message in render(answer)] == ["card", "answer"]
    assert "Avoid alcohol" in words_of(answer)


@pytest.mark.parametrize(
    "intent", ["ask_missed_dose", "ask_dosage", "ask_stopping", "ask_when_to_take", "ask_max_dose"]
)
@pytest.mark.parametrize("level", [Level.EMERGENCY, Level.URGENT, Level.CRISIS])
def test_nothing_about_taking_a_dose_beside_a_card(ask: Ask, intent: str, level: Level) -> None:
    answer = ask(["emergency_symptoms", intent], verdict=verdict(level))

    assert answer.card is not None
    assert answer.sections == ()


def test_a_card_is_never_followed_by_which_medicine(ask: Ask) -> None:
    answer = ask(["emergency_symptoms", "ask_food"], [], verdict=verdict(Level.EMERGENCY))

    assert answer.question is None
    assert answer.sections == ()


def test_the_same_day_card_leaves_room_for_the_answer(ask: Ask) -> None:
    answer = ask("ran_out", text="what now")

    assert answer.card is not None
    assert answer.card.level is Level.SAME_DAY
    assert "Running out" in words_of(answer)


def test_a_level_that_was_denied_stays_visible_in_one_line(ask: Ask) -> None:
    findings = verdict(Level.EMERGENCY).findings
    answer = ask("ask_storage", held_level=Level.EMERGENCY, held_findings=findings, denied=True)

    assert answer.card is not None
    assert len(answer.card.lines) == 1
    assert answer.sections


def test_the_poison_number_comes_in_the_first_line_without_a_card(ask: Ask) -> None:
    answer = ask("ask_overdose", [], text="what number is poison control")

    assert "1-800-222-1222" in answer.sections[0].headline
    assert answer.question == "Has someone taken something?"
    assert answer.card is None


def test_a_reading_of_emergency_without_a_finding_asks_and_names_the_numbers(ask: Ask) -> None:
    answer = ask("emergency_overdose", [], text="hm")

    assert answer.outcome is Outcome.ASKED
    assert "1-800-222-1222" in answer.sections[0].headline


class Broken(Wording):
    """Phrases of which one cannot be said."""

    def say(self, key: str, **values: Any) -> str:
        if key == "review_note":
            raise RuntimeError("broken")
        return super().say(key, **values)


def test_what_fails_becomes_a_plain_sentence_with_the_card_kept(
    snapshot: Snapshot, wording: Wording, question: Any, caplog: pytest.LogCaptureFixture
) -> None:
    broken = Assistant(snapshot, Broken(**wording.dict()))
    asked = question(["emergency_symptoms", "ask_alcohol"], text="secretword", verdict=verdict(Level.EMERGENCY))

    answer = broken.answer(asked)

    assert answer.outcome is Outcome.ERROR
    assert answer.card is not None
    assert "Sorry" in answer.sections[0].headline
    assert "secretword" not in caplog.text


def test_an_answer_with_a_number_from_nowhere_is_held_back(
    snapshot: Snapshot, wording: Wording, question: Any, caplog: pytest.LogCaptureFixture
) -> None:
    phrases = {**wording.phrases, "which_form": "?", "never_stop_other": "Wait 77 hours."}
    changed = Assistant(snapshot, wording.copy(update={"phrases": phrases}))

    with caplog.at_level(logging.ERROR):
        answer = changed.answer(question("ask_interactions", text="secretword"))

    assert answer.outcome is Outcome.ERROR
    assert "77" not in words_of(answer)
    assert "unsourced_number" in caplog.text
    assert "secretword" not in caplog.text


def test_reload_swaps_the_snapshot_and_a_failure_keeps_the_old_one(snapshot: Snapshot, wording: Wording) -> None:
    found = iter([Snapshot.of(), None])

    def source() -> Snapshot:
        read = next(found)
        if read is None:
            raise OSError("gone")
        return read

    assistant = Assistant(snapshot, wording, source)
    assistant.reload()
    emptied = assistant.snapshot
    assert emptied.medicines == {}
    with pytest.raises(OSError, match="gone"):
        assistant.reload()
    assert assistant.snapshot is emptied


def test_an_empty_knowledge_base_still_answers(wording: Wording) -> None:
    empty = Assistant(Snapshot.of(), wording)

    for intent in ("ask_overview", "greet", "help", "out_of_scope", "ask_alcohol", "nonsense"):
        assert empty.answer(Question("x", (Reading(intent, 1.0),))).outcome is not Outcome.ERROR


def test_an_unscreened_question_is_screened(ask: Ask) -> None:
    assert ask("ask_overview", text="my wife is not breathing").card is not None
    assert ask("ask_overview", text="").card is None


def test_what_a_card_is_about_stays_known(ask: Ask) -> None:
    assert ask("pump_problem", text="my baclofen pump alarm is beeping", form="pump").medicines == ("baclofen",)
