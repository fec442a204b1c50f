"""`python -m evaluation.interactions`: how many pairs get the right value, by kind; fails beyond a threshold."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence

from rich.console import Console
from rich.table import Table

from evaluation.bounds import is_kept, read_bounds, shown
from evaluation.interactions.cases import read_messages
from evaluation.interactions.measure import Judged, measure

FIGURE = "pairs, right value"


def main() -> int:
    """Print the tables and every pair that is wrong.

    Returns:
        0 if the figure keeps its bound, else 1.
    """
    console = Console()
    judged = measure(read_messages())
    bound = read_bounds("interactions")[FIGURE]
    share = sum(each.right for each in judged) / len(judged)
    console.print(_table("kind", lambda each: (each.expected.kind,), judged))
    console.print(_table("how it is said", lambda each: each.expected.how, judged))
    for each in judged:
        if not each.right:
            pair = " + ".join(each.expected.between)
            console.print(f"{each.message.say!r}: {pair}", style="bold", highlight=False)
            console.print(
                f"  expected {each.expected.expect} ({each.expected.source}), got {each.got}", highlight=False
            )
    console.print(f"{FIGURE}: {share:.3f} of {len(judged)} ({shown(bound, share)})")
    return int(not is_kept(bound, share))


def _table(title: str, groups_of: Callable[[Judged], Iterable[str]], judged: Sequence[Judged]) -> Table:
    table = Table(title, "right", "all")
    for group in dict.fromkeys(group for each in judged for group in groups_of(each)):
        within = [each for each in judged if group in groups_of(each)]
        table.add_row(group, str(sum(each.right for each in within)), str(len(within)))
    table.add_section()
    table.add_row("all", str(sum(each.right for each in judged)), str(len(judged)))
    return table


if __name__ == "__main__":
    sys.exit(main())
