"""What is taken out of a text before it is kept, and what stays."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.redaction import PLACEHOLDER, is_telling, redact


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        pytest.param("write to jo.b+x@mail.example.org", "write to [email]", id="e-mail"),
        pytest.param("jo (at) mail dot com", "[email]", id="e-mail in words"),
        pytest.param("see https://x.example/a?id=7 or www.b.example", "see [link] or [link]", id="links"),
        pytest.param("is goodrx.com any good", "is [link] any good", id="a link without www"),
        pytest.param("im @jo_b on insta", "im [handle] on insta", id="handle"),
        pytest.param("call +44 20 7946 0958 now", "call [number] now", id="telephone"),
        pytest.param("call (555) 010-9999 now", "call [number] now", id="telephone with brackets"),
        pytest.param("insurance QQ 12 34 56 C", "insurance QQ [number] C", id="number in groups"),
        pytest.param("order 123456 is late", "order [number] is late", id="long number"),
        pytest.param("my policy is QX1234567C", "my policy is [number]", id="letters and digits"),
        pytest.param("on 12/05/1984 and 2024-01-31", "on [date] and [date]", id="dates in digits"),
        pytest.param("since march 3rd, 2024", "since [date]", id="month and day"),
        pytest.param("on the 3rd of May", "on the [date]", id="day and month"),
        pytest.param("i was born in 1961", "i was born in [date]", id="year"),
        pytest.param("the one in LS1 4AP", "the one in [postcode]", id="UK postcode"),
        pytest.param("i live at k1a 0b1", "i live at [postcode]", id="Canadian postcode"),
        pytest.param("i live at D02 X285", "i live at [postcode]", id="Irish postcode"),
        pytest.param("zip 90210", "zip [number]", id="zip code"),
        pytest.param("12 old oak road please", "[address] please", id="address"),
        pytest.param("my name is zorp and i itch", "my name is [name] and i itch", id="my name is"),
        pytest.param("I'm Zorp Blenk, hello", "I'm [name], hello", id="I'm, with capitals"),
        pytest.param("im sarah hello", "im [name] hello", id="im, in lower case"),
        pytest.param("this is kowalczyk again", "this is [name] again", id="this is"),
        pytest.param("me llamo zorp y tomo", "me llamo [name] y tomo", id="in Spanish"),
        pytest.param("my son jack kowalski has it", "my son [name] has it", id="first and last name"),
        pytest.param("dr. patel told me to", "dr. [name] told me to", id="title"),
        pytest.param("ask Dr. J. R. Smith about it", "ask [name] about it", id="initials"),
        pytest.param("at St. Zorp they said", "at [name] they said", id="a point that ends no sentence"),
        pytest.param("John's pills", "[name] pills", id="first word"),
        pytest.param("mary-ann asked", "[name] asked", id="with a hyphen"),
        pytest.param("we flew to Springfield with Zorp", "we flew to [name] with [name]", id="capital in a sentence"),
        pytest.param("I HAVE NO IDEA WHAT KOWALCZYK SAID", "I HAVE NO IDEA WHAT [name] SAID", id="all in capitals"),
        pytest.param("болит Иван", "[name]", id="another alphabet"),
        pytest.param("so [Zorp] said", "so ([name]) said", id="square brackets"),
    ],
)
def test_what_may_say_who_it_is_is_taken_out(text: str, redacted: str) -> None:
    assert redact(text) == redacted


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("can i take 10 mg of baclofen and 1000mg tylenol", id="doses"),
        pytest.param("i take 2000 mg a day, 5-325", id="four digits"),
        pytest.param("half, so 1/2 tablet at 3:45pm", id="a half and a time"),
        pytest.param("it itches 24/7", id="always"),
        pytest.param("my blood pressure is 120/80", id="blood pressure"),
        pytest.param("vitamin b12 or b6 5mg", id="vitamins"),
        pytest.param("My GP said the ER. Is it OTC? I don't know", id="abbreviations and sentences"),
        pytest.param("dr said it may help my brain", id="words that are names"),
        pytest.param("I'm allergic and i'm 34", id="I'm, without a name"),
        pytest.param("it was Monday in March", id="a day of the week"),
        pytest.param("What Is The Dose Of It", id="a capital for every word"),
        pytest.param("what is the generic name for it", id="a name of something"),
    ],
)
def test_ordinary_words_stay(text: str) -> None:
    assert redact(text) == text


def test_medicines_that_were_found_stay_though_they_look_like_names() -> None:
    text = "is Yasmin ok with Jardiance XR, asks Jardan"
    assert redact(text, ["Yasmin", "Jardiance"]) == "is Yasmin ok with Jardiance XR, asks [name]"


def test_who_says_that_it_is_their_name_is_believed() -> None:
    assert redact("my name is Yasmin", ["Yasmin"]) == "my name is [name]"


PIECES = (
    "my name is|John|Smith|I'm|dr|baclofen|Kowalczyk|AND|[name]|[|]|@|a@b.co|12/05/1984|12|345|6-7|10 mg|May|.|?|may"
    "|https://x.y|LS1 4AP|\u0441\u0442\u043e|\u0663\u0664\u0665\u0666\u0667"
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES.split("|")), max_size=25).map(" ".join),
)


@given(TEXTS)
def test_whatever_it_is_nothing_long_in_digits_and_no_at_sign_is_left(text: str) -> None:
    redacted = redact(text)
    assert not re.search(r"\d{5}", redacted)
    assert "@" not in redacted
    assert "\n" not in redacted


@given(TEXTS, st.lists(st.text(max_size=8), max_size=3))
def test_doing_it_again_changes_nothing(text: str, known: list[str]) -> None:
    redacted = redact(text, known)
    assert redact(redacted, known) == redacted


@given(TEXTS)
def test_square_brackets_hold_only_placeholders(text: str) -> None:
    assert not re.search(r"[\[\]]", PLACEHOLDER.sub("", redact(text)))


@pytest.mark.parametrize(
    ("redacted", "telling"),
    [
        pytest.param("can [name] take it", True, id="a question"),
        pytest.param("[name]", False, id="only a name"),
        pytest.param("from [name] [name]", False, id="more taken out than left"),
        pytest.param("qwrtp", False, id="no word"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_what_says_nothing_any_more_is_not_worth_keeping(redacted: str, telling: bool) -> None:
    assert is_telling(redacted) is telling
