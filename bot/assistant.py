"""The one front door: a question goes in, an answer comes out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

from bot.answers.answering import answer_with, compose_answer
from bot.answers.buttons import MOST_FOLLOW_UPS
from bot.answers.context import Context
from bot.answers.held import (
    STAYS_OPEN,
    card_of,
    compose_reply,
    compose_turn,
    is_denied,
    repeats_crisis,
    says_nothing,
    step_buttons,
    verdict_of,
)
from bot.answers.log import asks_to_log
from bot.answers.readings import CRISIS, EMERGENCIES, NEVER_SECOND, WRITES_DOWN
from bot.answers.regions import is_there, region_asked_about
from bot.answers.strangers import with_strangers
from bot.answers.tasks import raised_by_tool
from bot.answers.withheld import without_amounts
from bot.answers.wording import Wording
from bot.knowledge import CONTENT, Snapshot, read_database
from bot.knowledge.database import engine_for
from bot.model.conversation import Answer, Card, Outcome, Question, Reading, Section
from bot.model.safety import Level, Verdict
from bot.privacy.failures import report
from bot.safety import ScreenContext, contacts, screen
from bot.safety.guards import check
from bot.tools import TOOLS
from bot.tools.teach_back import with_check
from bot.tools.with_human import while_with_human

_log = logging.getLogger(__name__)

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

    @property
    def wording(self) -> Wording:
        """The assistant's own sentences."""
        return self._wording

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
        question = with_strangers(replace(question, region=asked_about or question.region), snapshot)
        if question.verdict is None or question.earlier_signals:
            earlier = ScreenContext(frozenset(question.earlier_signals))
            seen = screen(question.text, earlier)
            question = replace(question, verdict=seen.joined(question.verdict or Verdict()))
        question = replace(question, verdict=self._with_tool(question, snapshot))
        question = replace(question, verdict=verdict_of(question))
        question = replace(question, denied=is_denied(question))
        shown = card_of(question)
        try:
            answer = self._compose(question, snapshot, shown)
            breaches = check(answer, snapshot, _as_answered(question, answer), self._wording.texts)
        except Exception as error:  # noqa: BLE001 - whatever fails, the person gets a plain sentence and the card
            report(_log, f"answer_failed intent={question.intent}", error)
            return self._fallback(question, snapshot, "error", shown)
        if breaches:
            reasons = "; ".join(f"{breach.guard.value}: {breach.detail}" for breach in breaches)
            _log.error("answer_held_back intent=%s reasons=%s", question.intent, reasons)
            return self._fallback(question, snapshot, "held_back", shown)
        stays = asked_about is not None and is_there(question.text) and "region" not in dict(answer.sets)
        return replace(answer, sets=(*answer.sets, ("region", asked_about))) if stays else answer

    def not_kept(self, question: Question) -> Answer:
        """What is said instead of an answer that could not be written down: that nothing was changed, card kept.

        Args:
            question: one message as understood.
        """
        question = replace(question, verdict=self._with_tool(question, self._snapshot))
        question = replace(question, verdict=verdict_of(question), denied=is_denied(question))
        return self._fallback(question, self._snapshot, "not_kept", card_of(question))

    def _with_tool(self, question: Question, snapshot: Snapshot) -> Verdict:
        """The verdict of the words, with what a reply to a tool makes sure of; the former alone where that fails."""
        verdict = question.verdict or Verdict()
        try:
            found = raised_by_tool(self._context(question, snapshot))
        except Exception as error:  # noqa: BLE001 - what the words say stands, whatever fails
            report(_log, f"tool_failed intent={question.intent}", error)
            return verdict
        return verdict.joined(Verdict((found,), language=question.held_language)) if found else verdict

    def _context(self, question: Question, snapshot: Snapshot) -> Context:
        return Context(
            question=question,
            snapshot=snapshot,
            wording=self._wording,
            contacts=contacts(question.region),
            tools=TOOLS,
        )

    def _compose(self, question: Question, snapshot: Snapshot, shown: Card | None) -> Answer:
        context = self._context(question, snapshot)
        answer = while_with_human(context, _compose) if question.with_human else _compose(context)
        composed = without_amounts(answer, context)
        if composed.outcome is Outcome.SILENT:  # no red flag in it: the card of an earlier one was seen
            return replace(composed, verdict=question.verdict or Verdict(), denied=question.denied)
        composed = composed if shown else with_check(context, composed)
        asks_already = shown is not None and shown.question is not None
        return replace(
            composed,
            card=shown,
            verdict=question.verdict or Verdict(),
            denied=question.denied,
            question=None if asks_already else composed.question,
            asks=shown.asks if shown and asks_already else composed.asks,
            buttons=(*step_buttons(question), *composed.buttons)[:MOST_FOLLOW_UPS] if shown else composed.buttons,
        )

    def _fallback(self, question: Question, snapshot: Snapshot, key: str, shown: Card | None) -> Answer:
        return Answer(
            outcome=Outcome.ERROR,
            sections=(Section(question.intent, self._wording.say(key)),),
            card=shown,
            verdict=question.verdict or Verdict(),
            denied=question.denied,
            asks=shown.asks if shown else None,
            knowledge_version=snapshot.version,
        )


def _as_answered(question: Question, answer: Answer) -> Question:
    """The question in the region that the answer speaks for: a change of region shows the new numbers."""
    return replace(question, region=dict(answer.sets).get("region", question.region))


def _compose(context: Context) -> Answer:
    """What is said below the card, or without one."""
    question, snapshot = context.question, context.snapshot
    level = question.verdict.level if question.verdict else Level.NONE
    get_help_now = level in STAYS_OPEN
    if get_help_now and repeats_crisis(question):
        return answer_with(context, compose_reply(context) or compose_turn(context))
    if not get_help_now and (reply := compose_reply(context)):
        return answer_with(context, reply)
    intents = [reading.intent for reading in question.readings] or ["out_of_scope"]
    if CRISIS in intents and level is Level.NONE:
        if question.held_level is Level.CRISIS:
            return answer_with(context, compose_turn(context))
        intents = [CRISIS]
    if get_help_now:
        intents = [reading.intent for reading in question.readings if _worth_saying_beside_card(reading)]
        intents = intents or ([WRITES_DOWN] if level is not Level.CRISIS and asks_to_log(context) else [])
    answer = compose_answer(context, intents) if intents else _nothing_more(question, snapshot)
    if get_help_now:
        answered = answer.outcome is Outcome.ANSWERED
        return replace(answer, question=None, asks=None) if answered else _nothing_more(question, snapshot)
    if question.held_level in STAYS_OPEN and not question.denied and level is Level.NONE and says_nothing(answer):
        return answer_with(context, compose_turn(context))
    return answer


def _worth_saying_beside_card(reading: Reading) -> bool:
    """Whether it is surely an ordinary question, and harmless to answer now."""
    sure = reading.confidence >= _SURE_BESIDE_CARD
    return sure and reading.intent not in EMERGENCIES | (NEVER_SECOND - {WRITES_DOWN}) | _SILENT_BESIDE_CARD


def _nothing_more(question: Question, snapshot: Snapshot) -> Answer:
    """The card says it all; what it is about stays known."""
    named = dict.fromkeys(each.substance for each in question.mentions if each.known and each.substance)
    return Answer(outcome=Outcome.ANSWERED, medicines=tuple(named), knowledge_version=snapshot.version)
