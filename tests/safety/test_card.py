"""What the card says, in every region and at every level."""

from __future__ import annotations

import re

import pytest

from bot.model.safety import Level, Verdict
from bot.safety import card, contacts, screen
from bot.safety.card import folded, wording
from bot.safety.contacts import all_contacts, region_named
from bot.safety.content import validate
from bot.safety.rules import default_rules

REGIONS = [region.id for region in all_contacts()]
MESSAGES = {
    Level.EMERGENCY: "he is not breathing",
    Level.URGENT: "i took too many tablets",
    Level.SAME_DAY: "i ran out of baclofen",
    Level.CRISIS: "i want to die",
}


def text_of(message: str, region: str = "US") -> str:
    shown = card(screen(message), region)
    assert shown is not None
    return "\n".join(shown.lines)


def test_the_safety_content_is_valid() -> None:
    assert validate() == []


def test_no_finding_no_card() -> None:
    assert card(Verdict(), "US") is None


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("level", MESSAGES)
def test_every_region_has_a_card_without_gaps(level: Level, region: str) -> None:
    text = text_of(MESSAGES[level], region)
    assert "{" not in text
    assert contacts(region).emergency.say in text


@pytest.mark.parametrize("region", REGIONS)
def test_the_emergency_number_stands_in_the_first_line(region: str) -> None:
    shown = card(screen(MESSAGES[Level.EMERGENCY]), region)
    assert contacts(region).emergency.say in shown.lines[0]


@pytest.mark.parametrize("region", REGIONS)
def test_only_the_regions_own_numbers_are_shown(region: str) -> None:
    own = " ".join(line.say for line in contacts(region).lines)
    for message in MESSAGES.values():
        for number in re.findall(r"[0-9][0-9 ()-]{2,}[0-9]", text_of(message, region)):
            assert number in own


def test_too_much_medicine_goes_to_the_poison_line_even_when_well() -> None:
    text = text_of("i took too many tablets")
    assert "1-800-222-1222" in text
    assert "even if you feel fine" in text
    assert "not make anyone vomit" in text


def test_a_pump_alarm_goes_to_the_pump_team() -> None:
    assert "pump team's 24-hour line" in text_of("my baclofen pump is beeping")


def test_crisis_gives_a_line_with_its_number_and_one_question() -> None:
    shown = card(screen("i want to die"), "US")
    text = " ".join(shown.lines)
    assert "988" in text
    assert "still here" in text
    assert shown.question == "Are you thinking about ending your life?"


def test_worry_about_another_is_not_asked_whether_they_want_to_die_themselves() -> None:
    shown = card(screen("my brother says he wants to die"), "US")
    assert "both get help" in " ".join(shown.lines)
    assert shown.question == "Are they safe right now?"


def test_an_overdose_on_purpose_is_an_emergency_first_and_gets_the_crisis_line_second() -> None:
    shown = card(screen("I took all my pills to end it"), "US")
    assert shown.level is Level.EMERGENCY
    text = "\n".join(shown.lines)
    assert text.index("911") < text.index("988")


NEVER = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(take|give|have) (your|the|a|another|an extra|your next) dose",
        r"\bskip\b",
        r"\bdouble\b",
        r"\bstop taking\b",
        r"[0-9]+ ?(mg|mcg|ml)\b",
        r"you're not suicidal",
        r"can't talk about that",
    )
]


@pytest.mark.parametrize("never", NEVER, ids=lambda pattern: pattern.pattern)
def test_no_card_says_what_it_must_not(never: re.Pattern[str]) -> None:
    for situation in default_rules().situations:
        for rule in situation.rules:
            for example in rule.fires:
                assert not never.search(text_of(example))


@pytest.mark.parametrize("level", MESSAGES)
def test_a_held_level_stays_visible_in_one_line(level: Level) -> None:
    assert folded(level, "UK")


def test_nothing_is_held_where_nothing_was_seen() -> None:
    assert folded(Level.NONE, "UK") is None
    assert Level.NONE not in wording().levels


@pytest.mark.parametrize(
    ("said", "region"),
    [("UK", "UK"), ("the united states", "US"), ("england.", "UK"), ("New Zealand", "NZ"), ("Narnia", None)],
)
def test_regions_are_known_by_what_people_call_them(said: str, region: str | None) -> None:
    assert region_named(said) == region
