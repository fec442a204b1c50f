"""The evaluation itself: its figures are right, and a threshold that is not kept fails the run."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bot.model.conversation import Outcome
from evaluation.bounds import read_bounds
from evaluation.understanding import cases, figures
from evaluation.understanding.__main__ import print_summary
from evaluation.understanding.cases import Case
from evaluation.understanding.figures import Figure, Reader, judge_all, measure
from evaluation.understanding.judged import Judged
from evaluation.understanding.report import write_report

REFUSED = frozenset({"out_of_scope"})


async def parse(text: str) -> dict[str, Any]:
    """A graph that refuses football, and reads everything else as a question about storage of "baclofen"."""
    refused = "match" in text
    entity = {"entity": "medicine", "value": "baclofen", "name": "baclofen", "substance": "baclofen", "candidates": []}
    return {
        "intent": {"name": "out_of_scope" if refused else "ask_storage", "confidence": 0.9},
        "reading": {"intent": "ask_storage", "confidence": 0.8, "topics": [{"intent": "ask_storage"}]},
        "entities": [] if refused else [{**entity, "text": text}],
    }


async def ask(text: str) -> Outcome:
    """An assistant that answers about gardens alone."""
    return Outcome.ANSWERED if "garden" in text else Outcome.NO_FACT


@pytest.fixture
def small_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [Case("where to keep it", frozenset({"ask_storage"}), "ask_storage"), Case("x", frozenset({"greet"}))]
    monkeypatch.setattr(cases, "questions_about_medicines", lambda: asked)
    monkeypatch.setattr(cases, "out_of_scope", lambda: [Case("the match", REFUSED), Case("my garden", REFUSED)])
    monkeypatch.setattr(cases, "health_but_not_medicines", list)
    monkeypatch.setattr(cases, "misspelt_medicines", lambda: [("baclofn", "baclofen"), ("match", "baclofen")])


async def test_counts_what_it_says(small_sets: None) -> None:
    found = {figure.name: figure for figure in await measure(Reader(parse), ask)}

    assert found["questions about medicines, an accepted intent"].value == 0.5
    assert found["questions about medicines, refused"].value == 0
    assert found["out of scope, refused"].value == 0.5
    assert found["misspelt medicines, linked or offered"].value == 0.5
    assert found["misspelt medicines, silently wrong"].value == 0
    assert found["everyday words taken for a medicine"].value == 1 / 4
    assert found["confident wrong answers"].value == 1 / 4, "a wrong reading counts only where it was answered"
    assert "health but not medicines, refused" not in found, "a figure without cases is left out"


async def test_every_threshold_names_a_figure(small_sets: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "health_but_not_medicines", lambda: [Case("what is flu", REFUSED)])
    named = {figure.name for figure in await measure(Reader(parse), ask)}

    assert set(read_bounds("understanding")) <= named


@pytest.mark.parametrize(
    ("bound", "code"),
    [({"at_least": 0.75}, 0), ({"at_least": 0.9}, 1), ({"at_most": 0.9}, 0), ({"at_most": 0.5}, 1), ({}, 0)],
)
def test_a_bound_that_is_not_kept_fails_the_run(
    bound: dict[str, float], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    figure = Figure("share, of something", 0.8, 10, ("one that missed",))

    assert print_summary([figure], {"share, of something": bound}, Console(file=io.StringIO())) == code
    assert (tmp_path / "results" / "understanding" / "share-of-something.txt").read_text() == "one that missed"


def test_absent_sets_have_no_cases(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cases, "SHARED", tmp_path)

    assert cases.questions_about_medicines() == []
    assert cases.own_questions()
    assert figures._share("nothing", [], []).value == 0


async def test_the_report_says_what_is_taken_for_what(small_sets: None, tmp_path: Path) -> None:
    judged = [
        each for each in await judge_all(Reader(parse)) if each.of in {"questions about medicines", "out of scope"}
    ]

    markdown, page = write_report(
        tmp_path, [Figure("a share", 0.5, 2)], {"a share": {"at_least": 0.9}}, judged, "m.tar.gz"
    )

    said = markdown.read_text()
    assert "| a share | 0.500 | **at least 0.9: not kept** | 2 |" in said
    assert "| questions about medicines | 2 | 0.500 | 0.000 |" in said
    assert "| greet | ask\\_storage | 1 |" in said, "what is taken for what"
    assert "| 0.80 | ask\\_storage | out\\_of\\_scope | out of scope | my garden |" in said, "the worst misses"
    assert page.read_text().count("data:image/svg+xml") == 2


class Cells(HTMLParser):
    """The cells of a page, as a reader sees them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "td":
            self.found.append("")
        self._inside = self._inside or tag == "td"

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "td"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("a | b", id="the mark of a cell"),
        pytest.param("<script>alert(1)</script> <b>", id="a page"),
        pytest.param("![x](http://a) [link](b) <http://c>", id="a picture and a link"),
        pytest.param("`code` *bold* _low_ ~no~ back\\slash \\*", id="marks"),
        pytest.param("&amp; &#65;", id="entities"),
        pytest.param("two\nlines", id="two lines"),
    ],
)
def test_what_people_typed_stays_text(typed: str, tmp_path: Path) -> None:
    judged = [Judged("a set", Case(typed, frozenset({"greet"}), "greet"), "ask_storage", 0.7)]

    _, page = write_report(tmp_path, [], {}, judged, "m.tar.gz")

    assert Cells(page.read_text()).found[-5:] == ["0.70", "ask_storage", "greet", "a set", " ".join(typed.split())]
