"""One way to read messages (the rules alone, the whole understanding), and everything that is measured of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rich.progress import Progress

from bot.model.safety import Level, Verdict
from evaluation.safety.corpus import HALVES, Corpus, Line
from evaluation.safety.figures import Share, escalating, share, tally
from evaluation.safety.outside import OutsideSet
from evaluation.safety.played_down import in_turn, is_lowered

LOWERED = "played down, level or situation lost"

Read = Callable[[str], Verdict]


@dataclass(frozen=True)
class Reader:
    """A way to read messages."""

    name: str
    """As it stands in the tables and in `thresholds.yml`."""
    read: Read
    played_down: int
    """How many ways to play it down are tried on each line that gets a card: fewer where reading takes long."""


@dataclass(frozen=True)
class Measured:
    """What one way to read messages made of all texts."""

    name: str
    got: Mapping[str, Level]
    """For each line's place, its level."""
    lowered: Mapping[str, Share]
    """For each half, what lost its level when it was played down, of all tries."""
    outside: Mapping[str, Share]
    """For each outside set, what was escalated."""

    def figures(self, corpus: Corpus) -> dict[str, Share]:
        """The figures that have bounds, by name."""
        found: dict[str, Share] = {}
        for half in HALVES:
            lines = corpus.half(half)
            counted = tally(lines, self.got)
            found[f"{half} half, sensitivity"] = tally(escalating(lines), self.got).caught
            found[f"{half} half, right level"] = counted.right
            found[f"{half} half, false alarms"] = counted.false_alarms
            found[f"{half} half, {LOWERED}"] = self.lowered[half]
        return {**found, **self.outside}


def measure(reader: Reader, corpus: Corpus, sets: Sequence[OutsideSet], progress: Progress) -> Measured:
    """Read all texts in one way.

    Args:
        reader: How.
        corpus: Both halves.
        sets: The outside sets that are there.
        progress: Is told of each text.
    """
    texts = len(corpus.lines) * (1 + reader.played_down) + sum(len(each.texts) for each in sets)
    task = progress.add_task(reader.name, total=texts)

    def read(text: str) -> Verdict:
        progress.advance(task)
        return reader.read(text)

    verdicts = {line.place: read(line.row.text) for line in corpus.lines}
    lowered = {half: _lowered(corpus.half(half), verdicts, read, reader.played_down) for half in HALVES}
    outside = {each.name: each.escalated(read(text).level for text in each.texts) for each in sets}
    progress.update(task, completed=texts)
    return Measured(reader.name, {place: verdict.level for place, verdict in verdicts.items()}, lowered, outside)


def _lowered(lines: Sequence[Line], verdicts: Mapping[str, Verdict], read: Read, tries: int) -> Share:
    return share(
        is_lowered(verdicts[line.place], read(in_turn(line.row.text, number, verdicts[line.place])))
        for index, line in enumerate(lines)
        if verdicts[line.place].level.shows_card
        for number in range(index, index + tries)
    )
