"""Learning a network with TensorFlow, and reading with numpy what it learned."""

from __future__ import annotations

import numpy as np

from bot.language.encoder import shared_encoder
from bot.learning.piece_training import Learning, Question, train

HAPPENING = ["he wont wake up", "she is not waking", "dad cannot be woken", "no way to wake my mum", "he will not wake"]
NOT = ["i wake up at six", "wake me for the match", "woke up happy", "she always wakes early", "do wake the kids"]
QUESTIONS = (Question(2, counts=1.0), Question(3, counts=0.3))


def test_learns_what_it_is_shown_and_reads_it_with_numpy() -> None:
    pieces = shared_encoder().encode_all_pieces([*HAPPENING, *NOT])
    answers = [(0, 2)] * len(HAPPENING) + [(1, 1)] * len(NOT)

    network = train(pieces, answers, QUESTIONS, Learning(rounds=60, batch=4, rate=1e-3))

    for text, right in (("my gran wont wake", 0), ("i wake up early", 1)):
        scores = network.scores(shared_encoder().encode_pieces(text)[1])
        assert scores.shape == (5,)
        assert int(np.argmax(scores[:2])) == right, text


def test_each_learner_comes_to_weights_of_its_own() -> None:
    pieces = shared_encoder().encode_all_pieces([*HAPPENING, *NOT])

    one, other = train(pieces, [(0, 0)] * len(pieces), QUESTIONS, Learning(rounds=1, learners=2)).learners

    assert not np.allclose(one["in"], other["in"], atol=1e-3)


def test_the_same_examples_give_nearly_the_same_network() -> None:
    pieces = shared_encoder().encode_all_pieces([*HAPPENING, *NOT])
    answers = [(0, 2)] * len(HAPPENING) + [(1, 1)] * len(NOT)

    one, other = (train(pieces, answers, QUESTIONS, Learning(rounds=2)) for _ in range(2))

    read = shared_encoder().encode_pieces("my gran wont wake")[1]
    assert np.allclose(one.scores(read), other.scores(read), atol=1e-3)
