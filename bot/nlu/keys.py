"""What the components leave in a message, by key. `docs/architecture.md` says what the output keys hold."""

from __future__ import annotations

VERDICT = "verdict"
"""Output: what `RedFlagScreen` saw, raised by `SecondOpinion`."""
READING = "reading"
"""Output: the classifier's best reading and the topics asked about."""
OUTSIDE = "outside"
"""Within the graph: whether `ScopeGuard` refuses the message."""
OUTSIDE_BY_READER = "outside_by_reader"
"""Within the graph: how likely `TopicClassifier`'s network finds the message to be about anything else."""
MASKED_TEXT = "masked_text"
"""Within the graph: the text with each medicine replaced, that features are taken from."""
PIECES = "pieces"
"""Within the graph: the word pieces of the masked text, as the encoder sees them."""

OUT_OF_SCOPE = "out_of_scope"
"""The intent of what is refused."""

CRISIS = "crisis_self_harm"
OVERDOSE = "emergency_overdose"
SYMPTOMS = "emergency_symptoms"
EMERGENCIES = frozenset({CRISIS, OVERDOSE, SYMPTOMS})
"""Intents that outrank all others."""
