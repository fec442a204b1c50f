"""The check question: on offer where it belongs, never beside a card; marking is fixed, sourced, and keeps nothing."""

from __future__ import annotations

from typing import Any

import pytest

from bot.assistant import Assistant
from bot.knowledge import Snapshot
from bot.model.conversation import Answer, Mention, Outcome, Previous, Question, Reading, Task
from bot.model.safety import Finding, Level, Verdict
from bot.tools.teach_back import INTENT, Check, all_checks, problems

OFFER = "Check that I got it right"


def said(answer: Answer) -> str:
    lines = [line for section in answer.sections for line in (section.headline, *section.points)]
    return "\n".join((*lines, answer.question or ""))


@pytest.fixture(scope="session")
def ask(assistant: Assistant) -> Any:
    def asked(intent: str, medicine: str = "baclofen", text: str = "", **fields: Any) -> Answer:
        mention = Mention(medicine, medicine, medicine, known=True)
        return assistant.answer(Question(text, (Reading(intent, 0.9),), mentions=(mention,), **fields))

    return asked


def waiting(check: str) -> dict[str, Any]:
    return {
        "task": Task(INTENT, "asked", (("check", check),)),
        "pending": True,
        "previous": Previous(intents=(INTENT,), medicines=("baclofen",)),
    }


def test_the_content_is_as_it_should_be(snapshot: Snapshot) -> None:
    assert list(problems(snapshot)) == []
    assert len({check.id for check in all_checks()}) == len(all_checks())


def test_what_is_wrong_with_the_content_is_seen(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    good = all_checks()[0]
    wrong = good.copy(
        update={
            "id": "x",
            "options": tuple(
                option.copy(update={"right": False, "facts": ("none-such",)}) for option in good.options[:1]
            ),
        }
    )
    monkeypatch.setattr("bot.tools.teach_back.all_checks", lambda: (wrong,))

    assert [problem.split("x ")[1][:5] for problem in problems(snapshot)] == ["needs", "needs", "names"]


@pytest.mark.parametrize(
    ("intent", "medicine", "fields", "offered"),
    [
        pytest.param("ask_stopping", "baclofen", {}, True, id="stopping"),
        pytest.param("ask_withdrawal", "baclofen", {}, True, id="withdrawal: running out"),
        pytest.param("ask_stopping", "tizanidine", {}, True, id="another medicine"),
        pytest.param("ask_dosage", "baclofen", {"text": "how many ml of the 5 mg/ml liquid is 10 mg"}, True, id="mL"),
        pytest.param("ask_dosage", "baclofen", {}, False, id="doses, and no mL"),
        pytest.param("ask_uses", "baclofen", {}, False, id="what it is for"),
        pytest.param("ask_stopping", "baclofen", {"form": "pump"}, False, id="a pump"),
        pytest.param("ask_stopping", "onabotulinumtoxina", {}, False, id="a medicine without one"),
        pytest.param("ran_out", "baclofen", {}, False, id="ran out: a card is there"),
        pytest.param("ask_stopping", "baclofen", {"held_level": Level.SAME_DAY}, False, id="a level is held"),
        pytest.param("ask_stopping", "baclofen", {"held_level": Level.CRISIS}, False, id="a crisis is held"),
        pytest.param(
            "ask_stopping", "baclofen", {"task": Task("set_reminder", "time", ())}, False, id="something else waits"
        ),
    ],
)
def test_where_it_is_on_offer(ask: Any, intent: str, medicine: str, fields: dict[str, Any], offered: bool) -> None:
    answer = ask(intent, medicine, **fields)

    assert (OFFER in [button.title for button in answer.buttons]) == offered
    assert len(answer.buttons) <= 3


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.id)
@pytest.mark.parametrize("region", ["US", "UK"])
def test_each_option_is_marked_with_a_sourced_fact(ask: Any, check: Check, region: str) -> None:
    asked = ask(INTENT, check.medicine, requested_step=check.id, region=region)
    assert asked.outcome is Outcome.ASKED
    assert said(asked).strip() == check.question
    assert [button.title for button in asked.buttons] == [option.say for option in check.options]

    for option, button in zip(check.options, asked.buttons, strict=True):
        marked = ask(INTENT, check.medicine, requested_step=dict(button.entities)["step"], region=region)
        assert marked.outcome is Outcome.ANSWERED
        assert ("that's right" in said(marked)) == option.right
        assert marked.fact_ids
        assert marked.sources
        assert not marked.changes
        assert dict(marked.sets)["task"] is None


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.id)
def test_what_is_said_in_the_words_of_an_option_picks_it(ask: Any, check: Check) -> None:
    for option in check.options:
        for words in (option.say, option.words[0]):
            answer = ask("out_of_scope", check.medicine, text=words, **waiting(check.id), verdict=Verdict())
            assert ("that's right" in said(answer)) == option.right, words


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("the first one", "that's right", id="first"),
        pytest.param("2", "Not quite", id="a number"),
        pytest.param("I would just stop", "Not quite", id="in other words"),
        pytest.param("i dont know", "That's fine", id="not known"),
    ],
)
def test_a_reply_in_words(ask: Any, text: str, says: str) -> None:
    answer = ask("inform", text=text, **waiting("baclofen_stopping"), verdict=Verdict())

    assert says in said(answer)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("should i ask my doctor?", id="a question"),
        pytest.param("i would not ask my doctor", id="denied"),
        pytest.param("ask my doctor or just stop it", id="two at once"),
        pytest.param("blue", id="nothing of it"),
    ],
)
def test_what_picks_nothing_is_answered_as_usual(ask: Any, text: str) -> None:
    answer = ask("ask_uses", text=text, **waiting("baclofen_stopping"), verdict=Verdict())

    assert [section.intent for section in answer.sections] == ["ask_uses"]
    assert [button.title for button in answer.buttons][-1] == "Go on with the check question"


def test_a_card_comes_before_the_marking(ask: Any) -> None:
    seen = Verdict((Finding("stopped", Level.SAME_DAY, "test", 0, 0, "test"),))
    answer = ask("ask_stopping", text="i just stop it", **waiting("baclofen_stopping"), verdict=seen)

    assert answer.card is not None
    assert "Not quite" not in said(answer)


def test_it_is_not_asked_while_help_may_be_needed(ask: Any) -> None:
    answer = ask(INTENT, requested_step="baclofen_stopping", held_level=Level.EMERGENCY)

    assert "come off" not in said(answer)
