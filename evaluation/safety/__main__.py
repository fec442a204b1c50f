"""How well emergencies are recognised, by the rules alone and by the whole understanding.

python -m evaluation.safety                 all figures; fails beyond a threshold
python -m evaluation.safety --rules-only    without the trained model: seconds, for whoever writes rules
python -m evaluation.safety --misses        and the lines of the working half that did not get what is right
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from bot.knowledge.errors import ContentErrors
from bot.model.safety import Verdict
from bot.runtime.quiet import configure_rasa_logging, quieten
from bot.safety import screen
from evaluation.bounds import read_bounds
from evaluation.safety.corpus import read_corpus
from evaluation.safety.measure import Read, Reader, measure
from evaluation.safety.outside import outside_sets
from evaluation.safety.report import print_bounds, print_groups, print_halves, print_misses

_TRIES = 6
"""Ways to play a line down that are tried with the rules. Each line begins with another: all have their turn."""
_WIDTH = 140
"""Columns of the tables where the output is no terminal."""


def main(arguments: list[str] | None = None) -> int:
    """Run the evaluation.

    Args:
        arguments: Of the command line; by default, none.

    Returns:
        0 if every figure keeps its threshold, 1 if one does not or there is no model, 2 if the corpus cannot be read.
    """
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.safety", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, default=Path("models"), help="a model, or a folder of models")
    parser.add_argument("--rules-only", action="store_true", help="leave the trained model out")
    parser.add_argument(
        "--misses", nargs="?", const="working", type=_half_to_show, help="print the misses of the working half"
    )
    options = parser.parse_args(arguments or [])
    console = Console()
    if not console.is_terminal:
        console = Console(width=_WIDTH)
    try:
        corpus = read_corpus()
    except ContentErrors as errors:
        console.print(str(errors), markup=False)
        return 2
    if corpus.left_out:
        places = ", ".join(line.place for line in corpus.left_out)
        console.print(f"Left out, nearly the same as a line before them: {places}")
    readers = [Reader("rules", screen, _TRIES)]
    if not options.rules_only:
        readers.append(Reader("whole", _whole_understanding(options.model), 1))
    sets = outside_sets()
    if not sets:
        console.print("The shared evaluation sets are not here: only our own corpus is measured.")
    with Progress(console=Console(stderr=True), transient=True) as progress:
        measured = [measure(reader, corpus, sets, progress) for reader in readers]
    print_groups(corpus, measured, console)
    print_halves(corpus, measured, console)
    if options.misses:
        print_misses(corpus.half(options.misses), measured[-1], console)
    broken = print_bounds(corpus, measured, read_bounds("safety"), console)
    for sentence in broken:
        console.print(f"Below what is asked: {sentence}", style="red")
    return int(bool(broken))


def _half_to_show(name: str) -> str:
    if name == "reporting":
        raise argparse.ArgumentTypeError(
            "the lines of the reporting half are never shown: whoever writes rules would write them for these lines, "
            "and the figures would say nothing about the next person's words"
        )
    if name != "working":
        raise argparse.ArgumentTypeError(f"there is no half {name!r}: only `working` can be shown")
    return name


def _whole_understanding(model: Path) -> Read:
    """What the trained graph makes of a text: the rules, and whatever raises their verdict."""
    quieten()
    with Console(stderr=True).status("Loading the model"):
        from rasa.core.agent import Agent  # noqa: PLC0415 - takes seconds, and the rules do without

        from bot.runtime.agent import newest_model  # noqa: PLC0415

        configure_rasa_logging()
        agent = Agent.load(str(newest_model(model)))
    loop = asyncio.new_event_loop()

    def read(text: str) -> Verdict:
        return Verdict.from_json(loop.run_until_complete(agent.parse_message(text))["verdict"])

    return read


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
