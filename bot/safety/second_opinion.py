"""A learned second opinion on how urgent a message is.

It may raise the level that the rules are sure of, never lower it.

Two linear models over the same numbers (the sentence vector, the words in the rules' spelling, the concepts that the
rules look for and what stands around these): does the message need help at all, and if so, in which situation and how
fast. Why these: docs/decisions/0003-second-opinion.md.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from bot.language.encoder import Floats, Vector
from bot.language.features import NGrams, Weighed, as_rows, side_by_side
from bot.language.linear import calibrate, fit_linear, softmax
from bot.model.safety import Finding, Level, Verdict
from bot.safety.clues import Clues
from bot.safety.rules import RedFlagRules

RULE = "second-opinion"
"""Stands in place of a rule's id in a finding."""
UNCLEAR = "unclear"
"""The situation of a finding whose own situation the rules do not have."""

_CRISES = frozenset({16, 29})
"""Rows of the escalation notes whose level is a crisis."""
_SEED = 20
_FOLDS = 3
_WORDS: dict[str, Any] = {"ngram_range": (1, 3), "token_pattern": r"\S+", "min_df": 2}
_LETTERS: dict[str, Any] = {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 2, "sublinear_tf": True}
_NAMES: dict[str, Any] = {"token_pattern": r"\S+", "min_df": 2}
_KINDS = (_WORDS, _LETTERS, _NAMES)


@dataclass(frozen=True)
class Label:
    """What is right for a message that needs help."""

    level: Level
    situation: int
    """Row of the escalation notes."""


@dataclass(frozen=True)
class Example:
    """A message to learn from."""

    clues: Clues
    vector: Vector
    label: Label | None
    """`None` where no help is needed."""
    resembles: int | None = None
    """Row of the escalation notes that it belongs to or, needing no help, reads as if it did: the harder kind, whose
    false alarms are counted apart. `None` for an ordinary question."""
    fired: bool = False
    """Whether a rule that is not sure has fired on it."""


@dataclass(frozen=True)
class Limits:
    """How many mistakes are taken for granted when the thresholds are chosen, as shares of held-out examples."""

    look_alikes: float
    """That may be raised, no rule having fired; but for those of a crisis."""
    crises: float
    """Look-alikes of a crisis that may be raised."""
    questions: float
    """Of ordinary questions, that may be raised."""
    spoken_against: float
    """Of messages that need help and on which only an unsure rule fired, that may lose it."""


@dataclass(frozen=True)
class Opinion:
    """What was learned says of one message."""

    needs_help: float
    """How likely it needs help: 0 to 1."""
    is_sure: bool
    """Whether that is enough to show a card."""
    label: Label
    """How fast help is needed, should it be needed, and the likeliest situation of that level."""
    level_confidence: float
    """How likely help is needed as fast as that or faster: 0 to 1."""
    speaks_against: bool = False
    """Whether needing help is so unlikely that no rule stands that is not sure."""


class OpinionModel:
    """Gives the second opinion.

    Args:
        grams: The n-grams of the words, of their letters, and those of the concepts.
        labels: In the order of the columns of `which`.
        weights: Of each feature for needing help, and the bias last.
        which: One row for each feature and one for the bias, one column for each label.
        scale: Slope and offset that make a score a probability; the sharpness of the labels' softmax; the score from
            which it is sure, that from which it is sure of a crisis, and that below which it speaks against a rule.
    """

    def __init__(
        self, grams: Sequence[NGrams], labels: Sequence[Label], weights: Floats, which: Floats, scale: Floats
    ) -> None:
        self._grams = tuple(grams)
        self._labels = tuple(labels)
        self._ranks = np.array([label.level.rank for label in labels])
        self._weights = weights
        self._which = which
        self._scale = scale

    @classmethod
    def fit(cls, examples: Sequence[Example], limits: Limits, penalty: float) -> OpinionModel:
        """Learn from examples.

        Args:
            examples: Messages that need help, look-alikes and ordinary questions.
            limits: Choose the threshold.
            penalty: Inverse strength of the regularisation (C).

        Returns:
            The model. The same examples give the same model.

        Raises:
            ValueError: If there are fewer than two labels, or fewer than five messages that need help, or none that
                needs none.
        """
        texts = zip(*(_texts(example.clues) for example in examples), strict=True)
        grams = [NGrams.fit(settings, list(of_kind)) for settings, of_kind in zip(_KINDS, texts, strict=True)]
        rows = as_rows([_weigh(grams, example.clues, example.vector) for example in examples])
        needs_help = np.array([example.label is not None for example in examples]).astype(np.int64)
        held_out = _held_out_scores(rows, needs_help, penalty)
        slope, offset = _probability_of(held_out, needs_help)
        weights, bias = fit_linear(rows, needs_help, penalty)

        labelled = [example.label for example in examples if example.label is not None]
        labels = sorted(set(labelled), key=lambda label: (label.level.rank, label.situation))
        columns = np.array([labels.index(label) for label in labelled])
        kept = rows[np.flatnonzero(needs_help)]
        which, which_bias = fit_linear(kept, columns, penalty)
        sure, sure_of_crisis = thresholds(held_out, examples, limits)
        against = min(sure, sure_of_crisis, threshold_against(held_out, examples, limits))
        sharpness = calibrate(kept, columns, penalty)
        scale = np.array([slope, offset, sharpness, sure, sure_of_crisis, against], dtype=np.float32)
        return cls(grams, labels, np.append(weights[:, 1], bias[1]), np.vstack([which, which_bias[None, :]]), scale)

    def opinion(self, clues: Clues, vector: Vector) -> Opinion:
        """The opinion on one message.

        Args:
            clues: What it speaks of.
            vector: Its sentence vector.
        """
        columns, values = _weigh(self._grams, clues, vector)
        slope, offset, sharpness, sure, sure_of_crisis, against = (float(number) for number in self._scale)
        score = float(values @ self._weights[columns] + self._weights[-1])
        likely = softmax((values @ self._which[columns] + self._which[-1])[None, :] * sharpness)[0]
        # The rank from which on half of the likelihood is as urgent or more: raising is done with care.
        rank = next(rank for rank in range(len(Level)) if likely[self._ranks <= rank].sum() >= 0.5)
        of_rank = np.where(self._ranks == rank, likely, -1.0)
        label = self._labels[int(of_rank.argmax())]
        return Opinion(
            needs_help=float(1 / (1 + np.exp(-(slope * score + offset)))),
            is_sure=score > (sure_of_crisis if label.level is Level.CRISIS else sure),
            label=label,
            level_confidence=float(likely[self._ranks <= rank].sum()),
            speaks_against=score < against,
        )

    def save(self, folder: Path) -> None:
        """Write the model as JSON and plain arrays."""
        data = {
            "grams": [grams.to_json() for grams in self._grams],
            "labels": [[label.level.value, label.situation] for label in self._labels],
        }
        (folder / "opinion.json").write_text(json.dumps(data))
        np.savez_compressed(folder / "opinion.npz", weights=self._weights, which=self._which, scale=self._scale)

    @classmethod
    def load(cls, folder: Path) -> OpinionModel:
        """Read what `save` wrote."""
        data = json.loads((folder / "opinion.json").read_text())
        grams = [NGrams.from_json(settings, kind) for settings, kind in zip(_KINDS, data["grams"], strict=True)]
        labels = [Label(Level(level), situation) for level, situation in data["labels"]]
        with np.load(folder / "opinion.npz", allow_pickle=False) as arrays:
            return cls(grams, labels, arrays["weights"], arrays["which"], arrays["scale"])


def heard(verdict: Verdict, opinion: Opinion) -> Verdict:
    """The verdict of the rules without what is not sure and what the second opinion speaks against.

    Args:
        verdict: Of the rules.
        opinion: Of the same message.
    """
    if not opinion.speaks_against:
        return verdict
    unsure = tuple(dict.fromkeys(finding.rule for finding in verdict.findings if not finding.sure))
    return verdict.joined(Verdict(contradicted=unsure))


def raised(verdict: Verdict, opinion: Opinion, rules: RedFlagRules, length: int, *, sure_of_level: float) -> Verdict:
    """The verdict of the rules, raised where the second opinion is sure of more. Nothing of it is taken away.

    Args:
        verdict: Of the rules.
        opinion: Of the same message.
        rules: Their situations are known.
        length: Of the message, in characters.
        sure_of_level: How sure the level must be where the rules have found one already.
    """
    label = opinion.label
    if not opinion.is_sure or label.level.rank >= verdict.level.rank:
        return verdict
    if verdict.level.shows_card and opinion.level_confidence < sure_of_level:
        return verdict
    known = (situation.id for situation in rules.situations if situation.number == label.situation)
    finding = Finding(
        situation=next(known, UNCLEAR),
        level=label.level,
        rule=RULE,
        start=0,
        end=length,
        explanation=f"No rule says so: a learned opinion, {opinion.needs_help:.2f} sure that the message needs help.",
    )
    return verdict.joined(Verdict((finding,)))


def _weigh(grams: Sequence[NGrams], clues: Clues, vector: Vector) -> Weighed:
    return side_by_side(list(zip(grams, _texts(clues), strict=True)), vector)


def _texts(clues: Clues) -> tuple[str, str, str]:
    """What each kind of n-gram is cut from."""
    return clues.words, clues.words, clues.names


def _held_out_scores(rows: sparse.csr_matrix, needs_help: np.ndarray[Any, Any], penalty: float) -> Floats:
    """The score of each example by a model that has not seen it."""
    scores = np.zeros(len(needs_help), dtype=np.float32)
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    for learnt, held in folds.split(rows, needs_help):
        weights, bias = fit_linear(rows[learnt], needs_help[learnt], penalty)
        scores[held] = rows[held] @ weights[:, 1] + bias[1]
    return scores


def _probability_of(scores: Floats, needs_help: np.ndarray[Any, Any]) -> tuple[float, float]:
    """Slope and offset of the probability that a score means (Platt, 1999)."""
    fitted = LogisticRegression(C=1e6, solver="lbfgs").fit(scores[:, None], needs_help)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def thresholds(scores: Floats, examples: Sequence[Example], limits: Limits) -> tuple[float, float]:
    """The scores that no more false alarms go beyond than the limits allow: in general, and for a crisis.

    Sadness and anger read like a crisis more than anything else reads like an emergency, so each has its own.

    Args:
        scores: Of each example, by a model that has not seen it.
        examples: Whose false alarms are counted.
        limits: What is allowed.
    """
    calm = [(float(score), each) for score, each in zip(scores, examples, strict=True) if each.label is None]
    questions = [score for score, each in calm if each.resembles is None]
    of_crisis = [score for score, each in calm if each.resembles in _CRISES]
    others = [score for score, each in calm if each.resembles is not None and each.resembles not in _CRISES]
    beyond = _beyond(questions, limits.questions)
    return max(beyond, _beyond(others, limits.look_alikes)), max(beyond, _beyond(of_crisis, limits.crises))


def _beyond(scores: list[float], share: float) -> float:
    """The score that no more than a share of the scores are beyond."""
    return sorted(scores, reverse=True)[int(share * len(scores))] if scores else -np.inf


def threshold_against(scores: Floats, examples: Sequence[Example], limits: Limits) -> float:
    """The score below which no more messages lose what a rule rightly saw than the limits allow.

    Args:
        scores: Of each example, by a model that has not seen it.
        examples: On some of which a rule that is not sure has fired.
        limits: What is allowed.
    """
    rightly = sorted(
        score for score, each in zip(scores, examples, strict=True) if each.fired and each.label is not None
    )
    return float(rightly[int(limits.spoken_against * len(rightly))]) if rightly else -np.inf
