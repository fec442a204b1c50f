from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.readability import grade, longest_sentence, sentences
from bot.language.syllables import syllables


@pytest.mark.parametrize(
    ("words", "count"),
    [
        pytest.param("dose drug pills stopped makes rules eat the fits called weak ache comes mg 120 2.5", 1, id="one"),
        pytest.param("doctor tablet muscle table wanted doses changes someone careful every water spasm", 2, id="two"),
        pytest.param("seeing trying doubled safely statement diet needed boxes fluid react", 2, id="two-and-tricky"),
        pytest.param("medicine pharmacist hospital video serious suicide area usual follow-up", 3, id="three"),
        pytest.param("emergency diarrhea diarrhoea information interaction", 4, id="four"),
    ],
)
def test_syllables(words, count):
    counted = {word: syllables(word) for word in words.split()}

    assert counted == dict.fromkeys(counted, count)


@pytest.mark.parametrize(
    ("text", "words", "sentences_", "syllables_"),
    [
        pytest.param("Take it with food.", 4, 1, 4, id="short"),
        pytest.param("Do not drive. Ask your doctor first.", 7, 2, 8, id="two-sentences"),
        pytest.param("Keep it at 2.5 degrees.", 5, 1, 6, id="decimal-point-ends-nothing"),
        pytest.param("Ask Dr. Smith, e.g. today.", 5, 1, 7, id="abbreviations-end-nothing"),
        pytest.param("- Eat well\n- Sleep well", 4, 2, 4, id="bullets-end-sentences"),
        pytest.param("Eat well\nSleep well.", 4, 2, 4, id="lines-end-sentences"),
        pytest.param("Really?! (Yes.)", 2, 2, 3, id="several-marks"),
    ],
)
def test_grade_is_flesch_kincaid(text, words, sentences_, syllables_):
    assert len(sentences(text)) == sentences_
    assert grade(text) == pytest.approx(0.39 * words / sentences_ + 11.8 * syllables_ / words - 15.59)


@pytest.mark.parametrize(
    ("text", "familiar", "same_as"),
    [
        pytest.param("Baclofen helps.", {"baclofen"}, "Drug helps.", id="name"),
        pytest.param("BACLOFEN'S use.", {"baclofen"}, "Drug use.", id="capitals-and-possessive"),
        pytest.param("It is for seizures.", {"seizure"}, "It is for fits.", id="plural"),
        pytest.param("It is for a seizure.", {"seizures"}, "It is for a fit.", id="singular"),
        pytest.param(
            "It eases multiple sclerosis now.", {"multiple sclerosis"}, "It eases fits now.", id="phrase-is-one-word"
        ),
        pytest.param(
            "Blood pressure pills help.", {"blood", "blood pressure pills"}, "Pills help.", id="longest-phrase-first"
        ),
        pytest.param("It is multiple.", {"multiple sclerosis"}, "It is multiple.", id="part-of-a-phrase-is-not-it"),
        pytest.param("Opioids and allergies.", {"opioid", "allergy"}, "Drugs and fits.", id="ies-is-y"),
    ],
)
def test_a_familiar_name_counts_as_one_syllable(text, familiar, same_as):
    assert grade(text, familiar) == pytest.approx(grade(same_as))


def test_harder_texts_have_higher_grades():
    easy = "Do not stop it at once. Ask your doctor."
    medium = "People with kidney problems may need a lower dose, so tell the doctor."
    hard = "Abrupt discontinuation has resulted in hyperpyrexia, obtundation and exaggerated rebound spasticity."

    assert grade(easy) < 3 < grade(medium) < 8 < grade(hard)


def test_length_of_the_longest_sentence():
    assert longest_sentence("One two three. Four five.") == 3
    assert longest_sentence("") == 0


def test_no_words_have_no_grade():
    assert grade(" -- ") == 0


@given(st.text(max_size=200), st.sets(st.text(max_size=20), max_size=5))
def test_any_text_has_a_grade(text, familiar):
    assert isinstance(grade(text, familiar), float)


@given(st.text(max_size=40))
def test_every_word_has_a_syllable(word):
    assert syllables(word) >= 1
