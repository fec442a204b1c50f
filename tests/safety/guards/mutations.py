"""The table of mutations: each breaks real content or a real composer in one way, and names the guards that fire."""

from __future__ import annotations

from dataclasses import replace

from bot.model.conversation import Mention, SourceLine
from bot.model.safety import Level
from bot.safety.guards import Guard
from tests.safety.guards.breaking import (
    Asked,
    Break,
    Mutation,
    adds_button,
    adds_point,
    asks,
    first_section,
    on_card,
    says_instead,
)

DOSAGE = Asked("ask_dosage", "dantrolene")
LIQUID = Asked("ask_dosage", form="liquid", strength="5 mg/mL", said="how many ml is 10 mg")
COMPARISON = Asked("ask_comparison")
MAXIMUM = Asked("ask_max_dose")
STOPPING = Asked("ask_stopping")
OVERDOSE = Asked("ask_overdose")
CHILDREN = Asked("ask_children")
INTERACTIONS = Asked("ask_interactions")
MISSED = Asked("ask_missed_dose")
PUMP = Asked("pump_problem", form="pump")
ALCOHOL_IN_EMERGENCY = Asked("ask_alcohol", level=Level.EMERGENCY)
UNLISTED = Asked("ask_interactions", others=(Mention("vitamin b12", "vitamin b 12", "vitamin b 12"),))


def composer(name: str, fires: set[Guard], asked: Asked, breaks: Break) -> Mutation:
    return Mutation(name, frozenset(fires), asked, breaks=breaks)


def content(name: str, guard: Guard, asked: Asked, fact_id: str, sentence: str) -> Mutation:
    return Mutation(name, frozenset({guard}), asked, fact_id=fact_id, sentence=sentence)


NUMBER, CLAIM = Guard.UNSOURCED_NUMBER, Guard.UNSOURCED_CLAIM

OF_NUMBERS = (
    composer("another number in a schedule", {NUMBER}, DOSAGE, says_instead("for 7 days", "for 9 days")),
    composer("a number of days as a dose", {NUMBER}, DOSAGE, says_instead("with 25 mg", "with 7 mg")),
    composer("another unit", {NUMBER, CLAIM}, DOSAGE, says_instead("at most 400 mg", "at most 400 g")),
    composer("in words", {NUMBER, CLAIM}, DOSAGE, says_instead("at most 400 mg", "at most four hundred and one mg")),
    composer("a half more", {NUMBER, CLAIM}, DOSAGE, says_instead("with 25 mg", "with 25 and a half mg")),
    composer("a sign for a half", {NUMBER, CLAIM}, DOSAGE, says_instead("with 25 mg", "with 25\u00bd mg")),
    composer("digits of another script", {NUMBER}, DOSAGE, says_instead("with 25 mg", "with \u0667\u0665 mg")),
    composer("full-width digits", {NUMBER}, DOSAGE, says_instead("with 25 mg", "with \uff17\uff15 mg")),
    composer("glued to its unit", {NUMBER}, DOSAGE, says_instead("with 25 mg", "with 75mg")),
    composer("split by a sign that nobody sees", {NUMBER}, DOSAGE, says_instead("with 25 mg", "with 2\u200b75 mg")),
    composer("a thousand for one", {NUMBER}, DOSAGE, says_instead("at most 400 mg", "at most 400,000 mg")),
    composer("a wrong conversion", {NUMBER}, LIQUID, says_instead("is 2 mL", "is 4 mL")),
    composer("on a button", {NUMBER}, MAXIMUM, adds_button("Take 85 mg")),
    composer("in a question asked back", {NUMBER, CLAIM}, MAXIMUM, asks("Is it 85 mg?")),
    composer("in the cell of a table", {NUMBER, CLAIM}, COMPARISON, says_instead("3 or 4 times", "5 or 6 times")),
    composer("in the label of a column", {NUMBER, CLAIM}, COMPARISON, says_instead("Baclofen by mouth", "85 mg of it")),
    composer("in a point of get help", {NUMBER, CLAIM}, STOPPING, says_instead("911", "913")),
    composer("the number of another region", {NUMBER, CLAIM}, STOPPING, says_instead("911", "999")),
    composer("a phone number as a dose", {NUMBER, CLAIM}, MAXIMUM, adds_point("Some take 911 tablets.")),
    composer("a section number as a dose", {NUMBER, CLAIM}, MAXIMUM, adds_point("Some take 5.1 mg.")),
    composer(
        "a year as a dose", {NUMBER, CLAIM}, Asked("ask_overview", product="lyvispah"), adds_point("Take 2025 mg.")
    ),
    composer(
        "the person's number, not marked as an echo",
        {NUMBER, CLAIM},
        replace(MAXIMUM, said="can i take 95 mg"),
        adds_point("Some take 95 mg."),
    ),
    composer(
        "marked as an echo, and nobody said it",
        {NUMBER, CLAIM},
        MAXIMUM,
        first_section(lambda section: replace(section, points=("You said 95 mg.",), echoes=("95 mg",))),
    ),
    composer("a name's number by itself", {NUMBER, CLAIM}, UNLISTED, adds_point("Some take 12 a day.")),
    composer("a number of another section", {NUMBER, CLAIM}, STOPPING, says_instead("1 to 2 weeks", "5 to 20 weeks")),
)

OF_CLAIMS = (
    composer("no source at all", {CLAIM}, STOPPING, lambda answer: replace(answer, sources=())),
    composer("one source dropped", {CLAIM}, STOPPING, lambda answer: replace(answer, sources=answer.sources[1:])),
    composer(
        "a source that is not known",
        {CLAIM},
        STOPPING,
        lambda answer: replace(answer, sources=(SourceLine("A friend", "What they said", "unknown", "unknown"),)),
    ),
    composer("a sentence of no content", {CLAIM}, STOPPING, adds_point("Baclofen mends the spinal cord.")),
    composer("a word changed", {CLAIM}, STOPPING, says_instead("must be lowered slowly", "must be lowered quickly")),
    composer("a 'not' lost", {CLAIM, Guard.DOSE_ADVICE}, MISSED, says_instead("Do not take 2", "Take 2")),
    composer(
        "a composer that forgets what it states",
        {CLAIM},
        Asked("ask_pregnancy"),
        first_section(lambda section: replace(section, fact_ids=section.fact_ids[3:])),
    ),
    composer(
        "a claim in the place of a name",
        {CLAIM},
        INTERACTIONS,
        adds_point("Baclofen mixes badly with: nothing harmful."),
    ),
    composer("a claim in a question", {CLAIM}, STOPPING, asks("Did you know that it cures spasms?")),
)

OF_AMOUNTS = (
    content(
        "millilitres in the content",
        Guard.BARE_MILLILITRES,
        Asked("ask_how_to_take", form="liquid"),
        "baclofen/how-to-take-liquid",
        "A usual amount is 5 mL.",
    ),
    content(
        "spoons in the content",
        Guard.BARE_MILLILITRES,
        Asked("ask_how_to_take", form="liquid"),
        "baclofen/how-to-take-liquid",
        "A usual amount is two teaspoons.",
    ),
    content(
        "millilitres in words",
        Guard.BARE_MILLILITRES,
        Asked("ask_how_to_take", form="liquid"),
        "baclofen/how-to-take-liquid",
        "That is half a millilitre.",
    ),
    composer("a conversion without the strength", {Guard.BARE_MILLILITRES}, LIQUID, says_instead(" at 5 mg/mL", "")),
    content(
        "micrograms a day",
        Guard.PUMP_DOSE,
        PUMP,
        "baclofen/baclofen-pump-lead",
        "Most people get 300 micrograms a day.",
    ),
    content("mcg", Guard.PUMP_DOSE, Asked("ask_overview"), "baclofen/overview-lead", "It can be 90 mcg."),
    content("milligrams by pump", Guard.PUMP_DOSE, PUMP, "baclofen/baclofen-pump-lead", "The pump gives 0.3 mg a day."),
    content("by weight", Guard.CHILD_DOSE, DOSAGE, "dantrolene/dosage-lead", "It is 0.5 mg/kg each time."),
    content("per kilo in words", Guard.CHILD_DOSE, DOSAGE, "dantrolene/dosage-lead", "It is two milligrams per kilo."),
    content("a dose for a child", Guard.CHILD_DOSE, MAXIMUM, "baclofen/max-dose-lead-us", "For a child it is 10 mg."),
    content("a dose by age", Guard.CHILD_DOSE, MAXIMUM, "baclofen/max-dose-lead-us", "At 8 years old it is 40 mg."),
    content(
        "tablets for a toddler", Guard.CHILD_DOSE, MAXIMUM, "baclofen/max-dose-lead-us", "A toddler gets half a tablet."
    ),
    content(
        "a dose in an answer on children",
        Guard.CHILD_DOSE,
        CHILDREN,
        "baclofen/baclofen-children-us",
        "The most is 40 mg.",
    ),
    content(
        "a step each week",
        Guard.TAPER,
        STOPPING,
        "baclofen/baclofen-stopping-never-suddenly-us",
        "Doctors reduce it by 5 mg every week.",
    ),
    content(
        "in words and days",
        Guard.TAPER,
        STOPPING,
        "baclofen/baclofen-stopping-never-suddenly-us",
        "It is lowered by five milligrams every three days.",
    ),
    content(
        "by a share",
        Guard.TAPER,
        STOPPING,
        "baclofen/baclofen-stopping-never-suddenly-us",
        "The dose is cut by a quarter each week.",
    ),
    content(
        "down to an amount",
        Guard.TAPER,
        STOPPING,
        "baclofen/baclofen-stopping-never-suddenly-us",
        "The dose then drops to 10 mg.",
    ),
    content(
        "a tablet less",
        Guard.TAPER,
        STOPPING,
        "baclofen/baclofen-stopping-never-suddenly-us",
        "It is one tablet less every other day.",
    ),
    content(
        "what can kill", Guard.TOXIC_AMOUNT, OVERDOSE, "baclofen/baclofen-overdose-signs", "More than 150 mg can kill."
    ),
    content("a lethal dose", Guard.TOXIC_AMOUNT, MAXIMUM, "baclofen/max-dose-lead-us", "The lethal dose is 2 grams."),
    content(
        "a count of tablets",
        Guard.TOXIC_AMOUNT,
        OVERDOSE,
        "baclofen/baclofen-overdose-signs",
        "Twenty tablets are too much.",
    ),
    content(
        "an overdose of so much",
        Guard.TOXIC_AMOUNT,
        OVERDOSE,
        "baclofen/baclofen-overdose-signs",
        "People got well after an overdose of 200 mg.",
    ),
)

_PAIR = "baclofen/baclofen-interactions-us"
OF_ADVICE = (
    content("stop another medicine", Guard.STOPS_MEDICINE, INTERACTIONS, _PAIR, "Stop taking your other medicine."),
    content("stop it first", Guard.STOPS_MEDICINE, INTERACTIONS, _PAIR, "If you take an opioid, stop it first."),
    content("you can stop", Guard.STOPS_MEDICINE, INTERACTIONS, _PAIR, "You can stop the sleeping pill."),
    content("come off", Guard.STOPS_MEDICINE, INTERACTIONS, _PAIR, "Ask your doctor and come off the other one."),
    content("consider stopping", Guard.STOPS_MEDICINE, INTERACTIONS, _PAIR, "Consider stopping one of the two."),
    content("leave out", Guard.STOPS_MEDICINE, INTERACTIONS, _PAIR, "It is best to leave out the gabapentin."),
    content("do not wait, stop", Guard.STOPS_MEDICINE, INTERACTIONS, _PAIR, "Do not wait, stop it now."),
    content(
        "skip a dose", Guard.DOSE_ADVICE, MISSED, "baclofen/missed-dose-never-two", "If you feel sleepy, skip a dose."
    ),
    content(
        "double the next",
        Guard.DOSE_ADVICE,
        MISSED,
        "baclofen/missed-dose-never-two",
        "If the next dose is due, double it.",
    ),
    content("take two", Guard.DOSE_ADVICE, MISSED, "baclofen/missed-dose-never-two", "Then take two doses together."),
    content(
        "take an extra one",
        Guard.DOSE_ADVICE,
        MISSED,
        "baclofen/missed-dose-never-two",
        "You can take an extra tablet.",
    ),
    content(
        "raise the dose",
        Guard.DOSE_ADVICE,
        MAXIMUM,
        "baclofen/max-dose-lead-us",
        "If it does not help, raise your dose.",
    ),
    content(
        "take it in an emergency",
        Guard.EMERGENCY_ADVICE,
        ALCOHOL_IN_EMERGENCY,
        "baclofen/baclofen-alcohol-lead",
        "Take your dose now.",
    ),
    content(
        "give it in an emergency",
        Guard.EMERGENCY_ADVICE,
        ALCOHOL_IN_EMERGENCY,
        "baclofen/baclofen-alcohol-lead",
        "Give them a dose of baclofen.",
    ),
    content(
        "it is fine to take in an emergency",
        Guard.EMERGENCY_ADVICE,
        ALCOHOL_IN_EMERGENCY,
        "baclofen/baclofen-alcohol-lead",
        "It is right to take it while you wait.",
    ),
    content("no interaction", Guard.ALL_CLEAR, INTERACTIONS, _PAIR, "There is no interaction with vitamins."),
    content(
        "no known interactions", Guard.ALL_CLEAR, INTERACTIONS, _PAIR, "Antacids have no known interactions with it."
    ),
    content("does not interact", Guard.ALL_CLEAR, INTERACTIONS, _PAIR, "It does not interact with aspirin."),
    content("safe together", Guard.ALL_CLEAR, INTERACTIONS, _PAIR, "The two are safe together."),
    content("you can take both", Guard.ALL_CLEAR, INTERACTIONS, _PAIR, "You can take them together."),
    content(
        "nothing to worry about", Guard.ALL_CLEAR, INTERACTIONS, _PAIR, "With vitamins there is nothing to worry about."
    ),
)

OF_THE_CARD = (
    composer("no card", {Guard.MISSING_CARD}, STOPPING, lambda answer: replace(answer, card=None)),
    composer(
        "too mild a card",
        {Guard.MISSING_CARD},
        ALCOHOL_IN_EMERGENCY,
        lambda answer: replace(answer, card=answer.card and replace(answer.card, level=Level.SAME_DAY)),
    ),
    composer(
        "a card without the number to call",
        {Guard.MISSING_CARD},
        ALCOHOL_IN_EMERGENCY,
        on_card(lambda lines: tuple(line.replace("911", "help") for line in lines)),
    ),
    composer(
        "the number to call too far down",
        {Guard.MISSING_CARD},
        ALCOHOL_IN_EMERGENCY,
        on_card(lambda lines: tuple(sorted(lines, key=lambda line: "911" in line))),
    ),
    composer(
        "a number of another region on the card",
        {Guard.UNSAFE_CARD},
        ALCOHOL_IN_EMERGENCY,
        on_card(lambda lines: (*lines, "You can also call 999.")),
    ),
    composer("a dose on the card", {Guard.UNSAFE_CARD}, STOPPING, on_card(lambda lines: (*lines, "Most take 20 mg."))),
    composer("skip on the card", {Guard.UNSAFE_CARD}, STOPPING, on_card(lambda lines: (*lines, "Skip the next dose."))),
    composer("take on the card", {Guard.UNSAFE_CARD}, STOPPING, on_card(lambda lines: (*lines, "Take your dose now."))),
    composer("stop on the card", {Guard.UNSAFE_CARD}, STOPPING, on_card(lambda lines: (*lines, "Stop taking it."))),
)

MUTATIONS = (*OF_NUMBERS, *OF_CLAIMS, *OF_AMOUNTS, *OF_ADVICE, *OF_THE_CARD)
