from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.normalise import collapse_repeats, normalise

ANY_TEXT = st.text(alphabet=st.characters(), max_size=200)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        pytest.param("can I drink?", "can I drink?", id="plain text stays"),
        pytest.param("I can\u2019t sleep", "I can't sleep", id="curly apostrophe"),
        pytest.param("\u201cbaclofen\u201d", '"baclofen"', id="curly quotes"),
        pytest.param("5\u201310 mg", "5-10 mg", id="dash between numbers"),
        pytest.param("bac\u200blo\u00adfen", "baclofen", id="zero-width space and soft hyphen inside a word"),
        pytest.param("b\u0430\u0441lofen", "baclofen", id="Cyrillic letters that look like Latin ones"),
        pytest.param("\uff42\uff41\uff43\uff4c\uff4f\uff46\uff45\uff4e", "baclofen", id="full-width letters"),
        pytest.param("Liore\u0301sal \u00e9", "Lioresal e", id="accents, combined and precomposed"),
        pytest.param("a \t\n\u00a0 b", "a b", id="runs of any white space"),
        pytest.param("5\u00a0mg\u20443", "5 mg/3", id="no-break space and fraction slash"),
        pytest.param("\u00bd tablet", "1/2 tablet", id="a vulgar fraction is written out"),
        pytest.param("\ufb01ne", "fine", id="ligature"),
        pytest.param("\U0001f630 help", "\U0001f630 help", id="emoji stay: they can say how bad it is"),
        pytest.param("i don t think he s ok", "i don't think he's ok", id="apostrophes that became spaces"),
        pytest.param("I m sure they ve left, it s LATE", "I'm sure they've left, it's LATE", id="more of them"),
        pytest.param("vitamin d or plan b, part t of i", "vitamin d or plan b, part t of i", id="single letters stay"),
        pytest.param("he said she d", "he said she'd", id="at the end"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_reads_what_a_person_sees(typed: str, read: str) -> None:
    assert normalise(typed).text == read


def test_span_leads_back_to_the_typed_text() -> None:
    typed = "is  b\u200baclo\u0301fen ok"
    found = normalise(typed)
    start = found.text.index("baclofen")

    raw_start, raw_end = found.raw_span(start, start + len("baclofen"))

    assert typed[raw_start:raw_end] == "b\u200baclo\u0301fen"


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 2), (0, 99)])
def test_impossible_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no such span"):
        normalise("baclofen").raw_span(start, end)


@given(ANY_TEXT)
def test_takes_any_text_and_origins_never_go_back(typed: str) -> None:
    found = normalise(typed)

    assert len(found.origins) == len(found.text)
    assert list(found.origins) == sorted(found.origins)
    assert all(0 <= origin < len(typed) for origin in found.origins)


@given(ANY_TEXT)
def test_reading_twice_changes_nothing(typed: str) -> None:
    once = normalise(typed).text

    assert normalise(once).text == once


@given(ANY_TEXT)
def test_lower_case_keeps_the_length(typed: str) -> None:
    text = normalise(typed).text

    assert len(text.lower()) == len(text)


def test_time_grows_with_the_length_only() -> None:
    def seconds(text: str) -> float:
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            normalise(text)
            best = min(best, time.process_time() - start)
        return best

    small, large = "e" + "\u0301" * 20_000, "e" + "\u0301" * 200_000

    assert seconds(large) < 40 * max(seconds(small), 1e-3)


@pytest.mark.parametrize(
    ("word", "keep", "short"),
    [("pleeease", 1, "please"), ("baclofennn", 2, "baclofenn"), ("baclofennn", 1, "baclofen"), ("dizzy", 1, "dizzy")],
)
def test_collapses_letters_typed_three_times_or_more(word: str, keep: int, short: str) -> None:
    assert collapse_repeats(word, keep) == short
