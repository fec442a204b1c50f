"""Ways in which content and composers can break, each by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.knowledge import Snapshot
from bot.language.amounts import amounts_in
from bot.model.conversation import Answer, Button, Mention, Question, Reading, Section
from bot.model.knowledge import Quantity
from bot.model.safety import Finding, Level, Verdict
from bot.safety.guards import Guard

SECRET = "mysecretword"
"""Stands in every question: it must be in no log."""


@dataclass(frozen=True)
class Asked:
    """A question that the real knowledge base answers."""

    intent: str
    medicine: str = "baclofen"
    level: Level = Level.SAME_DAY
    """Of the verdict: each answer has a card, which has to stay."""
    form: str | None = None
    product: str | None = None
    strength: str | None = None
    others: tuple[Mention, ...] = ()
    region: str = "US"
    said: str = ""

    def question(self) -> Question:
        mention = Mention(self.medicine, self.medicine, self.medicine, known=True, product=self.product)
        finding = Finding("stopped", self.level, "a-rule", 0, 1, "because")
        return Question(
            text=f"{SECRET} {self.said}",
            readings=(Reading(self.intent, 1.0),),
            mentions=(mention, *self.others),
            form=self.form,
            strength=self.strength,
            region=self.region,
            verdict=Verdict((finding,)) if self.level.shows_card else Verdict(),
        )


def with_sentence(snapshot: Snapshot, fact_id: str, sentence: str) -> Snapshot:
    """Content in which a fact says one sentence more, its numbers listed as they should be.

    Args:
        snapshot: the content.
        fact_id: as `Snapshot.statement` takes it.
        sentence: what is added.
    """
    medicine, _, name = fact_id.partition("/")
    content = snapshot.medicines[medicine]
    quantities = tuple(
        Quantity(value=amount.value, unit=amount.unit or "of them", means="broken") for amount in amounts_in(sentence)
    )
    changed = tuple(
        fact.copy(update={"statement": f"{fact.statement} {sentence}", "quantities": (*fact.quantities, *quantities)})
        if fact.id == name
        else fact
        for fact in content.facts
    )
    others = [each for key, each in snapshot.medicines.items() if key != medicine]
    return Snapshot.of(
        [*others, content.copy(update={"facts": changed})],
        snapshot.sources.values(),
        snapshot.terms.values(),
        snapshot.classes.values(),
        snapshot.topics.values(),
    )


Break = Callable[[Answer], Answer]


def first_section(change: Callable[[Section], Section]) -> Break:
    def broken(answer: Answer) -> Answer:
        first, *rest = answer.sections
        changed = change(first)
        assert changed != first, "the mutation changes nothing"
        return replace(answer, sections=(changed, *rest))

    return broken


def adds_point(sentence: str) -> Break:
    return first_section(lambda section: replace(section, points=(*section.points, sentence)))


def says_instead(old: str, new: str) -> Break:
    """Replaces words wherever they stand in the first section."""

    def change(section: Section) -> Section:
        table = section.table
        return replace(
            section,
            headline=section.headline.replace(old, new),
            points=tuple(line.replace(old, new) for line in section.points),
            get_help=tuple(line.replace(old, new) for line in section.get_help),
            table=table
            and replace(
                table,
                columns=tuple(cell.replace(old, new) for cell in table.columns),
                rows=tuple(tuple(cell.replace(old, new) for cell in row) for row in table.rows),
            ),
        )

    return first_section(change)


def adds_button(title: str) -> Break:
    return lambda answer: replace(answer, buttons=(*answer.buttons, Button(title, "ask_dosage")))


def asks(question: str) -> Break:
    return lambda answer: replace(answer, question=question)


def on_card(change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Break:
    """Changes the lines of the card."""

    def broken(answer: Answer) -> Answer:
        assert answer.card is not None
        lines = change(answer.card.lines)
        assert lines != answer.card.lines, "the mutation changes nothing"
        return replace(answer, card=replace(answer.card, lines=lines))

    return broken


@dataclass(frozen=True)
class Mutation:
    """One way to break, and exactly the guards that fire for it."""

    name: str
    guards: frozenset[Guard]
    asked: Asked
    fact_id: str | None = None
    sentence: str = ""
    """Content: the fact says this as well."""
    breaks: Break | None = None
    """Composer: what it makes of the answer."""
