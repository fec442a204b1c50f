"""What the check finds of each pair, from the text on: the linker reads it, the assistant answers it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answers.context import Context
from bot.answers.pairs import WORST_FIRST, ingredients_of
from bot.answers.strangers import with_strangers
from bot.answers.wording import Wording
from bot.assistant import Assistant
from bot.knowledge import CONTENT, Snapshot, read_files
from bot.language import name_index
from bot.language.lexicon import Kind
from bot.language.linker import Linker
from bot.model.conversation import Answer, Mention, Outcome, Question, Reading
from bot.model.knowledge import Interaction
from bot.nlu.medicine_linker import build_lexicon
from bot.safety import contacts
from bot.tools import TOOLS
from bot.tools.medicine_list import CHECK, key_of, list_after
from bot.tools.medicine_pairs import NO_EFFECT, NOT_HERE, NOT_LISTED, TWICE, Pair, check
from evaluation.interactions import cases
from evaluation.interactions.cases import Expected, Message

NOT_SEEN = "not looked at"


@dataclass(frozen=True)
class Judged:
    """One pair of a message, and what came of it."""

    message: Message
    expected: Expected
    got: str
    """The value, or why there is none."""

    @property
    def right(self) -> bool:
        """Whether it is the one that the sources give."""
        return self.expected.is_met_by(self.got)


class Checker:
    """Reads a text and checks what it names, as a conversation that begins with it would."""

    def __init__(self, snapshot: Snapshot, wording: Wording, linker: Linker) -> None:
        self._snapshot = snapshot
        self._wording = wording
        self._assistant = Assistant(snapshot, wording)
        self._linker = linker

    @classmethod
    def from_files(cls) -> Checker:
        """On the content of `knowledge/` and the index of other medicines, which is made where it is missing."""
        snapshot = read_files()
        index = name_index.build(name_index.DEFAULT_PATH)
        return cls(snapshot, Wording.read(CONTENT / "phrases.yml"), Linker(build_lexicon(snapshot, index)))

    def question(self, text: str) -> Question:
        """The text as the understanding hands it on, read as one that asks for a check."""
        linked = self._linker.link(text)
        form = next((link.meaning.value for link in linked.of_kind(Kind.FORM)), None)
        return Question(
            text=text,
            readings=(Reading(CHECK, 1.0),),
            mentions=tuple(link.as_mention() for link in linked.of_kind(Kind.MEDICINE)),
            terms=tuple(dict.fromkeys(link.meaning.value for link in linked.of_kind(Kind.TERM))),
            form=form,
        )

    def answer(self, text: str) -> Answer:
        """What the person gets."""
        return self._assistant.answer(self.question(text))

    def judge(self, message: Message) -> list[Judged]:
        """Hold what is found of each pair, and said of the worst, against what has to be."""
        question = with_strangers(self.question(message.say), self._snapshot)
        context = Context(question, self._snapshot, self._wording, contacts(question.region), tools=TOOLS)
        items = list_after(context).items
        found = check(context, items)
        said, worst = self._said(self._assistant.answer(question)), value_of(found[:1])
        told = said == worst

        def got(expected: Expected) -> str:
            value = value_of(self._of_pair(context, items, found, expected))
            return value if told else f"{value}; but the worst is {worst}, and the answer says {said}"

        return [Judged(message, expected, got(expected)) for expected in message.pairs]

    def _of_pair(
        self, context: Context, items: Sequence[Mention], found: Sequence[Pair], expected: Expected
    ) -> list[Pair]:
        """What was found of two sides; of what a combination holds, as if it had been named."""
        names = [self._names(side) for side in expected.between]
        if names[0] == names[1]:
            return [pair for pair in found if pair.found in TWICE and names[0] & _of_both(pair)]
        sides = [
            [part for item in items for part in (item, *ingredients_of(context, item)) if _is_named(part, wanted)]
            for wanted in names
        ]
        return check(context, [side[0] for side in sides]) if all(sides) else []

    def _names(self, side: str) -> frozenset[str]:
        term = self._snapshot.terms.get(side)
        return frozenset(name.casefold() for name in (side, *((term.name,) if term else ())))

    def _said(self, answer: Answer) -> str:
        """The worst that an answer states of a pair."""
        if answer.outcome in (Outcome.ERROR, Outcome.ASKED):
            return answer.outcome.value
        stated = [self._snapshot.statement(fact) for section in answer.sections for fact in section.fact_ids]
        severities = sorted((row.severity for row in stated if isinstance(row, Interaction)), key=WORST_FIRST.index)
        if answer.sections[0].headline == self._wording.say("check_twice"):
            return cases.DUPLICATE
        if severities:
            return _as_value(severities[0])
        return cases.UNKNOWN if answer.outcome is Outcome.UNKNOWN_MEDICINE else cases.NOT_LISTED


def measure(messages: Iterable[Message]) -> list[Judged]:
    """Judge every pair of every message.

    Args:
        messages: As `read_messages` gives them.
    """
    checker = Checker.from_files()
    return [judged for message in messages for judged in checker.judge(message)]


def value_of(pairs: Sequence[Pair]) -> str:
    """What the first of the pairs found says, as `pairs.yml` writes it."""
    return _as_value(pairs[0].found) if pairs else NOT_SEEN


def _as_value(found: str) -> str:
    values = {NO_EFFECT: cases.NO_EFFECT, NOT_LISTED: cases.NOT_LISTED, NOT_HERE: cases.UNKNOWN}
    values |= dict.fromkeys(TWICE, cases.DUPLICATE)
    return values.get(found, f"{cases.KNOWN} {found}")


def _is_named(item: Mention, names: frozenset[str]) -> bool:
    return not names.isdisjoint((key_of(item), item.name.casefold(), item.text.casefold()))


def _of_both(pair: Pair) -> frozenset[str]:
    return frozenset(name.casefold() for name in (*pair.holds, key_of(pair.first)))
