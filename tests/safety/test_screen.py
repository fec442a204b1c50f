"""What the screen sees, what it lets pass, and what never changes its mind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.knowledge import Evidence
from bot.model.safety import Level
from bot.safety import ScreenContext, screen
from bot.safety.rules import Concept, Context, RedFlagRules, Rule, Signal, Situation, Words, default_rules
from bot.safety.screen import Screen

RULES = [(situation, rule) for situation in default_rules().situations for rule in situation.rules]
FIRING = [(rule.level, text) for _, rule in RULES for text in rule.fires]

# Written apart from the rules' own examples.
SEEN = [
    pytest.param(
        "dad took his pills an hour ago and he isnt waking up", Level.EMERGENCY, id="third person, no apostrophe"
    ),
    pytest.param("help hes not breathing", Level.EMERGENCY, id="terse"),
    pytest.param("CANT BREATH!!!", Level.EMERGENCY, id="capitals and a typo"),
    pytest.param("i c\u0430nt br\u0435athe", Level.EMERGENCY, id="letters of another alphabet"),
    pytest.param("my daugther is having a siezure", Level.EMERGENCY, id="two typos"),
    pytest.param("I'm not sure what to do, she can't breathe", Level.EMERGENCY, id="a not that means something else"),
    pytest.param("what do I do, he took too many", Level.URGENT, id="asking what to do is now"),
    pytest.param("i accidentally took my dose twice, feel fine", Level.URGENT, id="too much, and well"),
    pytest.param("gave my mum 3 tablets instead of 1", Level.URGENT, id="an amount instead of another"),
    pytest.param("took 3 extra tablets, feel ok", Level.URGENT, id="extra tablets"),
    pytest.param("took at 1 am 4 tablets instead of 2", Level.URGENT, id="another number stands before"),
    pytest.param("probably fine but ive had about 12 baclofen", Level.URGENT, id="many tablets, played down"),
    pytest.param("couldnt remember if i took it so i took another", Level.URGENT, id="took it again to be sure"),
    pytest.param("she drank too much of the baclofen liquid", Level.URGENT, id="too much liquid"),
    pytest.param("gave him 4 ml of the strong one instead of the weak one", Level.URGENT, id="the stronger liquid"),
    pytest.param("3 yr old stuck a tablet in his mouth", Level.URGENT, id="in a child's mouth"),
    pytest.param("my little girl swallowed one of them", Level.URGENT, id="a child, the medicine not named"),
    pytest.param("somebody put the oral liquid into her pump", Level.EMERGENCY, id="oral liquid in a pump"),
    pytest.param("she overdosed and is so sleepy", Level.EMERGENCY, id="too much, and sleepy"),
    pytest.param("the toddler got into my tablets", Level.URGENT, id="a child got into the pack"),
    pytest.param(
        "ran out of baclofen on friday, now burning up and seeing things", Level.EMERGENCY, id="ran out, danger signs"
    ),
    pytest.param(
        "care home hasnt given mum her baclofen for two days and shes gone stiff",
        Level.EMERGENCY,
        id="not given, stiff",
    ),
    pytest.param("without my baclofen since sunday, temp is 39", Level.EMERGENCY, id="without it, a temperature"),
    pytest.param("quit taking my baclofen two days ago", Level.SAME_DAY, id="stopped lately, well"),
    pytest.param("missed five doses in a row", Level.SAME_DAY, id="missed several"),
    pytest.param("cant keep my tablets down", Level.SAME_DAY, id="vomits the doses"),
    pytest.param("my sister has weak kidneys and is talking gibberish", Level.URGENT, id="confused, weak kidneys"),
    pytest.param("botox on monday and now i cant swallow", Level.EMERGENCY, id="swallowing after Botox"),
    pytest.param("dad has gone limp", Level.EMERGENCY, id="gone limp"),
    pytest.param("I've run out of my tablets", Level.SAME_DAY, id="ran out, well"),
    pytest.param("baclofen pump alarm wont stop", Level.URGENT, id="pump alarm"),
    pytest.param("i have the pump since 2018 and the alarm is going off", Level.URGENT, id="since a year is now"),
    pytest.param("it was 2000 mg instead of 20 that I took", Level.URGENT, id="an amount is no year"),
    pytest.param("my lips are swelling since i took it", Level.EMERGENCY, id="swelling of the lips"),
    pytest.param("i just want to end it all", Level.CRISIS, id="wants to die"),
    pytest.param("how much of this would kill me", Level.CRISIS, id="asks for an amount to die of"),
    pytest.param("been thinking of taking all my baclofen", Level.CRISIS, id="names the medicine"),
    pytest.param("if i took the whole bottle would i feel anything", Level.CRISIS, id="asks what it would feel like"),
    pytest.param("there is no point in living", Level.CRISIS, id="no point in living"),
    pytest.param("my partner beats me", Level.CRISIS, id="violence"),
    pytest.param("i swallowed the whole bottle on purpose", Level.EMERGENCY, id="already taken on purpose"),
    pytest.param(
        "Hello, I have had MS for nine years. I take 10 mg. My doctor is kind. I like walks. The weather is fine. "
        "I have a dog. We live in Leeds. My wife cooks. Today she found me and I can't breathe properly.",
        Level.EMERGENCY,
        id="in the ninth sentence",
    ),
]
QUIET = [
    pytest.param("can baclofen cause seizures?", id="asks about an effect"),
    pytest.param("what happens if someone takes too many", id="hypothetical"),
    pytest.param("I had a seizure in 2010", id="a year long past"),
    pytest.param("these spasms are killing me", id="figure of speech"),
    pytest.param("no trouble with side effects so far", id="no trouble"),
    pytest.param("is it safe with my seizure medicine", id="the name of a medicine group"),
    pytest.param("signs of an overdose", id="asks for signs"),
    pytest.param("the leaflet says seizures and trouble breathing, is that common", id="quotes the leaflet"),
    pytest.param("metoprolol 50 mg od", id="od means once a day"),
    pytest.param("had too much to drink last night, can i take it", id="too much to drink"),
    pytest.param("my pharmacy put an owing slip in the bag", id="a word one letter from a red flag"),
    pytest.param("i stopped, should i take fewer tablets", id="fewer is not fever"),
    pytest.param("on dantrolene, my eyes and skin are not yellow", id="a not inside"),
    pytest.param("grandad is muddled in the usual way, he has had dementia for years", id="the usual state"),
    pytest.param("i take it twice a day as prescribed", id="twice a day"),
    pytest.param("took 40 mg instead of 20 because my doctor raised it", id="the doctor raised it"),
    pytest.param("i cut myself a slice of cake", id="cut myself a slice"),
    pytest.param("the insulin pump alarm is loud", id="another pump"),
    pytest.param("left my tablets in the car", id="left somewhere"),
    pytest.param("i'm confused about when to take it", id="confused about a rule"),
    pytest.param("i stopped baclofen four years ago", id="stopped long ago"),
    pytest.param("i took 10 mg of baclofen", id="an ordinary amount"),
    pytest.param("does baclofen make you sleepy", id="ordinary question"),
    pytest.param("how do I stop taking baclofen", id="asks how to stop"),
]


@pytest.mark.parametrize(("text", "level"), SEEN)
def test_red_flags_are_seen(text: str, level: Level) -> None:
    assert screen(text).level is level


@pytest.mark.parametrize("text", QUIET)
def test_ordinary_questions_are_let_through(text: str) -> None:
    verdict = screen(text)
    assert not verdict.level.shows_card, verdict.findings


@pytest.mark.parametrize(
    ("situation", "rule"), [pytest.param(situation, rule, id=rule.id) for situation, rule in RULES]
)
def test_rule_does_what_its_examples_say(situation, rule) -> None:
    for text in rule.fires:
        assert screen(text).level.rank <= rule.level.rank, text
    for text in rule.quiet:
        assert rule.id not in [finding.rule for finding in screen(text).findings], text


def test_every_rule_has_examples_of_both_kinds() -> None:
    assert not [rule.id for _, rule in RULES if len(rule.fires) < 1 or len(rule.quiet) < 1]


MINIMISERS = [
    "it's probably nothing but ",
    "my friend says it's fine. ",
    "not to worry anyone, ",
    "sorry to bother you, i'm sure it's ok, ",
    "don't panic. ",
]
FILLERS = st.sampled_from(["", "hi ", "hello there. ", "ok so um, ", "\n\n", "😟 ", "please ", "!!! "])
ENDINGS = st.sampled_from(["", ".", "!!!", " 😢", " please help", "\n", " thanks", " ??"])


@pytest.mark.parametrize("minimiser", MINIMISERS)
def test_words_that_play_it_down_never_lower_a_level(minimiser: str) -> None:
    for _, text in FIRING:
        assert screen(minimiser + text).level.rank <= screen(text).level.rank, text


@given(st.sampled_from(FIRING), FILLERS, ENDINGS, st.booleans())
def test_case_and_filler_never_change_a_level(example, filler: str, ending: str, shout: bool) -> None:
    _, text = example
    said = filler + (text.upper() if shout else text) + ending
    assert screen(said).level.rank <= screen(text).level.rank


@given(st.sampled_from(FIRING), st.integers(min_value=0, max_value=200))
def test_invisible_characters_change_nothing(example, position: int) -> None:
    _, text = example
    place = position % (len(text) + 1)
    assert screen(text[:place] + "\u200b" + text[place:]).level is screen(text).level


@given(st.text(max_size=400))
def test_any_text_gets_a_verdict_and_the_same_one_again(text: str) -> None:
    assert screen(text) == screen(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("I took " + "9" * 10_000, id="more digits than Python makes a number of"),
        pytest.param("in 2000 mcg " * 1_000, id="years that are amounts"),
    ],
)
def test_a_text_made_to_break_it_gets_a_verdict(text: str) -> None:
    assert screen(text) == screen(text)


@pytest.mark.parametrize(("_level", "text"), FIRING)
def test_evidence_lies_within_what_was_typed(_level: Level, text: str) -> None:
    for finding in screen(text).findings:
        assert 0 <= finding.start < finding.end <= len(text)


def test_an_earlier_message_completes_a_later_one() -> None:
    earlier = screen("I ran out of baclofen yesterday")
    later = "now I have a fever and I'm stiff"
    assert screen(later).level is Level.NONE
    assert screen(later, ScreenContext(frozenset(earlier.signals))).level is Level.EMERGENCY


def test_an_earlier_message_alone_raises_nothing() -> None:
    assert screen("thanks", ScreenContext(frozenset({"stopped_medicine", "withdrawal_danger"}))).level is Level.NONE


@pytest.mark.parametrize(
    ("text", "level"),
    [
        pytest.param("he is unresponsive", Level.EMERGENCY, id="said of a person"),
        pytest.param("my laptop is unresponsive", Level.NONE, id="said of a machine"),
        pytest.param("The laptop is on. He is unresponsive.", Level.EMERGENCY, id="the machine in another sentence"),
    ],
)
def test_a_signal_is_undone_by_what_else_its_sentence_speaks_of(text: str, level: Level) -> None:
    rule = Rule(id="r", level=Level.EMERGENCY, all=("s",), fires=("unresponsive",), quiet=())
    rules = RedFlagRules(
        words=Words(same={}, fillers=()),
        context=Context(boundaries=(), subjects=(), masks=(), cues=()),
        concepts=(Concept(id="asleep", phrases=("unresponsive",)), Concept(id="machine", phrases=("laptop",))),
        signals=(Signal(id="s", sequences=(("asleep",),), unless=("machine",)),),
        situations=(
            Situation(id="x", number=1, title="x", advice=(), evidence=Evidence.REGULATOR, citations=(), rules=(rule,)),
        ),
    )
    assert Screen(rules).screen(text).level is level
