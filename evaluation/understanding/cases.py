"""The test sets: ours, in this folder, and those that no one here wrote, beside the project where they are there."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

OWN = Path(__file__).parent
SHARED = Path(__file__).parents[3] / "shared" / "evaluation"
"""Never trained on, never copied; absent on most machines."""


@dataclass(frozen=True)
class Case:
    """A text, and the intents that are a right reading of it."""

    text: str
    accept: frozenset[str] = frozenset()
    best: str | None = None
    """The one intent that is most right, where the set says so; of our own, the first of those accepted."""
    topics: frozenset[str] = frozenset()
    """All of the topics that it asks about, where it asks about several."""


_REFUSED = frozenset({"out_of_scope"})


def questions_about_medicines() -> list[Case]:
    """Real questions of consumers about medicines."""
    return [
        Case(row["question"], frozenset(row["accept"].split("|")), row["intent"])
        for row in shared_rows("medicationqa_dev.csv")
    ]


def out_of_scope() -> list[Case]:
    """Messages about anything else."""
    return [Case(row["text"], _REFUSED) for row in shared_rows("out_of_scope_dev.csv")]


def health_but_not_medicines() -> list[Case]:
    """Questions about health that are not about a medicine."""
    return [Case(row["summary"], _REFUSED) for row in shared_rows("health_not_medicine_dev.csv")]


def misspelt_medicines() -> list[tuple[str, str]]:
    """Pairs of a misspelling and what was meant."""
    return [
        (row["misspelling"], row["correct"]) for row in shared_rows("misspellings_dev.csv") if row["kind"] == "drug"
    ]


def own_sets() -> dict[str, list[Case]]:
    """Our own questions with one topic each, by the name of their file; not the follow-ups."""
    sets = {path.stem: [case for case in _own(path) if case.accept] for path in sorted(OWN.glob("*.yml"))}
    return {name: found for name, found in sets.items() if found and name != "follow_ups"}


def own_questions() -> list[Case]:
    """Those of all of `own_sets`."""
    return [case for found in own_sets().values() for case in found]


def own_follow_ups() -> list[Case]:
    """Our own short second questions, the medicine left out."""
    return list(_own(OWN / "follow_ups.yml"))


def own_several_topics() -> list[Case]:
    """Our own messages that ask about several things."""
    return [case for path in sorted(OWN.glob("*.yml")) for case in _own(path) if case.topics]


def shared_rows(name: str) -> list[dict[str, str]]:
    """The rows of a set that no one here wrote; none where it is not there.

    Args:
        name: Its file.
    """
    path = SHARED / name
    if not path.exists():
        return []
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def _own(path: Path) -> Iterator[Case]:
    for example in yaml.safe_load(path.read_text())["examples"]:
        accept = example.get("accept", ())
        yield Case(
            example["text"],
            accept=frozenset(accept),
            best=accept[0] if accept else None,
            topics=frozenset(example.get("topics", ())),
        )
