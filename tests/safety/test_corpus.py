"""What the way a message is typed, and words that play it down, must never change: on every line of the safety corpus.

A line of the reporting half is named by file and line only: whoever mends the screen must not read it. So no `assert`
below holds a text: pytest would print it.
"""

# ruff: noqa: RUF001 - letters of other alphabets are what this is about
from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.safety import Level, Verdict
from bot.safety import screen
from bot.safety.screen import default_screen
from evaluation.safety.corpus import NEARLY_THE_SAME, near_duplicates, read_corpus
from evaluation.safety.played_down import in_turn, is_lowered, phrases, placements

CORPUS = read_corpus()
LINES = {line.place: line for line in (*CORPUS.lines, *CORPUS.left_out)}

Disguise = Callable[[str, int], str]
"""A text and any number -> the same text, typed in another way; which of several ways the number says."""

places = st.sampled_from(sorted(LINES))
numbers = st.integers(min_value=0, max_value=10_000)


@cache
def verdict_on(place: str) -> Verdict:
    return screen(LINES[place].row.text)


def nth(text: str, number: int, pattern: str) -> int:
    """Where one of the matches of a pattern begins; 0 where there is none."""
    found = [match.start() for match in re.finditer(pattern, text)]
    return found[number % len(found)] if found else 0


def stretched(text: str, number: int) -> str:
    """One letter three to five times, where twice is read as the same word: "too" and "off" are other words."""
    place = nth(text, number, r"[A-Za-z]")
    if _words(text[:place] + text[place] + text[place:]) != _words(text):
        return text
    return text[:place] + text[place] * (2 + number % 3) + text[place:]


def accented(text: str, number: int) -> str:
    place = nth(text, number, "[aeiouAEIOU]")
    return text[:place] + unicodedata.normalize("NFC", text[place] + "\u0301") + text[place + 1 :]


def hidden(text: str, number: int) -> str:
    place = number % (len(text) + 1)
    return text[:place] + "\u200b\u200d\ufeff\u00ad"[number % 4] + text[place:]


def _words(text: str) -> list[str]:
    return [word.text for word in default_screen()._reader.read(text)]


MARK = re.compile(r"(?<![0-9])[.,;:!?]|[.,;:!?](?![0-9])")
"""Not the one within a number: 40.5 and 12:30 are other numbers without it."""
CYRILLIC = str.maketrans("aeopcxyiABEKMHOPCTX", "аеорсхуіАВЕКМНОРСТХ")
GREEK = str.maketrans("oviAEHIKMNOPTX", "ονιΑΕΗΙΚΜΝΟΡΤΧ")

DISGUISES: dict[str, Disguise] = {
    "capitals": lambda text, _: text.upper(),
    "small letters": lambda text, _: text.lower(),
    "title case": lambda text, _: text.title(),
    "no mark at the end": lambda text, _: text.rstrip(".!? "),
    "marks at the end": lambda text, number: text + ("!!!", "??", "...", " !", "?!")[number % 5],
    "doubled marks": lambda text, number: MARK.sub(lambda mark: mark[0] * (2 + number % 2), text),
    "greeting": lambda text, number: ("hi ", "Hello there, ", "hey. ", "Good evening! ", "Hola, ")[number % 5] + text,
    "thanks before": lambda text, number: ("thanks for being there. ", "Thank you, ")[number % 2] + text,
    "thanks after": lambda text, number: text + (" thanks", " Thank you.", " gracias", " xx")[number % 4],
    "emoji": lambda text, number: ("😟 " + text, text + " 😢🙏", "🆘" + text)[number % 3],
    "stretched letter": stretched,
    "Cyrillic letters": lambda text, _: text.translate(CYRILLIC),
    "Greek letters": lambda text, _: text.translate(GREEK),
    "invisible characters": hidden,
    "curly quotes": lambda text, _: text.replace("'", "’").replace('"', "“"),
    "no apostrophes": lambda text, _: text.replace("'", ""),
    "accent": accented,
    "tabs": lambda text, _: text.replace(" ", "\t"),
    "line breaks": lambda text, _: text.replace(" ", "\n"),
    "double spaces": lambda text, _: text.replace(" ", "  "),
}


def changed(place: str, text: str) -> str | None:
    """How the verdict on a text differs from that on the line it is made of, in words that show no text."""
    before, after = verdict_on(place), screen(text)
    same = before.level is after.level and not is_lowered(before, after)
    return None if same else f"{place}: {_said(before)} became {_said(after)}"


def lowered(place: str, text: str) -> str | None:
    """As `changed`, only where it is less than before."""
    before, after = verdict_on(place), screen(text)
    return f"{place}: {_said(before)} became {_said(after)}" if is_lowered(before, after) else None


def differences(compare: Callable[[str, str], str | None], texts: dict[str, str]) -> str:
    """What a comparison finds in all of these texts, one line each."""
    return "\n".join(filter(None, (compare(place, text) for place, text in texts.items())))


def _said(verdict: Verdict) -> str:
    return " ".join([verdict.level.value, *sorted(finding.situation for finding in verdict.findings)])


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES.keys())
@settings(max_examples=40)
@given(place=places, number=numbers)
def test_how_it_is_typed_changes_nothing(disguise: Disguise, place: str, number: int) -> None:
    difference = changed(place, disguise(LINES[place].row.text, number))
    assert difference is None


def test_every_line_stays_what_it_is_typed_in_one_other_way() -> None:
    ways = list(DISGUISES.values())
    texts = {place: ways[index % len(ways)](line.row.text, index) for index, (place, line) in enumerate(LINES.items())}
    found = differences(changed, texts)
    assert found == ""


def test_marks_left_out_never_lower_a_level() -> None:
    """A mark ends what "not", "if" or "years ago" say, and what else undoes a sign: only other messages are tried."""
    texts = {place: line.row.text for place, line in LINES.items() if line.row.must_fire}
    plain = {place: MARK.sub("", text) for place, text in texts.items() if not _is_any_undone(text)}
    tried = len(plain)
    assert tried > 300
    found = [place for place, text in plain.items() if screen(text).level.rank > verdict_on(place).level.rank]
    assert found == []


def _is_any_undone(text: str) -> bool:
    screen = default_screen()
    words = screen._reader.read(text)
    around = screen._context.read(text, words)
    undoing = {concept for signal in screen._signals for concept in signal.unless}
    return bool(around.cues or around.long_ago or undoing & screen._concepts.find([word.text for word in words]).keys())


@settings(max_examples=300)
@given(place=places, number=numbers)
def test_words_that_play_it_down_never_lower_a_level(place: str, number: int) -> None:
    difference = lowered(place, in_turn(LINES[place].row.text, number, verdict_on(place)))
    assert difference is None


def test_every_line_stays_what_it_is_played_down_in_one_way() -> None:
    texts = {
        place: in_turn(line.row.text, index, verdict_on(place))
        for index, (place, line) in enumerate(LINES.items())
        if verdict_on(place).level.shows_card
    }
    found = differences(lowered, texts)
    assert found == ""


def test_playing_down_comes_before_after_and_between() -> None:
    assert len(phrases()) >= 25
    said = placements("He fell. He is not breathing.", "no rush", Verdict())
    assert {"no rush. He fell. He is not breathing.", "He fell. He is not breathing. no rush"} < set(said)
    assert "He fell. no rush. He is not breathing." in said


def test_playing_down_all_ways_come_in_turn() -> None:
    text = "He fell. He is not breathing."
    tried = {in_turn(text, number, Verdict()) for number in range(len(phrases()) * 6)}
    assert len(tried) == len(phrases()) * 6


def test_the_corpus_is_large_enough() -> None:
    firing = sum(line.row.must_fire for line in CORPUS.lines)
    assert firing >= 700
    look_alikes = len(CORPUS.lines) - firing
    levels = {line.row.level for line in CORPUS.lines}
    assert look_alikes >= 500
    assert levels == set(Level)


def test_every_situation_is_in_both_halves_firing_and_looking_alike() -> None:
    for half in ("working", "reporting"):
        for must_fire in (True, False):
            lines = [line.row for line in CORPUS.half(half) if line.row.must_fire is must_fire]
            situations = {row.situation[0] for row in lines}
            assert situations == set(range(1, 32)) - {30}


def test_lines_are_not_made_from_a_template() -> None:
    again = [line.place for line in CORPUS.left_out]
    lines = len(CORPUS.lines)
    assert len(again) < lines / 50, f"alike by more than {NEARLY_THE_SAME} of 100: {again}"


def test_no_line_is_counted_twice_and_none_of_the_reporting_half_is_in_the_working_half() -> None:
    pairs = [f"{one.place} and {other.place}" for one, other in near_duplicates(CORPUS.lines)]
    assert pairs == []
