"""The figures: each a share of cases, with the cases that count against it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.model.conversation import Outcome
from evaluation.understanding import cases
from evaluation.understanding.asking import Guessed, by_its_words, line, wanted, wrong
from evaluation.understanding.cases import Case
from evaluation.understanding.judged import OUT_OF_SCOPE, Judged, calibration, calibration_error

TIME = "milliseconds of one core a message, median"

Parse = Callable[[str], Awaitable[dict[str, Any]]]
Ask = Callable[[str], Awaitable[Outcome]]
Guess = Callable[[Case, dict[str, Any]], Guessed]


@dataclass(frozen=True)
class Figure:
    """One measurement."""

    name: str
    value: float
    cases: int
    misses: tuple[str, ...] = ()
    """One line for each case that counts against it."""


@dataclass
class Reader:
    """Reads texts through the graph, each once, and keeps how long that took."""

    parse: Parse
    guess: Guess = by_its_words
    """Gives what a case is guessed to mean, from its parse data."""
    milliseconds: list[float] = field(default_factory=list)
    _read: dict[str, dict[str, Any]] = field(default_factory=dict)

    async def read(self, text: str) -> dict[str, Any]:
        """The parse data of a text."""
        if text not in self._read:
            start = time.process_time()
            self._read[text] = await self.parse(text)
            self.milliseconds.append(1000 * (time.process_time() - start))
        return self._read[text]

    async def intent(self, text: str) -> str:
        """The intent as `bot ask` prints it: the best reading, or `out_of_scope` where the message is refused."""
        intent, _ = await self._best_reading(text)
        return intent

    async def judge(self, name: str, wanted: Iterable[Case]) -> list[Judged]:
        """How the cases of a set are read.

        Args:
            name: The set.
            wanted: Its cases.
        """
        return [Judged(name, case, *await self._best_reading(case.text)) for case in wanted]

    async def _best_reading(self, text: str) -> tuple[str, float]:
        parsed = await self.read(text)
        refused = parsed["intent"]["name"] == OUT_OF_SCOPE
        reading = parsed["reading"]
        return (OUT_OF_SCOPE, parsed["intent"]["confidence"]) if refused else (reading["intent"], reading["confidence"])

    async def topics(self, text: str) -> frozenset[str]:
        """All topics read."""
        return frozenset(topic["intent"] for topic in (await self.read(text))["reading"]["topics"])

    async def medicines(self, text: str) -> list[dict[str, Any]]:
        """The medicines found."""
        return [entity for entity in (await self.read(text))["entities"] if entity["entity"] == "medicine"]


async def judge_all(reader: Reader) -> list[Judged]:
    """How every case that has a right reading is read, set by set."""
    sets = {
        "questions about medicines": cases.questions_about_medicines(),
        "out of scope": cases.out_of_scope(),
        "health but not medicines": cases.health_but_not_medicines(),
        **cases.own_sets(),
        "follow_ups": cases.own_follow_ups(),
    }
    return [judged for name, wanted in sets.items() for judged in await reader.judge(name, wanted)]


async def measure(reader: Reader, ask: Ask) -> list[Figure]:
    """Measure everything for which there are cases.

    Args:
        reader: Reads the texts.
        ask: Gives what becomes of a text when it is the first of a conversation.
    """
    health = cases.health_but_not_medicines()
    every = [*cases.questions_about_medicines(), *cases.out_of_scope(), *health]
    figures = [
        *await measure_intents(reader),
        await _wrong_answers(reader, ask, "health but not medicines, answered", health),
        await _wrong_answers(reader, ask, "confident wrong answers", every),
        *await _misspelt(reader),
        await _everyday(reader, cases.out_of_scope()),
        await _all_topics(reader, "our own questions on several topics, all found", cases.own_several_topics()),
        *await _asked_back(reader, wanted()),
        await _calibrated(reader, "our own questions, confidence from being right", cases.own_questions()),
    ]
    return [*(figure for figure in figures if figure.cases), latency(reader)]


async def measure_intents(reader: Reader, most: int | None = None) -> list[Figure]:
    """Measure what needs no more of a reading than its intent; figures without cases are left out.

    Args:
        reader: Reads the texts.
        most: How many cases of each set at most; all if `None`.
    """
    asked = cases.questions_about_medicines()[:most]
    health = cases.health_but_not_medicines()[:most]
    figures = [
        await _accepted(reader, "questions about medicines, an accepted intent", asked),
        await _best(reader, "questions about medicines, the one best intent", asked),
        await _refused(reader, "questions about medicines, refused", asked, wanted=False),
        await _refused(reader, "out of scope, refused", cases.out_of_scope()[:most], wanted=True),
        await _refused(reader, "health but not medicines, refused", health, wanted=True),
        await _accepted(reader, "our own questions, an accepted intent", cases.own_questions()[:most]),
        await _accepted(reader, "our own follow-ups, an accepted intent", cases.own_follow_ups()[:most]),
    ]
    return [figure for figure in figures if figure.cases]


def latency(reader: Reader) -> Figure:
    """How long a text took to read."""
    taken = reader.milliseconds
    return Figure(TIME, statistics.median(taken), len(taken))


def _share(name: str, counted: Iterable[bool], misses: Iterable[str]) -> Figure:
    counted = list(counted)
    return Figure(name, sum(counted) / len(counted) if counted else 0.0, len(counted), tuple(misses))


async def _accepted(reader: Reader, name: str, wanted: list[Case]) -> Figure:
    read = [(case, await reader.intent(case.text)) for case in wanted]
    misses = [
        f"{'|'.join(sorted(case.accept))} <- {intent}: {case.text}"
        for case, intent in read
        if intent not in case.accept
    ]
    return _share(name, [intent in case.accept for case, intent in read], sorted(misses))


async def _best(reader: Reader, name: str, wanted: list[Case]) -> Figure:
    return _share(name, [await reader.intent(case.text) == case.best for case in wanted], ())


async def _refused(reader: Reader, name: str, texts: list[Case], *, wanted: bool) -> Figure:
    read = [(case.text, await reader.intent(case.text)) for case in texts]
    refused = [intent == OUT_OF_SCOPE for _, intent in read]
    misses = [f"{intent}: {text}" for (text, intent), out in zip(read, refused, strict=True) if out is not wanted]
    return _share(name, refused, misses)


async def _wrong_answers(reader: Reader, ask: Ask, name: str, texts: list[Case]) -> Figure:
    """What was answered, though it was read as none of the right intents."""
    wrong, misses = [], []
    for case in texts:
        intent = await reader.intent(case.text)
        wrong.append(intent not in case.accept and await ask(case.text) is Outcome.ANSWERED)
        if wrong[-1]:
            misses.append(f"{'|'.join(sorted(case.accept))} <- {intent}: {case.text}")
    return _share(name, wrong, sorted(misses))


async def _asked_back(reader: Reader, own: list[Case]) -> list[Figure]:
    """How often it is asked which of several is meant; and whether what was read wrong could be put right by that."""
    guessed = [reader.guess(case, await reader.read(case.text)) for case in own]
    asked = [each for each in guessed if each.is_asked()]
    missed = wrong(guessed)
    saved = [each.is_asked() and each.offers_right for each in missed]
    left = [line(each) for each, is_saved in zip(missed, saved, strict=True) if not is_saved]
    return [
        _share("our own questions, asked which of several", [each in asked for each in guessed], map(line, asked)),
        _share("our own questions, read wrong, the right one offered", saved, left),
    ]


async def _misspelt(reader: Reader) -> list[Figure]:
    found, wrong, lost = [], [], []
    errors = []
    for misspelling, correct in cases.misspelt_medicines():
        meant = await reader.medicines(correct)
        if not meant:
            continue
        values = {entity["value"] for entity in meant}
        names = {entity["name"] for entity in meant}
        read = await reader.medicines(misspelling)
        right = any(entity["value"] in values or names & set(entity["candidates"]) for entity in read)
        silent = not right and any(not entity["candidates"] for entity in read)
        found.append(right)
        wrong.append(silent)
        line = f"{misspelling} ({correct}) -> {[entity['name'] for entity in read]}"
        if silent:
            errors.append(line)
        elif not right:
            lost.append(line)
    return [
        _share("misspelt medicines, linked or offered", found, lost),
        _share("misspelt medicines, silently wrong", wrong, errors),
    ]


async def _everyday(reader: Reader, texts: list[Case]) -> Figure:
    words = sum(len(case.text.split()) for case in texts)
    taken = [(case.text, entity) for case in texts for entity in await reader.medicines(case.text)]
    # Classes ("alcohol", "vitamins") are words that people use every day; they are not names of a medicine.
    taken = [(text, entity) for text, entity in taken if entity["substance"] or entity["candidates"]]
    misses = tuple(f"{entity['text']} -> {entity['name']}: {text}" for text, entity in taken)
    return Figure("everyday words taken for a medicine", len(taken) / words if words else 0.0, words, misses)


async def _calibrated(reader: Reader, name: str, asked: list[Case]) -> Figure:
    judged = await reader.judge(name, asked)
    return Figure(name, calibration_error(calibration(judged)), len(judged))


async def _all_topics(reader: Reader, name: str, wanted: list[Case]) -> Figure:
    read = [(case, await reader.topics(case.text)) for case in wanted]
    misses = [
        f"{sorted(case.topics)} <- {sorted(topics)}: {case.text}" for case, topics in read if not case.topics <= topics
    ]
    return _share(name, [case.topics <= topics for case, topics in read], misses)
