"""Guards are proved by mutation: break the content or a composer in each way, and exactly the guards for it fire.

The content and the composers are the real ones, and so is the assistant: each break has to end in the safe fallback,
with the card, and with no word of the person in the log.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from types import MappingProxyType

import pytest

from bot.knowledge import Snapshot
from bot.model.conversation import Answer, Outcome
from bot.safety import guards
from bot.safety.guards import Guard
from tests.safety.guards.breaking import SECRET, Mutation, with_sentence
from tests.safety.guards.conftest import Watched
from tests.safety.guards.mutations import MUTATIONS

EACH = pytest.mark.parametrize("mutation", [pytest.param(each, id=each.name) for each in MUTATIONS])
OF_ONE_GUARD = [each for each in MUTATIONS if len(each.guards) == 1]
Watch = Callable[[Snapshot], Watched]


def broken(mutation: Mutation, snapshot: Snapshot, watched: Watch, monkeypatch: pytest.MonkeyPatch) -> Watched:
    """The assistant, broken in one way."""
    content = with_sentence(snapshot, mutation.fact_id, mutation.sentence) if mutation.fact_id else snapshot
    seen = watched(content)
    if mutation.breaks:
        breaks = mutation.breaks
        check = guards.check

        def checked(answer: Answer, *rest: object) -> list[guards.Breach]:
            seen.composed.append(breaks(answer))
            seen.breaches = check(seen.composed[-1], *rest)  # type: ignore[arg-type]
            return seen.breaches

        monkeypatch.setattr("bot.assistant.check", checked)
    return seen


@EACH
def test_a_break_is_stopped_by_its_guard_and_by_no_other(
    mutation: Mutation,
    snapshot: Snapshot,
    watched: Watch,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    seen = broken(mutation, snapshot, watched, monkeypatch)

    with caplog.at_level(logging.DEBUG):
        answer = seen.assistant.answer(mutation.asked.question())

    assert seen.fired == mutation.guards, seen.breaches
    assert mutation.sentence in str(seen.composed[-1])
    assert answer.outcome is Outcome.ERROR
    assert answer.card is not None
    assert not answer.sources
    assert all(guard.value in caplog.text for guard in mutation.guards)
    assert SECRET not in caplog.text


@EACH
def test_unbroken_the_same_answer_goes_out(mutation: Mutation, snapshot: Snapshot, watched: Watch) -> None:
    seen = watched(snapshot)

    answer = seen.assistant.answer(mutation.asked.question())

    assert seen.breaches == []
    assert answer.outcome is not Outcome.ERROR


@pytest.mark.parametrize("mutation", [pytest.param(each, id=each.name) for each in OF_ONE_GUARD])
def test_without_its_guard_the_break_goes_out(
    mutation: Mutation, snapshot: Snapshot, watched: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = {guard: look for guard, look in guards.GUARDS.items() if guard not in mutation.guards}
    monkeypatch.setattr(guards, "GUARDS", MappingProxyType(left))
    seen = broken(mutation, snapshot, watched, monkeypatch)

    answer = seen.assistant.answer(mutation.asked.question())

    assert answer.outcome is not Outcome.ERROR, "it is not this guard alone that stops it"


def test_every_guard_is_proved_by_more_than_one_break_of_its_own() -> None:
    proofs = {guard: [each for each in OF_ONE_GUARD if each.guards == {guard}] for guard in Guard}

    assert {guard.value: len(found) for guard, found in proofs.items() if len(found) < 3} == {}


def test_every_guard_is_looked_at() -> None:
    assert set(guards.GUARDS) == set(Guard)


def test_names_of_breaks_are_not_given_twice() -> None:
    names = [mutation.name for mutation in MUTATIONS]

    assert len(set(names)) == len(names)
