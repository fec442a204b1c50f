"""Every answer that the knowledge base can give: is it sourced, does it go out, how hard is it to read?

    python -m evaluation.answers            the figures
    python -m evaluation.answers --worst 10 and the hardest answers with their text

Asks every topic of every medicine in every jurisdiction that leads somewhere, once without a form and once for each
form that the medicine has. Source lines and the review note are left out of the reading grade: they would make it look
better, one short line each.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from bot.answers.buttons import intent_of
from bot.answers.wording import Wording
from bot.assistant import Assistant
from bot.knowledge import CONTENT, Snapshot, read_files
from bot.language.readability import grade
from bot.model.conversation import Answer, Mention, Outcome, Question, Reading

REGIONS = ("US", "UK")
"""Every other region is led by one of these."""
HARDEST = 8.0
"""Reading grade that no answer may go above."""
MEDIAN = 6.0


@dataclass(frozen=True)
class Asked:
    """One question of the grid, and its answer."""

    medicine: str
    topic: str
    region: str
    form: str | None
    answer: Answer
    grade: float

    @property
    def name(self) -> str:
        """As a test is named."""
        return "-".join(part for part in (self.medicine, self.topic, self.region, self.form) if part)

    @property
    def is_answered(self) -> bool:
        """Whether something is said besides a card that says it all."""
        return self.answer.outcome is Outcome.ANSWERED and bool(self.answer.sections)


def ask_all(assistant: Assistant) -> Iterator[Asked]:
    """Ask everything.

    Args:
        assistant: Answers, with its snapshot.

    Yields:
        Each question with its answer.
    """
    snapshot = assistant.snapshot
    for medicine, content in snapshot.medicines.items():
        forms = [None, *sorted({product.form for product in content.products})]
        for topic in snapshot.topics:
            for region in REGIONS:
                for form in forms:
                    answer = assistant.answer(question(medicine, topic, region, form))
                    yield Asked(medicine, topic, region, form, answer, grade(words_of(answer), snapshot.familiar_words))


def question(medicine: str, topic: str, region: str, form: str | None = None) -> Question:
    """A plain question about a topic of a medicine."""
    mention = Mention(text=medicine, name=medicine, substance=medicine, known=True)
    return Question(
        text=f"{topic} {medicine}",
        readings=(Reading(intent_of(topic), 1.0),),
        mentions=(mention,),
        region=region,
        form=form,
    )


def words_of(answer: Answer) -> str:
    """What a person reads, without sources and review note."""
    lines: list[str] = []
    for section in answer.sections:
        lines += [section.headline, *section.points, *section.get_help]
        if section.table:
            lines += [f"{row[0]}: {cell}" for row in section.table.rows for cell in row[1:]]
    return "\n".join([*lines, *([answer.question] if answer.question else [])])


def assistant_of(snapshot: Snapshot) -> Assistant:
    """The assistant on a snapshot, with the phrases of the knowledge folder."""
    return Assistant(snapshot, Wording.read(CONTENT / "phrases.yml"))


def main() -> int:
    """Print the figures; 1 where a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worst", type=int, default=0, help="how many of the hardest answers to print")
    arguments = parser.parse_args()
    asked = list(ask_all(assistant_of(read_files())))
    answered = [each for each in asked if each.is_answered]
    sourced = [each for each in answered if each.answer.sources]
    errors = [each for each in asked if each.answer.outcome is Outcome.ERROR]
    hardest = sorted(answered, key=lambda each: -each.grade)
    middle = median(each.grade for each in answered)
    print(f"questions asked            {len(asked)}")
    print(f"answered                   {len(answered)}")
    print(f"no sourced answer          {sum(each.answer.outcome is Outcome.NO_FACT for each in asked)}")
    print(f"answered with a source     {len(sourced)} of {len(answered)} ({len(sourced) / len(answered):.1%})")
    print(f"held back or failed        {len(errors)}")
    print(f"reading grade, median      {middle:.1f} (limit {MEDIAN:.0f})")
    print(f"reading grade, worst       {hardest[0].grade:.1f} (limit {HARDEST:.0f}): {hardest[0].name}")
    for each in errors:
        print(f"  failed: {each.name}")
    for each in hardest[: arguments.worst]:
        print(f"\n{each.grade:.1f} {each.name}\n{words_of(each.answer)}")
    kept = len(sourced) == len(answered) and not errors and hardest[0].grade <= HARDEST and middle <= MEDIAN
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
