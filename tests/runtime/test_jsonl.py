"""`bot ask --jsonl`: a line in, a line out, in order; a bad line costs nothing but itself."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.cli.jsonl import BadLine, Line, answer_lines, read_line
from bot.model.conversation import Outcome
from bot.model.safety import Level
from bot.runtime.reply import Reply


class Echo:
    """Answers with what it was asked, and remembers in which conversation."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str | None, Any]] = []

    async def handle(self, text: str, conversation: str, region: str | None = None, profile: Any = None) -> Reply:
        self.asked.append((text, conversation, region, profile))
        return Reply(
            text=text,
            intent="ask_alcohol",
            confidence=0.123456,
            topics=("ask_alcohol",),
            outcome=Outcome.ANSWERED,
            medicines=(),
            escalation=Level.NONE,
            messages=({"recipient_id": "x", "text": "Yes.", "kind": "answer"},),
            sources=(),
            kb_version="1",
        )


async def run(*lines: str) -> tuple[list[dict[str, Any]], Echo, str]:
    echo, out, progress = Echo(), io.StringIO(), io.StringIO()
    await answer_lines(echo, (f"{line}\n" for line in lines), out, Console(file=progress))
    return [json.loads(line) for line in out.getvalue().splitlines()], echo, progress.getvalue()


async def test_a_line_has_every_field_of_the_interface() -> None:
    [line], _, _ = await run('{"text": "hi"}')
    assert line == {
        "text": "hi",
        "intent": "ask_alcohol",
        "confidence": 0.1235,
        "topics": ["ask_alcohol"],
        "outcome": "answered",
        "medicines": [],
        "escalation": "none",
        "messages": [{"text": "Yes.", "buttons": []}],
        "sources": [],
        "kb_version": "1",
    }


async def test_lines_come_out_in_order_and_blank_ones_are_skipped() -> None:
    lines, _, progress = await run('{"text": "one"}', "", "   ", '{"text": "two"}')
    assert [line["text"] for line in lines] == ["one", "two"]
    assert "2 lines answered" in progress


async def test_a_bad_line_gets_an_error_and_the_run_goes_on() -> None:
    lines, _, _ = await run('{"text": "one"}', "{broken", '{"text": "two"}')
    assert [line.get("text") for line in lines] == ["one", None, "two"]
    assert lines[1] == {"error": "line 2: not valid JSON: Expecting property name enclosed in double quotes", "line": 2}


async def test_lines_of_one_conversation_stay_together_and_others_are_on_their_own() -> None:
    _, echo, _ = await run(
        '{"text": "a", "conversation": "1"}', '{"text": "b"}', '{"text": "c", "conversation": "1"}', '{"text": "d"}'
    )
    ids = [conversation for _, conversation, _, _ in echo.asked]
    assert ids[0] == ids[2]
    assert len(set(ids)) == 3


async def test_region_and_profile_reach_the_agent() -> None:
    _, echo, _ = await run('{"text": "a", "region": "UK", "profile": {"pregnant": true}}')
    assert echo.asked[0][2:] == ("UK", {"pregnant": True})


@pytest.mark.parametrize(
    ("name", "region"), [("uk", "UK"), ("Ireland", "IE"), ("usa", "US"), ("New Zealand", "NZ"), ("", None)]
)
async def test_a_region_is_taken_as_people_name_it(name: str, region: str | None) -> None:
    _, echo, _ = await run(json.dumps({"text": "a", "region": name}))
    assert echo.asked[0][2] == region


@pytest.mark.parametrize(
    ("text", "error"),
    [
        pytest.param('{"text": "a", "region": "Atlantis"}', "use US (United States), CA (Canada)", id="no such region"),
        pytest.param("hello", "not valid JSON", id="words"),
        pytest.param("[1]", "not a JSON object", id="a list"),
        pytest.param('"hello"', "not a JSON object", id="a string"),
        pytest.param("{}", "text: field required", id="no text"),
        pytest.param('{"text": ""}', "text: ", id="empty text"),
        pytest.param('{"text": "  "}', "text: is blank", id="blank text"),
        pytest.param('{"text": 5}', "text: str type expected", id="a number"),
        pytest.param('{"text": "a", "conversaton": "1"}', "conversaton: extra fields", id="a misspelt key"),
        pytest.param('{"text": "a", "conversation": 1}', "conversation: str type", id="conversation is a number"),
        pytest.param('{"text": "a", "profile": {"weight": 70}}', "profile: is an object", id="unknown profile field"),
        pytest.param('{"text": "a", "profile": []}', "profile: is an object", id="profile is a list"),
        pytest.param("[" * 100_000, "not valid JSON", id="nested too deep"),
        pytest.param('{"text": NaN}', "text: str type", id="not a number"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(text: str, error: str) -> None:
    line = read_line(text)
    assert isinstance(line, BadLine)
    assert error in line.error


def test_a_null_is_as_if_it_were_left_out() -> None:
    assert read_line('{"text": "a", "conversation": null}') == Line(text="a")


@given(st.text())
def test_no_line_breaks_the_reader(text: str) -> None:
    assert isinstance(read_line(text), Line | BadLine)


@given(st.text(min_size=1).filter(str.strip))
def test_every_text_comes_through_as_it_is(text: str) -> None:
    line = read_line(json.dumps({"text": text}))
    assert isinstance(line, Line)
    assert line.text == text
