"""The one front door: a question goes in, an answer comes out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

from bot.answers.answering import compose_answer
from bot.answers.context import Context
from bot.answers.held import denies, says_nothing
from bot.answers.readings import CRISIS, EMERGENCIES
from bot.answers.regions import is_there, region_asked_about
from bot.answers.wording import Wording
from bot.knowledge import CONTENT, Snapshot, read_database
from bot.knowledge.database import engine_for
from bot.model.conversation import Answer, Card, Outcome, Question, Reading, Section
from bot.model.safety import Finding, Level, Verdict
from bot.privacy.failures import report
from bot.safety import ScreenContext, card, contacts, screen
from bot.safety.card import folded
from bot.safety.guards import check

_log = logging.getLogger(__name__)

_LEVEL_OF_READING = {"ran_out": Finding("stopped", Level.SAME_DAY, "reading-ran-out", 0, 0, "Read as having run out.")}
"""A reading that asks for a card of its own, where the words raised no level."""
_LEVEL_OF_YES = {
    "emergency_symptoms": Finding("unclear", Level.EMERGENCY, "reading-said-yes", 0, 0, "Said to be unwell now."),
    "emergency_overdose": Finding("overdose", Level.URGENT, "reading-said-yes", 0, 0, "Said to have taken something."),
    "crisis_self_harm": Finding("self_harm", Level.CRISIS, "reading-said-yes", 0, 0, "Said to think of suicide."),
}
"""What a yes means, where the last message was read as an emergency and it was asked whether it is one."""
_STAYS_OPEN = frozenset({Level.EMERGENCY, Level.CRISIS, Level.URGENT})
"""Levels whose card does not fold by itself."""
_LINES_KEPT = 2
"""Lines of the card that stay: what to do, and who to call."""
_SURE_BESIDE_CARD = 0.5
"""Confidence that a question beside a card needs: a guess only draws the eye from the card."""
_SILENT_BESIDE_CARD = frozenset(
    {
        "ask_crush_split",
        "ask_dosage",
        "ask_how_to_take",
        "ask_max_dose",
        "ask_missed_dose",
        "ask_overdose",
        "ask_overview",
        "ask_side_effects",
        "ask_stopping",
        "ask_treatment_duration",
        "ask_warnings",
        "ask_when_to_take",
        "ask_withdrawal",
        "inform",
        "out_of_scope",
        "pump_problem",
        "ran_out",
        "report_side_effect",
    }
)
"""Not answered beside a card that says to get help now: nothing about taking or leaving a dose, and nothing that only
repeats the card at length."""


class Assistant:
    """Answers questions from one snapshot of the knowledge base. Same question, same snapshot: the same answer."""

    def __init__(self, snapshot: Snapshot, wording: Wording, source: Callable[[], Snapshot] | None = None) -> None:
        """Hold the knowledge to answer from.

        Args:
            snapshot: the knowledge.
            wording: the assistant's own sentences.
            source: reads the knowledge anew, for `reload`; without it the snapshot stays.
        """
        self._snapshot = snapshot
        self._wording = wording
        self._source = source or (lambda: snapshot)

    @classmethod
    def from_environment(cls) -> Assistant:
        """The assistant on the knowledge base that the environment names (`MEDGUIDE_DATABASE_URL`)."""

        def read() -> Snapshot:
            return read_database(engine_for())

        return cls(read(), Wording.read(CONTENT / "phrases.yml"), read)

    @property
    def snapshot(self) -> Snapshot:
        """The knowledge that is answered from."""
        return self._snapshot

    def reload(self) -> None:
        """Read the knowledge anew and swap it whole; where that fails, the old one stays and the error is raised."""
        self._snapshot = self._source()

    def answer(self, question: Question) -> Answer:
        """Answer a question. Never raises for what is asked: what goes wrong becomes a plain sentence, card kept.

        Args:
            question: one message as understood.

        Returns:
            The answer.
        """
        snapshot = self._snapshot
        asked_about = region_asked_about(question.text)
        question = replace(question, region=asked_about or question.region)
        if question.verdict is None or question.earlier_signals:
            earlier = ScreenContext(frozenset(question.earlier_signals))
            seen = screen(question.text, earlier)
            question = replace(question, verdict=seen.joined(question.verdict or Verdict()))
        question = replace(question, verdict=_with_readings(question))
        question = replace(question, denied=self.is_denied(question))
        shown = _card(question)
        try:
            answer = replace(self._compose(question, snapshot), card=shown, verdict=question.verdict or Verdict())
            breaches = check(answer, snapshot, _as_answered(question, answer))
        except Exception as error:  # noqa: BLE001 - whatever fails, the person gets a plain sentence and the card
            report(_log, f"answer_failed intent={question.intent}", error)
            return self._fallback(question, snapshot, "error", shown)
        if breaches:
            reasons = "; ".join(f"{breach.guard.value}: {breach.detail}" for breach in breaches)
            _log.error("answer_held_back intent=%s reasons=%s", question.intent, reasons)
            return self._fallback(question, snapshot, "held_back", shown)
        stays = asked_about is not None and is_there(question.text) and "region" not in dict(answer.sets)
        return replace(answer, sets=(*answer.sets, ("region", asked_about))) if stays else answer

    def is_denied(self, question: Question) -> bool:
        """Whether the person has taken back, now or before, what raised the level that the conversation holds.

        Args:
            question: one message as understood.
        """
        return question.denied or (question.held_level.shows_card and denies(question, self._wording))

    def _compose(self, question: Question, snapshot: Snapshot) -> Answer:
        level = _message_level(question)
        intents = [reading.intent for reading in question.readings] or ["out_of_scope"]
        if question.held_level.shows_card and level is Level.NONE and denies(question, self._wording):
            intents = ["deny"]
        if CRISIS in intents and level is Level.NONE:
            intents = [CRISIS]
        get_help_now = level in (Level.EMERGENCY, Level.CRISIS, Level.URGENT)
        if get_help_now:
            intents = [reading.intent for reading in question.readings if _worth_saying_beside_card(reading)]
        context = Context(
            question=question,
            snapshot=snapshot,
            wording=self._wording,
            contacts=contacts(question.region),
            held_level=Level.CRISIS if Level.CRISIS in (level, question.held_level) else question.held_level,
        )
        answer = compose_answer(context, intents) if intents else _nothing_more(question, snapshot)
        if get_help_now and answer.outcome is not Outcome.ANSWERED:
            return _nothing_more(question, snapshot)
        if _must_stay(question, level) and says_nothing(answer):
            return compose_answer(context, ["out_of_scope"])
        return replace(answer, question=None) if get_help_now else answer

    def _fallback(self, question: Question, snapshot: Snapshot, key: str, shown: Card | None) -> Answer:
        return Answer(
            outcome=Outcome.ERROR,
            sections=(Section(question.intent, self._wording.say(key)),),
            card=shown,
            verdict=question.verdict or Verdict(),
            knowledge_version=snapshot.version,
        )


def _as_answered(question: Question, answer: Answer) -> Question:
    """The question in the region that the answer speaks for: a change of region shows the new numbers."""
    return replace(question, region=dict(answer.sets).get("region", question.region))


def _worth_saying_beside_card(reading: Reading) -> bool:
    """Whether it is surely an ordinary question, and harmless to answer now."""
    sure = reading.confidence >= _SURE_BESIDE_CARD
    return sure and reading.intent not in EMERGENCIES | _SILENT_BESIDE_CARD


def _message_level(question: Question) -> Level:
    return question.verdict.level if question.verdict else Level.NONE


def _with_readings(question: Question) -> Verdict:
    """The verdict, with what the reading says where the words raised no level."""
    verdict = question.verdict or Verdict()
    if verdict.level.shows_card:
        return verdict
    found = _LEVEL_OF_READING.get(question.intent)
    if question.intent == "affirm" and question.previous and question.previous.intents:
        found = _LEVEL_OF_YES.get(question.previous.intents[0])
    return replace(verdict, findings=(found,)) if found else verdict


def _must_stay(question: Question, level: Level) -> bool:
    """Whether help is still needed from earlier, so that no other question of ours may take its place."""
    return level is Level.NONE and question.held_level in _STAYS_OPEN and not question.denied


def _nothing_more(question: Question, snapshot: Snapshot) -> Answer:
    """The card says it all; what it is about stays known."""
    named = dict.fromkeys(each.substance for each in question.mentions if each.known and each.substance)
    return Answer(outcome=Outcome.ANSWERED, medicines=tuple(named), knowledge_version=snapshot.version)


def _card(question: Question) -> Card | None:
    """The card of this message; else the opening of the one before, which a clear denial folds to one line."""
    shown = card(question.verdict or Verdict(), question.region)
    if shown or not question.held_level.shows_card:
        return shown
    before = card(Verdict(question.held_findings), question.region)
    if before and question.held_level in _STAYS_OPEN and not question.denied:
        return Card(question.held_level, (), before.lines[:_LINES_KEPT])
    line = folded(question.held_level, question.region)
    return Card(question.held_level, (), (line,)) if line else None
