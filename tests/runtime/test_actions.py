"""Actions in this process behave as from an action server, and a failing one is named without the person's words."""

from __future__ import annotations

import json
import sys
import threading
from typing import Any

import pytest
from rasa.utils.endpoints import ClientResponseError

from bot.runtime.actions import ActionFailedError, InProcessActionEndpoint

PACKAGE = """
import asyncio
import threading
from rasa_sdk import Action
from rasa_sdk.interfaces import ActionExecutionRejection

THREADS = []

class Answers(Action):
    def name(self): return "fake_answers"
    async def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text="hello", kind="answer")
        return [{"event": "slot", "name": "a", "value": 1, "timestamp": None}]

class Changes(Action):
    def name(self): return "fake_changes"
    async def run(self, dispatcher, tracker, domain):
        tracker.events.append("mine")
        return []

class Raises(Action):
    def name(self): return "fake_raises"
    async def run(self, dispatcher, tracker, domain):
        raise ValueError("secret words of the person")

class Hangs(Action):
    def name(self): return "fake_hangs"
    async def run(self, dispatcher, tracker, domain):
        await asyncio.Event().wait()

class Blocks(Action):
    def name(self): return "fake_blocks"
    def run(self, dispatcher, tracker, domain):
        THREADS.append(threading.get_ident())
        return []

class Rejects(Action):
    def name(self): return "fake_rejects"
    async def run(self, dispatcher, tracker, domain):
        raise ActionExecutionRejection(self.name(), "not now")
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("actions")
    (folder / "fake_actions.py").write_text(PACKAGE)
    (folder / "broken_actions.py").write_text("import a_package_that_is_not_there")
    sys.path.insert(0, str(folder))
    yield "fake_actions"
    sys.path.remove(str(folder))


@pytest.fixture
def endpoint(package: str) -> InProcessActionEndpoint:
    return InProcessActionEndpoint(timeout=0.05, package=package)


def call(name: str) -> dict[str, Any]:
    tracker = {"sender_id": "x", "slots": {}, "events": [], "latest_message": {}, "paused": False}
    return {"next_action": name, "tracker": tracker, "domain": {}}


async def test_an_action_answers_with_messages_and_events(endpoint: InProcessActionEndpoint) -> None:
    result = await endpoint.request(json=call("fake_answers"), method="post", timeout=300, compress=False)
    assert result is not None
    assert result["responses"][0]["text"] == "hello"
    assert result["responses"][0]["kind"] == "answer"
    assert result["events"][0]["name"] == "a"


async def test_an_action_cannot_change_the_live_conversation(endpoint: InProcessActionEndpoint) -> None:
    payload = call("fake_changes")
    await endpoint.request(json=payload)
    assert payload["tracker"]["events"] == []


async def test_an_action_that_is_not_a_coroutine_runs_in_a_thread(endpoint: InProcessActionEndpoint) -> None:
    await endpoint.request(json=call("fake_blocks"))
    assert sys.modules["fake_actions"].THREADS[-1] != threading.get_ident()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        pytest.param("fake_raises", "Action 'fake_raises' failed: ValueError", id="raises"),
        pytest.param("fake_hangs", "Action 'fake_hangs' took longer than 0.05 s", id="hangs"),
        pytest.param("fake_unknown", "Action 'fake_unknown' failed: ActionNotFoundException", id="not there"),
    ],
)
async def test_a_failure_names_the_action_and_nothing_private(
    endpoint: InProcessActionEndpoint, name: str, says: str
) -> None:
    with pytest.raises(ActionFailedError, match=says) as failure:
        await endpoint.request(json=call(name))
    assert "secret" not in str(failure.value)
    assert failure.value.__cause__ is None


async def test_a_rejection_looks_as_from_an_action_server(endpoint: InProcessActionEndpoint) -> None:
    with pytest.raises(ClientResponseError) as rejection:
        await endpoint.request(json=call("fake_rejects"))
    assert rejection.value.status == 400
    assert json.loads(rejection.value.text)["action_name"] == "fake_rejects"


def test_a_package_that_cannot_be_imported_does_not_end_the_server(package: str) -> None:
    with pytest.raises(ActionFailedError, match="cannot be loaded"):
        _ = InProcessActionEndpoint(timeout=1, package="broken_actions").executor


def test_actions_that_no_class_has_are_named(endpoint: InProcessActionEndpoint) -> None:
    assert endpoint.missing(["fake_raises", "action_nobody_wrote", "utter_default"]) == ["action_nobody_wrote"]
