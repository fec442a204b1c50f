"""What the card says, in every region, at every level and in both languages."""

from __future__ import annotations

import re

import pytest

from bot.language.readability import grade
from bot.model.conversation import Card
from bot.model.safety import Finding, Level, Verdict
from bot.safety import card, contacts
from bot.safety.card import held_card, question_text, wording
from bot.safety.contacts import all_contacts
from bot.safety.rules import default_rules

REGIONS = [region.id for region in all_contacts()]
SITUATIONS = default_rules().situations
MOST_WORDS = 90
HARDEST = 6.0
LEVELS = [level for level in Level if level.shows_card]


def verdict(*found: tuple[str, Level], language: str = "en", signals: tuple[str, ...] = ()) -> Verdict:
    findings = tuple(Finding(situation, level, "test", 0, 1, "test") for situation, level in found)
    return Verdict(findings, signals, language=language)


def shown(*found: tuple[str, Level], region: str = "US", **fields: object) -> Card:
    made = card(verdict(*found, **fields), region)  # type: ignore[arg-type]
    assert made is not None
    return made


def words_of(made: Card) -> str:
    return "\n".join((*made.lines, made.question or ""))


EVERY_CARD = [
    pytest.param(situation.id, level, id=f"{situation.id}-{level.value}")
    for situation in SITUATIONS
    for level in sorted({rule.level for rule in situation.rules if rule.situation is None}, key=lambda each: each.rank)
]
"""Each situation at each level that one of its rules has."""
SITUATION_OF = {
    Level.EMERGENCY: "unresponsive",
    Level.URGENT: "confusion",
    Level.SAME_DAY: "stopped",
    Level.CRISIS: "self_harm",
}


def test_no_finding_no_card() -> None:
    assert card(Verdict(), "US") is None
    assert held_card(Verdict(), "US") is None


# --- the openings of the escalation notes, word for word
@pytest.mark.parametrize(
    ("situation", "level", "region", "opening"),
    [
        pytest.param(
            "unresponsive",
            Level.EMERGENCY,
            "US",
            "This may be an emergency. Call 911 now. Do not drive yourself. "
            "I'm a computer program and can't call for you.",
            id="emergency",
        ),
        pytest.param(
            "overdose",
            Level.URGENT,
            "UK",
            "Get help right now. Call NHS 111, even if you feel fine. Have the bottle with you.",
            id="urgent, poison",
        ),
        pytest.param(
            "confusion", Level.URGENT, "US", "Get help right now. Go to emergency care.", id="urgent, hospital"
        ),
        pytest.param(
            next(each.id for each in SITUATIONS if each.variant == "pump"),
            Level.URGENT,
            "US",
            "Get help right now. Go to emergency care, or call your pump team's 24-hour line now.",
            id="urgent, pump",
        ),
        pytest.param(
            "stopped",
            Level.SAME_DAY,
            "UK",
            "Please speak to your doctor, pump team or pharmacist, or call 111, today. If you can't reach anyone in "
            "the next few hours, go to urgent care or the emergency department. Don't wait if you get fever, "
            "stiffness, confusion or a seizure.",
            id="same day, UK",
        ),
        pytest.param(
            "stopped",
            Level.SAME_DAY,
            "US",
            "Please speak to your doctor, pump team or pharmacist today. If you can't reach anyone",
            id="same day, elsewhere",
        ),
    ],
)
def test_the_openings_are_those_of_the_notes(situation: str, level: Level, region: str, opening: str) -> None:
    assert " ".join(shown((situation, level), region=region).lines).startswith(opening)


# --- every card, in every region
@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize(("situation", "level"), EVERY_CARD)
def test_a_card_is_short_easy_to_read_and_complete(situation: str, level: Level, region: str) -> None:
    made = shown((situation, level), region=region)
    text = words_of(made)

    assert made.level is level
    assert "{" not in text
    assert contacts(region).emergency.say in text
    assert len(text.split()) <= MOST_WORDS, f"{len(text.split())} words:\n{text}"
    assert grade(text, [contacts(region).emergency.say]) <= HARDEST, text
    assert text.count("?") <= 1
    if level is not Level.SAME_DAY:
        assert "computer program and can't call for you" in text


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize(("situation", "level"), EVERY_CARD)
def test_only_the_regions_own_numbers_are_shown(situation: str, level: Level, region: str) -> None:
    own = " ".join(line.say for line in contacts(region).lines)
    for number in re.findall(r"[0-9][0-9 ()-]{2,}[0-9]", words_of(shown((situation, level), region=region))):
        assert number in own


NEVER = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(take|give|have) (your|the|a|another|an extra|your next) dose",
        r"\bskip\b",
        r"\bdouble\b",
        r"\bstop taking\b",
        r"[0-9]+ ?(mg|mcg|ml)\b",
        r"\bpromise\b",
        r"\bare(n't| not) (you )?suicidal",
        r"can't talk about that",
        r"\b(depress|bipolar|mental illness|attention)",
    )
]


@pytest.mark.parametrize("never", NEVER, ids=lambda pattern: pattern.pattern)
@pytest.mark.parametrize(("situation", "level"), EVERY_CARD)
def test_no_card_says_what_it_must_not(situation: str, level: Level, never: re.Pattern[str]) -> None:
    assert not never.search(words_of(shown((situation, level))))


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize(("situation", "level"), EVERY_CARD)
def test_a_card_raised_by_spanish_words_is_in_spanish_first(situation: str, level: Level, region: str) -> None:
    english = shown((situation, level), region=region)
    both = shown((situation, level), region=region, language="es")
    spanish = both.lines[: len(both.lines) - len(english.lines)]

    assert both.lines[len(spanish) :] == english.lines
    assert spanish
    assert len(" ".join(spanish).split()) <= MOST_WORDS
    assert "{" not in " ".join(spanish)
    assert contacts(region).emergency.said_in("es") in " ".join(spanish)
    assert not re.search(r"\b(call|open|day|text|the)\b", " ".join(spanish))
    assert (both.question or "¿")[0] == "¿"


# --- one card for what nobody can tell apart
def test_stopping_and_too_much_share_one_emergency_card() -> None:
    stopped, took = shown(("withdrawal", Level.EMERGENCY)), shown(("overdose", Level.EMERGENCY))

    assert (stopped.lines, stopped.question) == (took.lines, took.question)
    assert "Do not make anyone vomit" in words_of(stopped)


@pytest.mark.parametrize("other", [("stopped", Level.SAME_DAY), ("overdose", Level.URGENT)])
def test_so_do_they_beside_another_emergency(other: tuple[str, Level]) -> None:
    made = shown(("seizure", Level.EMERGENCY), other)

    assert any("can look alike" in line for line in made.lines)
    assert "Put nothing in their mouth" in words_of(made)


def test_situations_that_are_alike_are_known_ones() -> None:
    assert wording().alike.situations <= {situation.id for situation in SITUATIONS}


def test_every_variant_that_a_situation_asks_for_is_there() -> None:
    wanted = {situation.variant for situation in SITUATIONS} - {None}
    assert wanted <= set(wording().variants)


# --- several findings, one card
@pytest.mark.parametrize(
    ("found", "level", "says"),
    [
        pytest.param(
            [("unresponsive", Level.EMERGENCY), ("overdose", Level.URGENT)],
            Level.EMERGENCY,
            "Then call Poison Help on 1-800-222-1222",
            id="the poison line after the ambulance",
        ),
        pytest.param(
            [("self_harm", Level.CRISIS), ("overdose", Level.URGENT)], Level.CRISIS, "988", id="crisis before urgent"
        ),
        pytest.param(
            [("overdose", Level.URGENT), ("stopped", Level.SAME_DAY)],
            Level.URGENT,
            "even if you feel fine",
            id="urgent before same day",
        ),
        pytest.param(
            [("confusion", Level.URGENT), ("overdose", Level.URGENT)],
            Level.URGENT,
            "1-800-222-1222",
            id="the poison line beside the hospital",
        ),
        pytest.param(
            [("self_harm", Level.CRISIS), ("violence", Level.CRISIS)],
            Level.CRISIS,
            "Are you thinking about ending your life?",
            id="suicide before violence",
        ),
        pytest.param(
            [("violence", Level.CRISIS), ("self_harm", Level.CRISIS)],
            Level.CRISIS,
            "1-800-799-7233",
            id="with the line for violence",
        ),
        pytest.param(
            [("unresponsive", Level.EMERGENCY), ("violence", Level.CRISIS)],
            Level.EMERGENCY,
            "1-800-799-7233",
            id="violence and an emergency",
        ),
    ],
)
def test_a_card_merges_all_that_was_found(found: list[tuple[str, Level]], level: Level, says: str) -> None:
    made = shown(*found)

    assert made.level is level
    assert says in words_of(made)
    assert len(set(made.lines)) == len(made.lines)


def test_violence_in_an_emergency_gets_no_suicide_line() -> None:
    assert "988" not in words_of(shown(("unresponsive", Level.EMERGENCY), ("violence", Level.CRISIS)))


def test_taken_on_purpose_is_an_emergency_first_and_gets_the_crisis_line_second() -> None:
    text = words_of(shown(("overdose", Level.EMERGENCY), signals=("on_purpose",)))
    assert text.index("911") < text.index("988")


def test_no_sentence_stands_on_a_card_twice() -> None:
    made = shown(("overdose", Level.URGENT))
    assert words_of(made).count("Have the bottle with you.") == 1


# --- the crisis block
@pytest.mark.parametrize("region", REGIONS)
def test_the_crisis_card_has_all_that_it_must(region: str) -> None:
    made = shown(("self_harm", Level.CRISIS), region=region)
    text = words_of(made)

    assert made.lines[0].count(".") == 1  # acknowledged in one sentence
    assert contacts(region).crisis[0].say in text
    assert contacts(region).emergency.say in text
    assert "someone you trust, and a doctor" in text
    assert "Be with someone, and put medicines out of reach" in text
    assert "I'm here to talk" in text
    assert "safety plan" in text
    assert made.question == "Are you thinking about ending your life?"
    assert text.index(contacts(region).crisis[0].say) < text.index("If you have a plan")


@pytest.mark.parametrize("region", REGIONS)
def test_with_means_in_hand_the_emergency_number_comes_first(region: str) -> None:
    with_means = next(each.id for each in SITUATIONS if each.variant == "crisis_with_means")
    made = shown((with_means, Level.CRISIS), region=region)

    assert made.level is Level.CRISIS
    assert contacts(region).emergency.say in made.lines[0]
    assert contacts(region).crisis[0].say in words_of(made)
    assert "Be with someone right now, and put medicines out of reach" in words_of(made)


def test_means_outrank_what_else_was_said_of_a_crisis() -> None:
    with_means = next(each.id for each in SITUATIONS if each.variant == "crisis_with_means")
    made = shown(("self_harm", Level.CRISIS), ("violence", Level.CRISIS), (with_means, Level.CRISIS))
    assert "911" in made.lines[0]


def test_worry_about_another_is_not_asked_whether_they_want_to_die_themselves() -> None:
    made = shown(("self_harm_of_another", Level.CRISIS))
    assert made.question == "Are they safe right now?"


def test_violence_has_its_own_card() -> None:
    text = words_of(shown(("violence", Level.CRISIS)))
    assert "Are you safe right now?" in text
    assert "ending your life" not in text
    assert "988" not in text


# --- while a level is held
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize(("situation", "level"), EVERY_CARD)
def test_what_stays_is_short_and_a_denial_folds_it_to_one_line(
    situation: str, level: Level, region: str, language: str
) -> None:
    found = verdict((situation, level), language=language)
    stays, folds = held_card(found, region), held_card(found, region, denied=True)

    assert stays is not None
    assert folds is not None
    languages = 2 if language == "es" else 1
    assert len(folds.lines) == languages <= len(stays.lines) <= 2 * languages
    assert (stays.question, folds.question) == (None, None)
    assert "{" not in words_of(stays) + words_of(folds)
    if level is not Level.SAME_DAY:
        assert contacts(region).emergency.say in words_of(stays)
        assert contacts(region).emergency.say in words_of(folds)
    named = [contacts(region).emergency.say, "emergency care", "pharmacist"]  # no simpler word is there for them
    assert grade(folds.lines[-1], named) <= HARDEST


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_has_its_words(level: Level) -> None:
    assert level in wording().levels
    assert level in wording().folded
    assert words_of(shown((SITUATION_OF[level], level)))


@pytest.mark.parametrize("question", wording().questions)
def test_a_question_of_ours_is_one_plain_question_in_both_languages(question: str) -> None:
    for language in ("en", "es"):
        text = question_text(question, language)
        assert text.count("?") == 1
        assert text.endswith("?")
    assert not re.search(r"n't|\bnot\b", question_text(question))


def test_every_question_that_a_card_asks_is_there() -> None:
    wordings = [*wording().levels.values(), *(each for by in wording().variants.values() for each in by.values())]
    assert {each.question for each in wordings} - {None} <= set(wording().questions)


def test_irelands_poison_line_says_when_it_is_open_and_where_to_go_at_night() -> None:
    text = words_of(shown(("overdose", Level.URGENT), region="IE"))
    assert "8am to 10pm" in text
    assert "hospital" in text
    assert "999 or 112" in text
