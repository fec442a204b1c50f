"""Our own questions while help may be needed: what a yes or a no to one means (`knowledge/held.yml`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.answers.cues import has_any
from bot.answers.readings import EMERGENCIES, NEVER_SECOND
from bot.knowledge import CONTENT
from bot.knowledge.documents import read_yaml
from bot.model.conversation import Question
from bot.model.knowledge import Citation, Content, Evidence
from bot.model.safety import Finding, Level
from bot.safety.rules import default_rules

YES, NO = "yes", "no"
_READ_AS = {"affirm": YES, "deny": NO}
_SURE = 0.6
"""Confidence from which a reading as a yes or a no is one, though the message does not begin with it."""
_SHORT = 4
"""Words up to which a message that begins with yes or no is nothing but that."""


class Raised(Content):
    """The level that a reply makes sure of."""

    level: Level
    situation: str | None = None
    variant: str | None = None
    """Of the card: of all situations that ask for it, the first."""

    def finding(self) -> Finding:
        """What was found, as the screen would say it.

        Raises:
            LookupError: No situation asks for the variant.
        """
        situation = self.situation or next(
            (each.id for each in default_rules().situations if each.variant == self.variant), None
        )
        if situation is None:
            raise LookupError(f"no situation has the card variant {self.variant}")
        return Finding(situation, self.level, "said-yes", 0, 0, "The person said yes to our question.")


class Said(Content):
    """What is said next."""

    say: tuple[str, ...] = ()
    """The first is the headline."""
    asks: str | None = None
    denies: bool = False
    """Whether it takes back, clearly, what raised the level."""
    raises: Raised | None = None
    step: str | None = None
    """Which of the steps is shown with it."""


class Step(Content):
    """Something to do in a crisis that is on offer."""

    button: str
    say: tuple[str, ...]
    asks: str


class HeldWording(Content):
    """`held.yml`."""

    citations: tuple[Citation, ...]
    evidence: Evidence
    replies: dict[str, dict[str, Said]]
    """By our question, then by `yes` and `no`."""
    not_meant: tuple[str, ...]
    """Said to "you misunderstood"."""
    misunderstood: dict[str, str]
    """The plain question after "you misunderstood", by level or by variant of the card."""
    withheld: dict[str, tuple[str, ...]]
    """Said instead of amounts, by level or by variant of the card."""
    turns: dict[str, tuple[Said, ...]]
    """Said one after the other, by level or by variant of the card."""
    steps: dict[str, Step]
    words: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def held_wording() -> HeldWording:
    """What is said while a level is held, read once."""
    return read_yaml(CONTENT / "held.yml", HeldWording)


def reply_to(question: Question) -> Said | None:
    """What a yes or a no of this message means; `None` where it is neither, or where nothing was asked.

    Args:
        question: One message as understood.
    """
    means = held_wording().replies.get(question.asked or "", {})
    said = yes_or_no(question)
    reply = means.get(said or "")
    if reply and said == NO and not reply.denies and takes_back(question):
        return None  # "no, I'm fine" to "are they awake": not that they are not
    return reply


def yes_or_no(question: Question) -> str | None:
    """Whether the message is a yes or a no to what was asked.

    Args:
        question: One message as understood.
    """
    words = held_wording().words
    if has_any(question.text, words["unsure"]) or not _only_replies(question):
        return None
    begins = next((said for said in (YES, NO) if _begins(question.text, words[said])), None)
    sure = bool(question.readings) and question.readings[0].confidence >= _SURE
    return begins or (_READ_AS.get(question.intent) if sure else None)


def takes_back(question: Question) -> bool:
    """Whether a message says that it was not meant, or that all is well. It is asked about once more, not believed.

    Args:
        question: One message of a conversation that holds a level.
    """
    if question.verdict and question.verdict.level.shows_card:
        return False
    words = held_wording().words
    if has_any(question.text, words["meant"]):
        return False
    all_is_well = has_any(question.text, words["all_is_well"]) and not _may_feel_fine(question)
    return all_is_well or has_any(question.text, words["misunderstood"])


def _may_feel_fine(question: Question) -> bool:
    """Whether feeling fine says nothing: after too much medicine the poison line is called all the same."""
    found = (default_rules().situation(finding.situation) for finding in question.held_findings)
    return question.held_level is Level.URGENT and any(situation.poison for situation in found)


def is_plain_question(asked: str | None) -> bool:
    """Whether a question is one of those that are asked after "you misunderstood"."""
    return asked in held_wording().misunderstood.values()


def step_asked_for(question: Question) -> str | None:
    """Which of the steps on offer a message asks for, by a button or in words.

    Args:
        question: One message of a conversation about a crisis.
    """
    if question.requested_step in held_wording().steps:
        return question.requested_step
    words = held_wording().words
    return next((step for step in held_wording().steps if has_any(question.text, words[step])), None)


def _only_replies(question: Question) -> bool:
    """Whether the message asks nothing besides."""
    short = len(question.text.split()) <= _SHORT
    return short or question.intent in NEVER_SECOND | EMERGENCIES


def _begins(text: str, words: Sequence[str]) -> bool:
    said = text.strip().casefold().replace("\u2019", "'")
    return any(re.match(rf"{re.escape(word)}(?!\w)", said) for word in words)
