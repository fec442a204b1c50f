"""Whether a message is about medicines at all."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from bot.language.encoder import Floats, Vector
from bot.language.evidence import Evidence, words_of
from bot.language.features import TextFeatures

_SEED = 20
_ABOUT_MEDICINES = words_of(
    "medicine medicines medication medications med meds drug drugs pill pills tablet tablets dose doses dosage dosing "
    "prescription prescriptions prescribed pharmacy pharmacist vaccine vaccines vaccination antibiotic antibiotics "
    "refill refills capsule capsules inhaler ointment antiviral antivirals penicillin steroid steroids corticosteroid "
    "corticosteroids statin statins antacid antacids painkiller painkillers laxative laxatives supplement supplements"
)
_REFERS_BACK = words_of("it it's its this that them they these those one ones mine")
_SHORT, _LONG = 4, 6
"""Words in a message that is short enough to be a follow-up, and long enough not to be one."""
_MOST_NEW_WORDS = 3
_FAMILIAR_FROM = 3
"""Examples about medicines that use a word, for it to be familiar."""


class ScopeModel:
    """Tells messages about medicines from all others.

    Args:
        features: How a text becomes numbers.
        familiar: Words that messages about medicines use.
        weights: One for each feature, those of the evidence last.
        bias: What is added.
    """

    def __init__(self, features: TextFeatures, familiar: frozenset[str], weights: Floats, bias: float) -> None:
        self._features = features
        self._familiar = familiar
        self._weights = weights
        self._bias = bias

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        vectors: Sequence[Vector],
        evidence: Sequence[Evidence],
        outside: Sequence[bool],
        penalty: float = 3.0,
    ) -> ScopeModel:
        """Learn from examples.

        Args:
            texts: Masked texts.
            vectors: The sentence vector of each.
            evidence: What was found in each.
            outside: Whether each is out of scope; both kinds are needed.
            penalty: Inverse strength of the regularisation (C).
        """
        uses = Counter(word for text, out in zip(texts, outside, strict=True) if not out for word in words_of(text))
        features, rows = TextFeatures.fit(texts, vectors)
        # An example does not make its own words familiar, as a message not seen before would not.
        hints = [
            _hints(text, found, frozenset(word for word in words_of(text) if uses[word] - (not out) >= _FAMILIAR_FROM))
            for text, found, out in zip(texts, evidence, outside, strict=True)
        ]
        rows = sparse.hstack([rows, sparse.csr_matrix(np.array(hints))], format="csr")
        machine = LogisticRegression(C=penalty, solver="liblinear", class_weight="balanced", random_state=_SEED)
        machine.fit(rows, np.asarray(outside))
        familiar = frozenset(word for word, times in uses.items() if times >= _FAMILIAR_FROM)
        return cls(features, familiar, machine.coef_[0].astype(np.float32), float(machine.intercept_[0]))

    def outside(self, text: str, vector: Vector, evidence: Evidence) -> float:
        """How likely a message is out of scope: 0 to 1.

        Args:
            text: Masked text.
            vector: Its sentence vector.
            evidence: What was found in it.
        """
        columns, values = self._features.weigh(text, vector)
        hints = np.array(_hints(text, evidence, self._familiar), dtype=np.float32)
        score = float(values @ self._weights[columns] + hints @ self._weights[-len(hints) :]) + self._bias
        return float(1 / (1 + np.exp(-score)))

    def save(self, folder: Path) -> None:
        """Write the model as JSON and plain arrays."""
        data = {"features": self._features.to_json(), "familiar": sorted(self._familiar), "bias": self._bias}
        (folder / "scope.json").write_text(json.dumps(data))
        np.savez_compressed(folder / "scope.npz", weights=self._weights)

    @classmethod
    def load(cls, folder: Path) -> ScopeModel:
        """Read what `save` wrote."""
        data = json.loads((folder / "scope.json").read_text())
        with np.load(folder / "scope.npz", allow_pickle=False) as arrays:
            weights = arrays["weights"]
        return cls(TextFeatures.from_json(data["features"]), frozenset(data["familiar"]), weights, data["bias"])


def _hints(text: str, evidence: Evidence, familiar: frozenset[str]) -> list[float]:
    words = words_of(text)
    new = 0 if evidence.names_medicine else len(words - familiar)
    nameless = not evidence.names_medicine
    names_something = evidence.names_class or evidence.names_product_detail or bool(words & _ABOUT_MEDICINES)
    complete = nameless and not names_something and not words & _REFERS_BACK and len(words) > _SHORT
    return [
        float(evidence.names_medicine),
        float(evidence.names_class),
        float(evidence.names_term),
        float(evidence.names_product_detail),
        float(bool(words & _ABOUT_MEDICINES)),
        min(new, _MOST_NEW_WORDS) / _MOST_NEW_WORDS,
        float(new > 0),
        float(nameless and len(words) <= _SHORT),
        float(nameless and len(words) > _LONG),
        float(complete),
    ]
