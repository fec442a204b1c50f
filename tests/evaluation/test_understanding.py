"""The evaluation itself: its figures are right, and a threshold that is not kept fails the run."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from evaluation.bounds import read_bounds
from evaluation.understanding import cases, figures
from evaluation.understanding.__main__ import report
from evaluation.understanding.cases import Case
from evaluation.understanding.figures import Figure, Reader, measure


async def parse(text: str) -> dict[str, Any]:
    """A graph that refuses football, and reads everything else as a question about storage of "baclofen"."""
    refused = "match" in text
    entity = {"entity": "medicine", "value": "baclofen", "name": "baclofen", "substance": "baclofen", "candidates": []}
    return {
        "intent": {"name": "out_of_scope" if refused else "ask_storage"},
        "reading": {"intent": "ask_storage", "topics": [{"intent": "ask_storage"}]},
        "entities": [] if refused else [{**entity, "text": text}],
    }


@pytest.fixture
def small_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [Case("where to keep it", frozenset({"ask_storage"}), "ask_storage"), Case("x", frozenset({"greet"}))]
    monkeypatch.setattr(cases, "questions_about_medicines", lambda: asked)
    monkeypatch.setattr(cases, "out_of_scope", lambda: [Case("the match"), Case("my garden")])
    monkeypatch.setattr(cases, "health_but_not_medicines", list)
    monkeypatch.setattr(cases, "misspelt_medicines", lambda: [("baclofn", "baclofen"), ("match", "baclofen")])


async def test_counts_what_it_says(small_sets: None) -> None:
    found = {figure.name: figure for figure in await measure(Reader(parse))}

    assert found["questions about medicines, an accepted intent"].value == 0.5
    assert found["questions about medicines, refused"].value == 0
    assert found["out of scope, refused"].value == 0.5
    assert found["misspelt medicines, linked or offered"].value == 0.5
    assert found["misspelt medicines, silently wrong"].value == 0
    assert found["everyday words taken for a medicine"].value == 1 / 4
    assert "health but not medicines, answered" not in found, "a figure without cases is left out"


async def test_every_threshold_names_a_figure(small_sets: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "health_but_not_medicines", lambda: [Case("what is flu")])
    named = {figure.name for figure in await measure(Reader(parse))}

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

    assert report([figure], {"share, of something": bound}, Console(file=io.StringIO())) == code
    assert (tmp_path / "results" / "understanding" / "share-of-something.txt").read_text() == "one that missed"


def test_absent_sets_have_no_cases(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cases, "SHARED", tmp_path)

    assert cases.questions_about_medicines() == []
    assert cases.own_questions()
    assert figures._share("nothing", [], []).value == 0
