"""How long a level is held, and what ends it."""

from __future__ import annotations

from typing import Any

import pytest

from actions.memory import LEVEL_SECONDS, held_fields, level_slot
from bot.model.conversation import Answer, Question
from bot.model.safety import Finding, Level, Verdict

NOW = 1_000_000.0
HOUR = 60 * 60


def verdict(situation: str, level: Level) -> Verdict:
    return Verdict((Finding(situation, level, "test", 0, 1, "test"),))


EMERGENCY = verdict("unresponsive", Level.EMERGENCY)
CRISIS = verdict("self_harm", Level.CRISIS)
SAME_DAY = verdict("stopped", Level.SAME_DAY)


def raised(found: Verdict, at: float = NOW, **fields: Any) -> dict[str, Any]:
    slot = level_slot(Question("", (), **fields), Answer(outcome=None, verdict=found), at)  # type: ignore[arg-type]
    assert slot is not None
    return slot


@pytest.mark.parametrize(
    ("seconds", "handed_back", "held"),
    [
        pytest.param(HOUR, 0.0, True, id="an hour later"),
        pytest.param(LEVEL_SECONDS, 0.0, True, id="a day later"),
        pytest.param(LEVEL_SECONDS + 1, 0.0, False, id="more than a day later"),
        pytest.param(HOUR, NOW + 60, False, id="after a human handed back"),
        pytest.param(HOUR, NOW - 60, True, id="handed back before it was raised"),
    ],
)
def test_a_level_holds_for_a_day_or_until_a_human_hands_back(seconds: float, handed_back: float, held: bool) -> None:
    fields = held_fields(raised(EMERGENCY), NOW + seconds, handed_back)
    assert (fields.get("held_level") is Level.EMERGENCY) is held


def test_nothing_found_and_nothing_held_is_no_slot() -> None:
    assert level_slot(Question("", ()), Answer(outcome=None), NOW) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "at", "denied", "level"),
    [
        pytest.param(Verdict(), NOW, True, "emergency", id="small talk changes nothing"),
        pytest.param(SAME_DAY, NOW + HOUR, True, "emergency", id="a lesser red flag begins the day anew"),
        pytest.param(CRISIS, NOW + HOUR, True, "emergency", id="so does a crisis"),
        pytest.param(EMERGENCY, NOW + HOUR, False, "emergency", id="the same again takes the denial back"),
    ],
)
def test_what_a_later_message_does(found: Verdict, at: float, denied: bool, level: str) -> None:
    before = {**raised(EMERGENCY), "denied": True}
    fields = held_fields(before, NOW + HOUR)
    question = Question("", (), **fields)
    slot = level_slot(question, Answer(outcome=None, verdict=found, denied=True), NOW + HOUR)  # type: ignore[arg-type]

    assert slot is not None
    assert (slot["level"], slot["at"], slot["denied"], slot["turns"]) == (level, at, denied, 1)


def test_a_crisis_is_not_forgotten_behind_an_emergency() -> None:
    slot = raised(EMERGENCY, **held_fields(raised(CRISIS), NOW))
    found = held_fields(slot, NOW)["held_findings"]

    assert [finding.level for finding in found] == [Level.EMERGENCY, Level.CRISIS]


def test_a_slot_of_an_older_version_is_read() -> None:
    old = {"level": "emergency", "at": NOW, "findings": raised(EMERGENCY)["findings"]}
    assert held_fields(old, NOW)["held_language"] == "en"
