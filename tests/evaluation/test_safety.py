"""The evaluation of the safety screen itself: what it reads, what it counts, and what it never shows."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import Progress

from bot.knowledge.errors import ContentErrors
from bot.model.safety import Finding, Level, Verdict
from evaluation.bounds import read_bounds, wilson
from evaluation.safety import outside
from evaluation.safety.__main__ import main
from evaluation.safety.corpus import Corpus, Line, Row, read_corpus
from evaluation.safety.figures import Outcome, grouped, is_caught, misses, outcome, tally
from evaluation.safety.measure import LOWERED, Reader, measure
from evaluation.safety.report import print_bounds
from evaluation.understanding import cases

HEADER = "text,level,also,situation,speaker,kind,language"
GOOD = "he wont wake up,emergency,,1;2,other,terse;typo,en"


def write(folder: Path, working: str, reporting: str = GOOD.replace("wont", "will not"), header: str = HEADER) -> Path:
    for half, lines in (("working", working), ("reporting", reporting)):
        (folder / half).mkdir(parents=True)
        (folder / half / "a.csv").write_text(f"{header}\n{lines}\n", encoding="utf-8")
    return folder


def row(level: str, also: str = "", kind: str = "plain") -> Row:
    return Row(text="x", level=level, also=also, situation="1", speaker="self", kind=kind, language="en")


def line(level: str, place: str = "working/a.csv:2", **named: str) -> Line:
    return Line(row(level, **named), place.partition("/")[0], place)


def test_a_line_is_read_with_its_types_and_its_place(tmp_path: Path) -> None:
    read = read_corpus(write(tmp_path, f'"one, with\na line break",none,,5,self,plain,en\n{GOOD}')).half("working")
    assert [each.place for each in read] == ["working/a.csv:2", "working/a.csv:4"]
    assert read[1].row.level is Level.EMERGENCY
    assert read[1].row.also is None
    assert read[1].row.situation == (1, 2)
    assert read[1].row.kind == ("terse", "typo")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        pytest.param(GOOD.replace("emergency", "emergncy"), "a.csv:2: level: ", id="a level that there is not"),
        pytest.param(GOOD.replace(",,", ",emergency,"), "a.csv:2: ", id="the same level twice"),
        pytest.param("all well,none,urgent,1,self,plain,en", "second level of a line that must fire", id="none, or"),
        pytest.param(GOOD.replace("1;2", "30"), "30 is no situation", id="a situation that is a speaker"),
        pytest.param(GOOD.replace("1;2", "one"), "a.csv:2: situation", id="a situation in words"),
        pytest.param(GOOD.replace("terse;typo", "terse;terse"), "a.csv:2: kind: ", id="a kind twice"),
        pytest.param(GOOD.replace("terse;typo", "tipo"), "a.csv:2: kind", id="a kind that there is not"),
        pytest.param(GOOD.replace("other", "mum"), "a.csv:2: speaker: ", id="a speaker that there is not"),
        pytest.param(GOOD.replace("he wont wake up", ""), "a.csv:2: text: ", id="no text"),
        pytest.param(GOOD.replace("he wont", "he, wont"), "has 8 values, and needs 7", id="a comma without quotes"),
        pytest.param('"he wont', "is not CSV", id="a quote that never ends"),
        pytest.param(f"{GOOD}\n\n{GOOD}x", "a.csv:3: has 0 values", id="an empty line"),
        pytest.param(GOOD.replace("he wont", "He WILL NOT"), "is in the other half, at working", id="in both halves"),
    ],
)
def test_a_wrong_line_is_named_with_file_and_line(wrong: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ContentErrors, match=r"a\.csv:") as caught:
        read_corpus(write(tmp_path, wrong))
    assert said in str(caught.value)


def test_another_header_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentErrors, match=f"working/a.csv:1: needs the header {HEADER}"):
        read_corpus(write(tmp_path, GOOD, header="text,level"))


def test_an_empty_half_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentErrors, match="holds no CSV file"):
        read_corpus(tmp_path)


def test_what_is_nearly_the_same_is_counted_once(tmp_path: Path) -> None:
    long = "my husband fell in the bathroom this morning and now he {} wake up,emergency,,1,other,plain,en"
    corpus = read_corpus(write(tmp_path, long.format("wont"), long.format("won't")))
    assert [each.place for each in corpus.lines] == ["working/a.csv:2"]
    assert [each.place for each in corpus.left_out] == ["reporting/a.csv:2"]


@pytest.mark.parametrize(
    ("level", "also", "got", "what"),
    [
        ("urgent", "", "urgent", Outcome.RIGHT),
        ("urgent", "emergency", "emergency", Outcome.RIGHT),
        ("urgent", "", "crisis", Outcome.ONE_HIGHER),
        ("urgent", "", "emergency", Outcome.HIGHER),
        ("emergency", "urgent", "crisis", Outcome.LOWER),
        ("emergency", "", "same_day", Outcome.LOWER),
        ("emergency", "", "none", Outcome.NOTHING),
    ],
)
def test_how_a_level_stands_to_the_right_one(level: str, also: str, got: str, what: Outcome) -> None:
    assert outcome(row(level, also), Level(got)) is what


@pytest.mark.parametrize(
    ("level", "got", "caught"),
    [
        ("emergency", "urgent", True),
        ("urgent", "crisis", True),
        ("crisis", "same_day", False),
        ("same_day", "same_day", True),
        ("same_day", "none", False),
    ],
)
def test_caught_is_told_to_get_help_in_time(level: str, got: str, caught: bool) -> None:
    assert is_caught(row(level), Level(got)) is caught


def test_a_group_is_counted_and_its_misses_are_named() -> None:
    lines = [
        line("emergency", "working/a.csv:2", kind="typo;terse"),
        line("urgent", "working/a.csv:3", kind="typo"),
        line("none", "working/a.csv:4"),
        line("none", "working/a.csv:5"),
    ]
    levels = (Level.EMERGENCY, Level.NONE, Level.SAME_DAY, Level.NONE)
    got = {each.place: level for each, level in zip(lines, levels, strict=True)}
    counted = tally(lines, got)
    assert (counted.caught.hits, counted.caught.cases) == (1, 2)
    assert (counted.right.hits, counted.right.cases) == (1, 2)
    assert (counted.false_alarms.hits, counted.false_alarms.cases) == (1, 2)
    assert [each.place for each in misses(lines, got)] == ["working/a.csv:3", "working/a.csv:4"]
    assert {kind: len(group) for kind, group in grouped(lines, "kind").items()} == {"plain": 2, "terse": 1, "typo": 2}
    assert list(grouped(lines, "level")) == ["emergency", "urgent", "none"]


def test_the_interval_is_wilsons() -> None:
    low, high = wilson(45, 49)
    assert (round(low, 3), round(high, 3)) == (0.808, 0.968)
    assert wilson(0, 10)[0] == 0


def heard(level: Level) -> Verdict:
    return Verdict((Finding("seizure", level, "a-rule", 0, 1, "why"),))


def test_a_reader_that_playing_down_sways_is_found_out() -> None:
    corpus = Corpus((line("emergency"), line("none", "reporting/a.csv:2")), ())

    def swayed(text: str) -> Verdict:
        return heard(Level.EMERGENCY) if text == "x" else heard(Level.URGENT)

    measured = measure(Reader("swayed", swayed, 3), corpus, [outside.OutsideSet("others", ("y", "x"))], _progress())
    figures = measured.figures(corpus)
    assert figures[f"working half, {LOWERED}"].value == 1
    assert figures["working half, sensitivity"].value == 1
    assert figures["reporting half, false alarms"].value == 1
    assert figures["others"].hits == 2

    console = Console(file=io.StringIO())
    bounds = {"swayed": {f"working half, {LOWERED}": {"at_most": 0}, "others": {"at_least": 1}}}
    assert len(print_bounds(corpus, [measured], bounds, console)) == 1


def test_every_bound_names_a_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "shared_rows", lambda name: [_any_row(expected) for expected in ("must", "must_not")])
    corpus = Corpus((line("emergency"), line("none", "reporting/a.csv:2")), ())
    measured = measure(Reader("whole", lambda text: Verdict(), 1), corpus, outside.outside_sets(), _progress())
    for bounds in read_bounds("safety").values():
        assert set(bounds) <= set(measured.figures(corpus))


def _any_row(expected: str) -> dict[str, str]:
    return {
        "text": "x",
        "question": "x",
        "safety_flag": "",
        "expected_escalation": expected,
        "expected_crisis": expected,
    }


def _progress() -> Progress:
    return Progress(console=Console(file=io.StringIO()))


def test_absent_sets_are_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cases, "SHARED", tmp_path)
    assert outside.outside_sets() == []


def test_the_lines_of_the_reporting_half_are_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--misses", "reporting"])
    assert "the lines of the reporting half are never shown" in capsys.readouterr().err
