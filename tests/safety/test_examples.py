"""What the second opinion learns from: enough of each, one meaning a text, nothing of what it is measured on."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest
from rapidfuzz import fuzz, process

from bot.knowledge.errors import ContentErrors
from bot.model.safety import Level
from bot.safety import screen
from bot.safety.examples import LabelledText, examples_of, read_examples
from bot.safety.rules import default_rules

ROOT = Path(__file__).parents[2]
EXAMPLES = read_examples(ROOT / "data/red_flags")
FEWEST = 10
"""Of each situation, both ways."""
MOST_SIMILAR = 92
LONG_ENOUGH_TO_COMPARE = 25
"""Letters. Two people write "I don't want to live any more" without knowing of each other."""
WRONG = 1 / 15
"""Share of the examples that a sure rule fires on, and that need no help."""
SITUATIONS = sorted(set(range(1, 32)) - {30})


def texts(folder: str) -> list[str]:
    paths = sorted((ROOT / "evaluation/safety" / folder).glob("*.csv"))
    return [row["text"].lower() for path in paths for row in csv.DictReader(path.open(encoding="utf-8"))]


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_situation_has_messages_that_need_help_and_look_alikes(situation: int) -> None:
    of_it = Counter(each.level.shows_card for each in EXAMPLES if each.situation == situation)

    assert of_it[True] >= FEWEST
    assert of_it[False] >= FEWEST


def test_the_same_words_mean_the_same() -> None:
    levels: dict[str, set[Level]] = defaultdict(set)
    for each in EXAMPLES:
        levels[each.text.lower()].add(each.level)

    assert {text: found for text, found in levels.items() if len(found) > 1} == {}


def test_none_is_measured() -> None:
    """Where one is nearly a line of the half that is reported on, the figures would flatter."""
    measured = texts("reporting")
    compared = [each.text.lower() for each in EXAMPLES if len(each.text) > LONG_ENOUGH_TO_COMPARE]

    alike = process.cdist(compared, measured, scorer=fuzz.ratio, score_cutoff=MOST_SIMILAR, dtype=np.uint8, workers=-1)

    copied = [compared[row] for row in np.flatnonzero(alike.any(axis=1))]
    assert copied == []


def test_training_reads_no_evaluation(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    read = Path.read_text

    def watched(path: Path, *arguments: object, **options: object) -> str:
        opened.append(path)
        return read(path, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "read_text", watched)
    read_examples(ROOT / "data/red_flags")

    assert opened
    assert {path.parent for path in opened} == {ROOT / "data/red_flags"}


def test_rules_give_their_own_examples() -> None:
    found = list(examples_of(default_rules()))

    assert LabelledText("my dad wont wake up", Level.EMERGENCY, 1) in found
    assert any(each.level is Level.NONE for each in found)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        pytest.param("red_flag_examples: [{situation: 1, examples: a}]", ContentErrors, id="no level"),
        pytest.param("red_flag_examples: [{situation: 1, level: bad, examples: a}]", ContentErrors, id="wrong level"),
    ],
)
def test_a_malformed_file_is_an_error(tmp_path: Path, content: str, error: type[Exception]) -> None:
    (tmp_path / "a.yml").write_text(content)

    with pytest.raises(error, match="level"):
        read_examples(tmp_path)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no examples"):
        read_examples(tmp_path)


def test_a_sure_rule_is_hardly_ever_wrong() -> None:
    """It stands against the second opinion, so it has to earn it: most look-alikes were written to fool it."""
    sure = {rule.id for situation in default_rules().situations for rule in situation.rules if rule.sure}
    fired: dict[str, Counter[bool]] = {rule: Counter() for rule in sure}
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        verdicts = pool.map(screen, [each.text for each in EXAMPLES], chunksize=1000)
        for each, verdict in zip(EXAMPLES, verdicts, strict=True):
            for finding in verdict.findings:
                if finding.rule in sure:
                    fired[finding.rule][each.level.shows_card] += 1

    wrong = {rule: dict(counts) for rule, counts in fired.items() if counts[False] > WRONG * counts.total()}

    assert len(sure) > 0
    assert wrong == {}
