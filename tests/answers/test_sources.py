"""Which sources an answer names: few, each once, the person's own first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.answers.context import Used
from bot.answers.sources import source_lines
from bot.answers.text import render
from bot.answers.wording import Wording
from bot.assistant import Assistant
from bot.knowledge import Snapshot
from bot.model.conversation import Answer
from bot.model.knowledge import Citation
from evaluation.answers import ask_all

Ask = Callable[..., Answer]

LABEL, NHS, PUMP = (Citation(source=name) for name in ("us-label-tablets", "nhs-baclofen", "us-label-intrathecal"))


@pytest.mark.parametrize(
    ("stated", "region", "named"),
    [
        pytest.param([(LABEL, NHS)], "US", [LABEL], id="the region's own"),
        pytest.param([(LABEL, NHS)], "UK", [NHS], id="the other region's own"),
        pytest.param([(LABEL,), (PUMP, LABEL)], "US", [LABEL], id="one that is named already"),
        pytest.param([(LABEL,), (PUMP,)], "US", [LABEL, PUMP], id="each statement has one"),
        pytest.param([(NHS,)], "US", [NHS], id="from elsewhere where there is no other"),
    ],
)
def test_one_source_for_each_statement(
    snapshot: Snapshot, wording: Wording, stated: list[tuple[Citation, ...]], region: str, named: list[Citation]
) -> None:
    lines = source_lines(snapshot, wording, [Used("x", citations) for citations in stated], region)

    assert [line.title for line in lines] == [snapshot.source(citation).title for citation in named]


def test_every_statement_has_one_of_its_sources_named(assistant: Assistant) -> None:
    snapshot = assistant.snapshot
    for each in ask_all(assistant):
        titles = {line.title for line in each.answer.sources}
        for fact_id in each.answer.fact_ids:
            own = {snapshot.source(citation).title for citation in snapshot.statement(fact_id).citations}
            assert own & titles, (each.name, fact_id)


def test_sources_are_one_block_of_short_lines(ask: Ask) -> None:
    [message] = render(ask("ask_alcohol"))
    block = message.text.split("\n\n")[-1].splitlines()

    assert block[0] == "Sources:"
    assert "DailyMed: Baclofen tablets, US prescribing information; date not known" in block
    assert len(set(block)) == len(block)


@pytest.mark.parametrize(("region", "first"), [("US", "DailyMed"), ("UK", "NHS")])
def test_where_it_comes_from_names_the_main_ones(ask: Ask, region: str, first: str) -> None:
    answer = ask("ask_source", region=region)

    assert len(answer.sources) == 3
    assert first in answer.sections[0].points[0]
