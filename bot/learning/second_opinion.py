"""Learning the second opinion: `python -m bot.learning.second_opinion`.

It takes long, and depends on no medicine. So it is a step of its own of the set-up (`bot.runtime.build`), done again
only where its examples change; the graph's component only takes along what was learned. Why:
docs/decisions/0003-second-opinion.md.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.channels.settings import PROJECT
from bot.knowledge import read_files
from bot.language import name_index
from bot.language.encoder import shared_encoder
from bot.language.linker import Linker
from bot.language.piece_network import PieceNetwork
from bot.learning.piece_training import Learning, Question, train
from bot.nlu.keys import EMERGENCIES
from bot.nlu.medicine_linker import build_lexicon
from bot.safety import screen
from bot.safety.examples import LabelledText, each_once, examples_of, read_examples, read_working_half
from bot.safety.opinion_model import LEVELS, ROWS, Answers, Example, Label, OpinionModel
from bot.safety.rules import default_rules
from bot.safety.screen import default_screen

EXAMPLES = PROJECT / "data" / "red_flags"
WORKING_HALF = PROJECT / "evaluation" / "safety" / "working"
QUESTIONS = PROJECT / "data" / "nlu"
LEARNED = PROJECT / ".state" / "second_opinion"

NEITHER = EMERGENCIES | {"ran_out", "pump_problem"}
"""Intents whose examples may need help or not: nothing is learned from them."""
PENALTY = 0.5
"""Inverse strength of the regularisation of the words."""
LEARNING = Learning(rounds=3, learners=3)
LONG_STORIES = 2000
"""How many long messages are put together of several short ones."""
_LONGEST_STORY = 110
"""Words after which nothing is added to one."""
_JOINTS = (". ", ". ", ", also ", " and ", "\n")
_SEED = 20
_OF_ROWS = 0.3
"""How much it counts to be right about the row of the notes; about the level, 1."""


def red_flag_examples(*, corpus: bool = True) -> list[LabelledText]:
    """Our messages with their labels, each once.

    Args:
        corpus: Whether the working half of the safety corpus is among them.
    """
    of_corpus = read_working_half(WORKING_HALF) if corpus else []
    return each_once([*read_examples(EXAMPLES), *of_corpus, *examples_of(default_rules())])


def ordinary_questions() -> list[str]:
    """Questions of the intents' examples on which the rules are silent, and which need no help."""
    # Takes seconds, and only this reads Rasa's format.
    from rasa.shared.nlu.training_data.loading import load_data  # noqa: PLC0415

    texts = (
        each.get("text") for each in load_data(str(QUESTIONS)).intent_examples if each.get("intent") not in NEITHER
    )
    return [text for text in dict.fromkeys(texts) if not screen(text).level.shows_card]


def long_stories(labelled: Sequence[LabelledText], questions: Sequence[str], count: int) -> list[LabelledText]:
    """Long messages that tell of several things, of which one at most needs help: half of them hold one that does.

    Each writer of an example had one thing in mind. People who are not well tell of the weather first; what was learned
    from single sentences alone took that for a sign that nothing is wrong.

    Args:
        labelled: Our messages.
        questions: Others, which need no help.
        count: How many to make.

    Returns:
        Each with the label of the one that needs help, or else of the one that looks so most. The same messages give
        the same stories.
    """
    random = np.random.default_rng(_SEED)
    urgent, calm = ([each for each in labelled if each.level.shows_card is shows] for shows in (True, False))
    beside = [each.text for each in calm] + list(questions)
    stories = []
    for number in range(count):
        about = (urgent, calm)[number % 2]
        main = about[random.integers(len(about))]
        others, words = [], len(main.text.split())
        for place in random.integers(len(beside), size=random.integers(1, 8)):
            words += len(beside[place].split())
            if words > _LONGEST_STORY:
                break
            others.append(beside[place])
        others.insert(random.integers(len(others) + 1), main.text)
        stories.append(replace(main, text=str(random.choice(_JOINTS)).join(others)))
    return stories


def as_examples(labelled: Sequence[LabelledText], questions: Iterable[str] = ()) -> list[Example]:
    """Messages as they are learned from: masked and encoded as the graph does.

    Args:
        labelled: Messages with their labels.
        questions: Others, which need no help.
    """
    every = [*labelled, *(LabelledText(text, LEVELS[-1], 0) for text in questions)]
    linker = Linker(build_lexicon(read_files(), name_index.build(name_index.DEFAULT_PATH)))
    LEARNED.parent.mkdir(exist_ok=True)
    masked = [linker.link(each.text).masked.lower() for each in every]
    pieces = shared_encoder().encode_all_pieces(masked, LEARNED.parent)
    return [
        Example(default_screen().clues(each.text), of_it, _label(each), each.situation)
        for each, of_it in zip(every, pieces, strict=True)
    ]


def all_examples(*, corpus: bool = True) -> list[Example]:
    """Everything to learn from.

    Args:
        corpus: Whether the working half of the safety corpus is among it.
    """
    labelled, questions = red_flag_examples(corpus=corpus), ordinary_questions()
    return as_examples([*labelled, *long_stories(labelled, questions, LONG_STORIES)], questions)


def fit(examples: Sequence[Example]) -> OpinionModel:
    """Learn.

    Args:
        examples: What from.
    """

    def learn(pieces: Sequence[NDArray[np.float16]], answers: Sequence[Answers]) -> PieceNetwork:
        questions = (Question(len(LEVELS), counts=1.0), Question(ROWS, counts=_OF_ROWS))
        return train(pieces, answers, questions, LEARNING)

    return OpinionModel.fit(examples, learn, PENALTY)


def learn(target: Path = LEARNED) -> None:
    """Learn anew from everything, and put what was learned in place of what is there, whole or not at all.

    Args:
        target: The folder to write.
    """
    model = fit(all_examples())
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as made:
        folder = Path(made) / target.name
        folder.mkdir()
        model.save(folder)
        shutil.rmtree(target, ignore_errors=True)
        folder.replace(target)


def _label(each: LabelledText) -> Label | None:
    return Label(each.level, each.situation) if each.level.shows_card else None


if __name__ == "__main__":
    learn()
