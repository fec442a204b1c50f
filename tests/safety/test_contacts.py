"""Who to call, by region: the numbers of the notes, each with its hours, never hedged."""

from __future__ import annotations

import re

import pytest

from bot.safety import contacts
from bot.safety.contacts import all_contacts, region_named

REGIONS = [region.id for region in all_contacts()]


@pytest.mark.parametrize(
    ("region", "emergency", "poison", "crisis"),
    [
        pytest.param("US", "911", "1-800-222-1222", "988", id="US"),
        pytest.param("CA", "911", "1-844-764-7669", "988", id="Canada"),
        pytest.param("UK", "999", "111", "option 2", id="UK"),
        pytest.param("IE", "999 or 112", "(01) 809 2166", "116 123", id="Ireland"),
        pytest.param("EU", "112", "112", "112", id="EU"),
        pytest.param("AU", "000", "13 11 26", "13 11 14", id="Australia"),
        pytest.param("NZ", "111", "0800 764 766", "1737", id="New Zealand"),
        pytest.param("IN", "112", "1800 116 117", "14416", id="India"),
        pytest.param("unknown", "your local emergency number", "your local poison centre", "findahelpline.com", id="-"),
    ],
)
def test_the_numbers_are_those_of_the_notes(region: str, emergency: str, poison: str, crisis: str) -> None:
    lines = contacts(region)
    assert lines.emergency.say == emergency
    assert poison in lines.poison.say
    assert crisis in lines.crisis[0].say


@pytest.mark.parametrize("region", REGIONS)
def test_a_line_says_its_own_number_and_hours(region: str) -> None:
    for line in contacts(region).lines:
        if line.number:
            assert line.number in line.say
        if "day and night" in line.say:
            assert line.hours == "24 hours"
    emergency = contacts(region).emergency.say
    assert not re.search(r"\b(may|might|perhaps|try|if)\b", emergency)  # never hedged


def test_a_region_that_is_not_known_gets_the_lines_that_hold_anywhere() -> None:
    assert contacts("Narnia").id == "unknown"


@pytest.mark.parametrize(
    ("said", "region"),
    [("UK", "UK"), ("the united states", "US"), ("england.", "UK"), ("New Zealand", "NZ"), ("Narnia", None)],
)
def test_regions_are_known_by_what_people_call_them(said: str, region: str | None) -> None:
    assert region_named(said) == region
