"""Plays the dialogues and the questions of `article.yml` through the trained agent, actions included."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import actions.base
from bot.model.desk import Desk
from bot.model.hours import OpeningHours
from bot.runtime.agent import MedguideAgent
from bot.runtime.reply import Reply

HERE = Path(__file__).parent
DIALOGUES = [
    {**dialogue, "file": path.stem, "name": f"{path.stem}: {dialogue['name']}"}
    for path in sorted(HERE.glob("*.yml"))
    if path.name not in ("article.yml", "restart.yml")
    for dialogue in yaml.safe_load(path.read_text(encoding="utf-8"))["dialogues"]
]
RESTARTED = yaml.safe_load((HERE / "restart.yml").read_text(encoding="utf-8"))["dialogues"]
TOOLS = (
    "comparison",
    "conditions",
    "doctor_questions",
    "hand_off",
    "interaction_check",
    "liquid_amount",
    "missed_dose",
    "privacy",
    "profile",
    "ran_out",
    "reminders",
    "side_effect_log",
    "teach_back",
)
"""Each has a file of its own."""
COMES_BETWEEN = ("another question", "an emergency", "bad input")
"""What a dialogue may say that it `shows`; the others show that all goes well."""
ARTICLE = yaml.safe_load((HERE / "article.yml").read_text(encoding="utf-8"))["questions"]
MOST_NOT_YET = 3
KEYS = {"row", "say", "press", "says", "never", "outcome", "intent", "escalation", "kinds", "silent"}
DESK = Desk("the ward pharmacists", OpeningHours.parse("Mon-Sun 00:00-24:00 Europe/London"), 60)
"""Whom a question is passed on to in a dialogue that has a `desk`."""


@pytest.mark.agent
@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda dialogue: dialogue["name"])
async def test_dialogue(agent: MedguideAgent, dialogue: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every turn is as it should be, but those that are known not to be yet."""
    if dialogue.get("desk"):
        monkeypatch.setattr(actions.base, "desk", lambda _: DESK)
    reply: Reply | None = None
    for number, turn in enumerate(dialogue["turns"], start=1):
        typed = turn["say"] if "say" in turn else pressed(reply, turn["press"])
        reply = await agent.handle(typed, f"dialogue-{dialogue['name']}")
        if number not in dialogue.get("not_yet", ()):
            check(turn, reply)


@pytest.mark.parametrize("tool", TOOLS)
def test_every_tool_is_shown_going_well_and_with_all_that_comes_between(tool: str) -> None:
    shown = {dialogue.get("shows") for dialogue in DIALOGUES if dialogue["file"] == tool}

    assert shown == {None, *COMES_BETWEEN}
    assert tool in {dialogue.get("tool") for dialogue in RESTARTED}, "a restart in the middle is in restart.yml"


def test_what_is_not_answered_yet_is_few_turns_that_there_are() -> None:
    known = {each["name"]: each["not_yet"] for each in DIALOGUES if "not_yet" in each}

    assert all(set(turns) <= set(range(1, len(_named(name)["turns"]) + 1)) for name, turns in known.items())
    assert sum(map(len, known.values())) <= MOST_NOT_YET, "what was answered once stays answered"


def _named(name: str) -> dict[str, Any]:
    return next(each for each in DIALOGUES if each["name"] == name)


@pytest.mark.agent
@pytest.mark.parametrize("question", ARTICLE, ids=lambda question: f"{question['row']}-{question['say']}")
async def test_question_about_a_row_of_the_article(agent: MedguideAgent, question: dict[str, Any]) -> None:
    reply = await agent.handle(question["say"], f"article-{question['say']}")

    check(question, reply)
    assert reply.outcome.value != "answered" or reply.sources


def pressed(reply: Reply | None, title: str) -> str:
    """The payload of a button of the last reply."""
    buttons = (
        {button["title"]: button["payload"] for message in reply.messages for button in message.get("buttons", ())}
        if reply
        else {}
    )
    assert title in buttons, f"no button {title!r} among {list(buttons)}"
    return str(buttons[title])


def check(turn: dict[str, Any], reply: Reply) -> None:
    """Hold one reply against what the turn expects of it."""
    assert set(turn) <= KEYS
    said = "\n".join(message["text"] for message in reply.messages).lower()
    where = f"after {turn.get('say') or turn.get('press')!r}, read as {reply.topics}, replied:\n{said}"
    assert bool(said) is not turn.get("silent", False), where
    for text in turn.get("says", ()):
        assert text.lower() in said, where
    stated = said.split("\nsources:\n")[0]
    for text in turn.get("never", ()):
        assert text.lower() not in stated, where
    if "outcome" in turn:
        assert reply.outcome.value == turn["outcome"], where
    if "intent" in turn:
        assert reply.intent == turn["intent"], where
    if "escalation" in turn:
        assert reply.escalation.value == turn["escalation"], where
    if "kinds" in turn:
        assert [message.get("kind") for message in reply.messages] == turn["kinds"], where
