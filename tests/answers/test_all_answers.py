"""What holds for every answer that the knowledge base can give: each topic of each medicine, by region and form."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest
import yaml

from bot.answers.text import render
from bot.answers.wording import sentence
from bot.assistant import Assistant
from bot.model.conversation import Outcome
from evaluation.answers import HARDEST, MEDIAN, Asked, ask_all

DOMAIN = Path(__file__).parents[2] / "domain.yml"
NOT_ABOUT_ONE_MEDICINE = {"ask_find_drug", "ask_comparison"}


@pytest.fixture(scope="module")
def asked(assistant: Assistant) -> list[Asked]:
    return list(ask_all(assistant))


@pytest.fixture(scope="module")
def answered(asked: list[Asked]) -> list[Asked]:
    return [each for each in asked if each.is_answered]


def test_none_fails_or_is_held_back(asked: list[Asked]) -> None:
    assert [each.name for each in asked if each.answer.outcome is Outcome.ERROR] == []


def test_each_has_a_source_with_a_date(answered: list[Asked]) -> None:
    assert [each.name for each in answered if not each.answer.sources] == []
    assert all(source.date for each in answered for source in each.answer.sources)


def test_each_says_who_has_reviewed_it(answered: list[Asked]) -> None:
    assert [each.name for each in answered if each.answer.review_note is None] == []


def test_each_has_at_most_five_points_and_none_twice(asked: list[Asked]) -> None:
    for each in asked:
        for section in each.answer.sections:
            lines = (section.headline, *section.points, *section.get_help)
            assert len(section.points) <= 5, each.name
            assert len(set(lines)) == len(lines), each.name


def test_the_first_sentence_names_the_medicine(assistant: Assistant, asked: list[Asked]) -> None:
    for each in asked:
        identity = assistant.snapshot.medicines[each.medicine].identity
        assert identity is not None
        names = {
            identity.name.lower(),
            *(product.name.lower() for product in assistant.snapshot.medicines[each.medicine].products),
        }
        for section in each.answer.sections:
            if section.intent not in NOT_ABOUT_ONE_MEDICINE:
                assert any(name in section.headline.lower() for name in names), (each.name, section.headline)


def test_each_line_begins_with_a_capital(asked: list[Asked]) -> None:
    for each in asked:
        for section in each.answer.sections:
            for line in (section.headline, *section.points, *section.get_help):
                assert line == sentence(line), each.name


def test_no_placeholder_is_left(asked: list[Asked]) -> None:
    assert [each.name for each in asked if "{" in str([message.text for message in render(each.answer)])] == []


def test_a_question_without_an_answer_says_who_to_ask(asked: list[Asked]) -> None:
    for each in asked:
        if each.answer.outcome is Outcome.NO_FACT:
            assert any(section.points for section in each.answer.sections), each.name


def test_reading_grades_keep_their_limits(answered: list[Asked]) -> None:
    assert [(each.name, each.grade) for each in answered if each.grade > HARDEST] == []
    assert median(each.grade for each in answered) <= MEDIAN


def test_every_button_leads_somewhere(asked: list[Asked]) -> None:
    domain = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))
    for each in asked:
        for button in each.answer.buttons:
            assert button.intent in domain["intents"], button
            assert {name for name, _ in button.entities} <= {next(iter(entity)) for entity in domain["entities"]}, (
                button
            )


def test_follow_ups_are_few_and_never_the_topic_just_answered(answered: list[Asked]) -> None:
    for each in answered:
        if each.answer.question is None and each.topic != "find_drug":
            assert len(each.answer.buttons) <= 3, each.name
            assert each.topic not in {button.intent.removeprefix("ask_") for button in each.answer.buttons}, each.name


def test_a_region_shows_only_its_own_numbers(asked: list[Asked]) -> None:
    for each in asked:
        foreign = {"US": ("999", "NHS 111"), "UK": ("911", "1-800-222-1222")}[each.region]
        words = " ".join(line for section in each.answer.sections for line in section.get_help)
        assert not any(number in words for number in foreign), each.name
