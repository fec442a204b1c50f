"""`python -m evaluation.understanding.asking`: how often it is asked back which topic is meant, at several bounds.

Our own questions alone, each as if it were about a medicine that is here: what it names instead is left out. The bounds
in use (`bot/answers/unsure.py`) were chosen from this table.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rasa_sdk import Tracker
from rich.console import Console
from rich.table import Table

from actions.memory import medicine_slot
from actions.reading import question_from
from bot.answers.context import Context
from bot.answers.continuing import continued
from bot.answers.subjects import subjects
from bot.answers.unsure import TOO_CLOSE, UNSURE_BELOW, Guesses, guesses, is_unsure
from bot.answers.wording import Wording
from bot.knowledge import CONTENT, Snapshot, read_files
from bot.runtime.quiet import configure_rasa_logging, quieten
from bot.safety import contacts
from evaluation.understanding import cases
from evaluation.understanding.cases import Case
from evaluation.understanding.judged import OUT_OF_SCOPE

MEDICINE = "baclofen"
_BELOW = (0.0, 0.3, 0.4, 0.5, 0.55, 0.6, 0.7)
_CLOSE = (0.0, 0.1, 0.2)


@dataclass(frozen=True)
class Guessed:
    """A case, and what it was guessed to mean."""

    case: Case
    intent: str
    """The best reading, or `out_of_scope` where the message is refused."""
    found: Guesses | None
    """`None` where the words themselves decide what is answered, or it is refused."""

    @property
    def is_right(self) -> bool:
        """Whether the best reading is a right one."""
        return self.intent in self.case.accept

    def is_asked(self, below: float = UNSURE_BELOW, close: float = TOO_CLOSE) -> bool:
        """Whether it is asked back which of several is meant.

        Args:
            below: The confidence that a reading needs.
            close: How far the next has to be.
        """
        found = self.found
        return bool(found and found.offered) and is_unsure(found.best, found.following, below, close)

    @property
    def offers_right(self) -> bool:
        """Whether a right reading is among those that could be chosen."""
        return bool(self.found and self.case.accept & set(self.found.intents))


class Guesser:
    """Takes what understanding leaves of a message for a question about a medicine that is here.

    Args:
        snapshot: The knowledge base.
        wording: The assistant's own sentences.
    """

    def __init__(self, snapshot: Snapshot, wording: Wording) -> None:
        self._snapshot = snapshot
        self._wording = wording

    @classmethod
    def from_files(cls) -> Guesser:
        """On the content as it is in `knowledge/`."""
        return cls(read_files(CONTENT), Wording.read(CONTENT / "phrases.yml"))

    def guess(self, case: Case, parsed: Mapping[str, Any]) -> Guessed:
        """What a case is guessed to mean.

        Args:
            case: The case.
            parsed: Its parse data.
        """
        others = [entity for entity in parsed["entities"] if not _is_medicine(entity)]
        slots = {"medicine": medicine_slot(MEDICINE, 0.0, 1)}
        said = [{"event": "user", "timestamp": 0.0}]
        message = {**parsed, "text": case.text, "entities": others}
        question = question_from(Tracker("", slots, message, said, False, None, {}, ""), self._snapshot)
        context = Context(question, self._snapshot, self._wording, contacts(question.region))
        context = replace(context, question=continued(context))
        return Guessed(case, best_reading(parsed), guesses(context, subjects(context)))


def by_its_words(case: Case, parsed: Mapping[str, Any]) -> Guessed:
    """A case of which nothing is guessed.

    Args:
        case: The case.
        parsed: Its parse data.
    """
    return Guessed(case, best_reading(parsed), None)


def best_reading(parsed: Mapping[str, Any]) -> str:
    """The intent as `bot ask` prints it.

    Args:
        parsed: The parse data of a message.
    """
    return OUT_OF_SCOPE if parsed["intent"]["name"] == OUT_OF_SCOPE else str(parsed["reading"]["intent"])


def wanted() -> list[Case]:
    """Our own questions and follow-ups about medicines."""
    own = (*cases.own_questions(), *cases.own_follow_ups())
    return [case for case in own if OUT_OF_SCOPE not in case.accept]


def table(guessed: Sequence[Guessed]) -> Table:
    """What comes of several bounds.

    Args:
        guessed: All cases.
    """
    shown = Table(
        "unsure below", "too close", "asked back", "right, but asked", "wrong, and asked", "with the right one"
    )
    right, missed = [each for each in guessed if each.is_right], wrong(guessed)
    for below in _BELOW:
        for close in _CLOSE:
            caught = [each for each in missed if each.is_asked(below, close)]
            in_use = (below, close) == (UNSURE_BELOW, TOO_CLOSE)
            shown.add_row(
                f"{below:g}{' *' if in_use else ''}",
                f"{close:g}",
                _share(each.is_asked(below, close) for each in guessed),
                _share(each.is_asked(below, close) for each in right),
                _share(each in caught for each in missed),
                _share(each in caught and each.offers_right for each in missed),
            )
    return shown


def wrong(guessed: Iterable[Guessed]) -> list[Guessed]:
    """Those that were read wrong, though not refused."""
    return [each for each in guessed if not each.is_right and each.intent != OUT_OF_SCOPE]


def _share(counted: Iterable[bool]) -> str:
    counted = list(counted)
    return f"{sum(counted) / len(counted):.3f}" if counted else "-"


def _is_medicine(entity: Mapping[str, Any]) -> bool:
    """Whether a medicine is named, not only a class of them, a drink or a food."""
    return entity["entity"] == "medicine" and not (entity.get("drug_class") and not entity.get("substance"))


def main() -> int:
    """Print the table.

    Returns:
        0: nothing is held to a bound here.
    """
    parser = argparse.ArgumentParser(prog="python -m evaluation.understanding.asking", description=__doc__)
    parser.add_argument("--model", type=Path, default=Path("models"), help="a model, or a folder of models")
    parser.add_argument("--list", action="store_true", help="print what is asked back, and what is wrong and answered")
    arguments = parser.parse_args()
    quieten()
    from bot.runtime.agent import load_agent, newest_model  # noqa: PLC0415 - takes seconds, and warns of what is not ours

    configure_rasa_logging()
    console = Console()
    agent = load_agent(newest_model(arguments.model))
    guesser = Guesser.from_files()

    async def read() -> list[Guessed]:
        return [guesser.guess(case, await agent.agent.parse_message(case.text)) for case in wanted()]

    guessed = asyncio.run(read())
    console.print(f"{len(guessed)} of our own questions, {len(wrong(guessed))} of them read wrong.")
    console.print(table(guessed))
    console.print("* in use")
    if arguments.list:
        for each in sorted(guessed, key=lambda each: (each.is_asked(), each.is_right)):
            if each.is_asked() or each in wrong(guessed):
                console.print(line(each), markup=False, soft_wrap=True)
    return 0


def line(each: Guessed) -> str:
    """A case, as a list shows it."""
    found = each.found
    sure = f"{found.best:.2f} {found.following:.2f}" if found else "by its words"
    what = f"asked {'/'.join(found.intents)}" if found and each.is_asked() else f"answered as {each.intent}"
    judged, right = "right" if each.is_right else "wrong", "|".join(sorted(each.case.accept))
    return f"{judged} ({sure}), {what}, is {right}: {each.case.text}"


if __name__ == "__main__":
    sys.exit(main())
