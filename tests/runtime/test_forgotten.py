"""Red team: somebody talks to the real server, has things kept, and forgets them. No trace of their words is left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.runtime.settings import Settings
from scripts.serving import serving
from tests.talking import Chat

WORDS = ("zanzibarrhoea", "quixotinib", "5550147", "Featherstonehaugh")
"""Words that nothing else says: an illness, a medicine, a number, a name."""
SAID = (
    "I am Featherstonehaugh, my number is 5550147, can I take baclofen with quixotinib",
    "add to my doctor questions: is my zanzibarrhoea from baclofen",
    "yes",
    "remember that I have epilepsy and take quixotinib",
    "add to my doctor questions: call 5550147 about Featherstonehaugh",
    "what do you know about me",
)


@pytest.fixture
def place(trained: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Path]]:
    """A server with everything that it keeps in one folder, logs included; and the folder."""
    monkeypatch.delenv("MEDGUIDE_PEOPLE_URL")
    with serving(tmp_path, trained.state) as address:
        yield address, tmp_path


def found_in(folder: Path) -> dict[str, list[str]]:
    """Files that hold one of the words, as they are on the disk."""
    found = {
        path.name: [word for word in WORDS if word.casefold().encode() in path.read_bytes().lower()]
        for path in folder.rglob("*")
        if path.is_file()
    }
    return {name: words for name, words in found.items() if words}


@pytest.mark.agent
def test_no_trace_of_a_forgotten_person_is_left(place: tuple[str, Path]) -> None:
    address, folder = place
    ann, bob = Chat("ann", address), Chat("bob", address)
    bob.say("add to my doctor questions: may I drive")
    bob.say("yes")
    for text in SAID:
        ann.say(text)
    kept = found_in(folder)
    assert any("conversations" in name for name in kept)
    assert any("people" in name for name in kept)
    assert not any("log" in name for name in kept), "people's words are never in a log"

    ann.say("forget me")
    receipt = ann.say("yes")

    assert "Everything of you is deleted" in receipt
    assert found_in(folder) == {}
    assert "I keep nothing about you" in ann.say("what do you know about me")
    assert "may I drive" in bob.say("what do you know about me")


@pytest.mark.agent
def test_incognito_leaves_no_word(place: tuple[str, Path]) -> None:
    address, folder = place
    ann = Chat("ann", address)
    ann.say("go incognito")
    assert "baclofen" in ann.say("my zanzibarrhoea, call 5550147: what are the side effects of baclofen")

    assert found_in(folder) == {}
    assert "baclofen" in ann.say("and can I drive").lower()
