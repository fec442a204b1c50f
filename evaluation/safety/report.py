"""The tables of `python -m evaluation.safety`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from bot.model.safety import Level
from bot.safety.rules import default_rules
from evaluation.bounds import Bound, is_kept, shown
from evaluation.safety.corpus import HALVES, Corpus, Line
from evaluation.safety.figures import GROUPINGS, Outcome, Tally, grouped, misses, tally
from evaluation.safety.measure import Measured


def print_halves(corpus: Corpus, measured: Sequence[Measured], console: Console) -> None:
    """For each half and reader, what each level got, and how far off it was."""
    for half in HALVES:
        lines = corpus.half(half)
        table = _table(f"{half} half: {len(lines)} lines")
        for name in ("read by", "right level is", "lines", "caught %", "right level %"):
            table.add_column(name)
        for outcome in Outcome:
            if outcome is not Outcome.RIGHT:
                table.add_column(outcome.value, justify="right")
        for each in measured:
            for level, group in {"any that must fire": lines, **grouped(lines, "level")}.items():
                counted = tally(group, each.got)
                if counted.right.cases:
                    table.add_row(each.name, level, *_outcomes(counted))
            table.add_row(each.name, *_false_alarms(tally(lines, each.got)), end_section=True)
        console.print(table)


def print_groups(corpus: Corpus, measured: Sequence[Measured], console: Console) -> None:
    """For each half, every situation, kind, speaker and language, all readers side by side."""
    for half in HALVES:
        table = _table(f"{half} half by group, in % (95 % interval)")
        columns = [f"{what}: {each.name}" for what in ("caught", "right") for each in measured]
        for name in ("group", "must fire", *columns, "look-alikes", *(f"alarms: {each.name}" for each in measured)):
            table.add_column(name)
        for grouping in GROUPINGS:
            if grouping == "level":
                continue
            groups = grouped(corpus.half(half), grouping)
            for index, (name, group) in enumerate(groups.items()):
                counted = [tally(group, each.got) for each in measured]
                table.add_row(
                    _titled(name) if grouping == "situation" else f"{grouping}: {name}",
                    str(counted[0].caught.cases),
                    *(str(each.caught) for each in counted),
                    *(str(each.right) for each in counted),
                    str(counted[0].false_alarms.cases),
                    *(str(each.false_alarms) for each in counted),
                    end_section=index == len(groups) - 1,
                )
        console.print(table)


def print_bounds(
    corpus: Corpus, measured: Sequence[Measured], bounds: Mapping[str, Mapping[str, Bound]], console: Console
) -> list[str]:
    """Every figure that has a bound, and the outside sets.

    Args:
        corpus: Both halves.
        measured: Each reader's figures.
        bounds: For each reader's name, those of its figures.
        console: Where to print.

    Returns:
        One sentence for each figure that is beyond its bound.
    """
    table = _table("held to", "figure", "read by", "% (95 % interval)", "cases", "bound")
    broken = []
    for each in measured:
        for name, figure in each.figures(corpus).items():
            bound = bounds.get(each.name, {}).get(name, {})
            hits = f"{figure.hits} of {figure.cases}"
            table.add_row(name, each.name, str(figure), hits, shown(bound, figure.value))
            if not is_kept(bound, figure.value):
                broken.append(f"{name}, read by {each.name}: {hits} is {figure.value:.3f}, and must be {_said(bound)}.")
        table.add_section()
    console.print(table)
    return broken


def print_misses(lines: Sequence[Line], measured: Measured, console: Console) -> None:
    """Each line that did not get what is right for it, with its text: for the working half only."""
    table = _table(f"not as it should be, read by {measured.name}", "place", "right", "got", "situation", "text")
    for line in misses(lines, measured.got):
        right = " or ".join(level.value for level in (line.row.level, line.row.also) if level)
        situations = ";".join(map(str, line.row.situation))
        table.add_row(line.place, right, measured.got[line.place].value, situations, line.row.text)
    console.print(table, markup=False)


def _table(title: str, *columns: str) -> Table:
    return Table(*columns, title=title, title_justify="left", title_style="bold", box=box.SIMPLE, pad_edge=False)


def _outcomes(counted: Tally) -> list[str]:
    others = [str(counted.outcomes.get(each, 0)) for each in Outcome if each is not Outcome.RIGHT]
    return [str(counted.right.cases), str(counted.caught), str(counted.right), *others]


def _false_alarms(counted: Tally) -> list[str]:
    alarms = counted.false_alarms
    return [f"{Level.NONE.value} (false alarms)", str(alarms.cases), f"{alarms}", "", "", "", "", ""]


def _titled(number: str) -> str:
    """A situation's number, with the name that the rules have for it."""
    names = (situation.id for situation in default_rules().situations if situation.number == int(number))
    return f"{number} {next(names, '')}"


def _said(bound: Bound) -> str:
    return " and ".join(f"{kind.replace('_', ' ')} {limit:g}" for kind, limit in bound.items())
