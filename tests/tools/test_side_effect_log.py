"""The log of side effects: writing down, putting right, taking away, showing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from actions.memory import set_slots, waiting_task
from bot.assistant import Assistant
from bot.model.conversation import Answer, Mention, Outcome, Previous, Question, Reading
from bot.model.record import Agree, Keep, LogEntry, Record, Remove
from bot.model.safety import Verdict

NOON = datetime(2026, 11, 30, 18, tzinfo=timezone.utc)


class Diary:
    """A conversation whose record is kept as the store does."""

    def __init__(self, assistant: Assistant, *, agreed: bool = True) -> None:
        self._assistant = assistant
        self._slots: dict[str, Any] = {}
        self._pending = False
        self._intents: tuple[str, ...] = ()
        self.now = NOON
        self.record = Record(agreed_at=NOON if agreed else None)

    @property
    def entries(self) -> tuple[LogEntry, ...]:
        """What is in the log."""
        return self.record.of(LogEntry)

    def say(self, text: str, intent: str = "log_side_effect", *terms: str, **fields: Any) -> Answer:
        """Answer what is typed a minute later."""
        self.now += timedelta(minutes=fields.pop("after", 1))
        at = self.now.timestamp()
        question = Question(
            text=text,
            readings=(Reading(intent, 0.9),),
            terms=terms,
            task=waiting_task(self._slots.get("task"), at),
            pending=self._pending,
            previous=Previous(intents=self._intents),
            at=at,
            record=self.record,
            **{"verdict": Verdict(), **fields},
        )
        answer = self._assistant.answer(question)
        assert answer.outcome is not Outcome.ERROR
        self._slots.update(set_slots(answer, at))
        self._pending = answer.question is not None or answer.outcome is Outcome.ASKED
        self._intents = tuple(section.intent for section in answer.sections)
        for change in answer.changes:
            self._apply(change)
        return answer

    def press(self, answer: Answer, title: str) -> Answer:
        """Press a button of an answer."""
        button = next(each for each in answer.buttons if each.title == title)
        values = button.entities
        terms = [value for name, value in values if name == "term"]
        step = next((value for name, value in values if name == "step"), None)
        return self.say("", button.intent, *terms, requested_step=step)

    def _apply(self, change: Any) -> None:
        items = list(self.record.items)
        if isinstance(change, Agree):
            self.record = replace(self.record, agreed_at=change.at)
        elif isinstance(change, Remove):
            items.remove(change.item)
        elif isinstance(change, Keep) and change.item.id:
            items = [change.item if each.id == change.item.id else each for each in items]
        else:
            newest = max((each.id for each in items), default=0)
            items.append(change.item.copy(update={"id": newest + 1}))
        self.record = replace(self.record, items=tuple(items))


@pytest.fixture
def diary(assistant: Assistant) -> Diary:
    return Diary(assistant)


def said(answer: Answer) -> str:
    parts = [line for section in answer.sections for line in (section.headline, *section.points)]
    return "\n".join([*parts, answer.question or ""])


# --- writing down


def test_what_was_felt_is_written_down_and_said_back(diary: Diary) -> None:
    answer = diary.say("log that I felt dizzy after lunch, pretty bad", "log_side_effect", "dizziness")
    assert said(answer).startswith("It is in your log for 30 November, \u201cafter lunch\u201d: dizziness (moderate).")
    assert answer.question is None
    assert [entry.effect for entry in diary.entries] == ["dizziness"]


def test_how_bad_is_asked_once_and_the_entry_is_there_meanwhile(diary: Diary) -> None:
    answer = diary.say("log nausea", "log_side_effect", "nausea")
    assert answer.question == "How bad was it?"
    assert diary.entries[0].severity is None
    again = diary.say("pretty bad", "out_of_scope")
    assert "feeling sick (moderate)" in said(again)
    assert again.question is None
    assert [entry.severity_words for entry in diary.entries] == ["pretty bad"]


@pytest.mark.parametrize("title", ["Mild", "Moderate", "Severe"])
def test_how_bad_can_be_pressed(diary: Diary, title: str) -> None:
    diary.press(diary.say("log nausea", "log_side_effect", "nausea"), title)
    assert diary.entries[0].severity == title.lower()


@pytest.mark.parametrize("skips", ["skip", "not sure", "i don't know", "no"])
def test_how_bad_need_not_be_said(diary: Diary, skips: str) -> None:
    diary.say("log nausea", "log_side_effect", "nausea")
    assert "It stays in your log" in said(diary.say(skips, "deny"))
    assert diary.entries[0].severity is None


def test_a_number_is_said_back_as_a_number(diary: Diary) -> None:
    assert "headache (\u201c8/10\u201d)" in said(diary.say("log headache 8/10", "log_side_effect", "headache"))


def test_several_effects_are_several_entries(diary: Diary) -> None:
    answer = diary.say("log mild dizziness and awful nausea", "log_side_effect", "dizziness", "nausea")
    assert "dizziness (mild) and feeling sick (severe)" in said(answer)
    assert len(diary.entries) == 2


def test_a_bare_wish_asks_what_was_felt(diary: Diary) -> None:
    assert diary.say("log a side effect").outcome is Outcome.ASKED
    diary.say("my mouth is dry, a bit", "report_side_effect", "dry_mouth")
    assert [(entry.effect, entry.severity) for entry in diary.entries] == [("dry_mouth", "mild")]


def test_another_question_may_come_before_what_was_felt(diary: Diary) -> None:
    diary.say("log a side effect")
    answer = diary.say("can i drink on baclofen?", "ask_alcohol", mentions=(BACLOFEN,))
    assert "Go on with your side-effect log" in [button.title for button in answer.buttons]
    assert diary.press(answer, "Go on with your side-effect log").outcome is Outcome.ASKED
    diary.say("legs like rubber, awful", "out_of_scope")
    assert diary.entries[0].text == "legs like rubber, awful"


BACLOFEN = Mention("baclofen", "baclofen", "baclofen", known=True)


def test_what_is_known_of_the_effect_is_told_with_its_source(diary: Diary) -> None:
    answer = diary.say("log dizziness, mild", "log_side_effect", "dizziness", mentions=(BACLOFEN,))
    assert "Dizziness is a known and common side effect of baclofen." in said(answer)
    assert answer.sources
    assert answer.review_note


def test_an_effect_that_may_need_help_says_what_to_do(diary: Diary, snapshot: Any) -> None:
    rows = snapshot.medicines["baclofen"].side_effects
    serious = next(row.term for row in rows if row.level == "emergency" and not row.forms)
    answer = diary.say("log it: as I said", "log_side_effect", serious, mentions=(BACLOFEN,))
    assert "911" in said(answer)


@pytest.mark.parametrize(
    ("region", "where"), [("US", "fda.gov/medwatch"), ("UK", "Yellow Card scheme: yellowcard.mhra.gov.uk")]
)
def test_where_to_report_is_that_of_the_region(diary: Diary, region: str, where: str) -> None:
    assert where in said(diary.say("log nausea, mild", "log_side_effect", "nausea", region=region))


def test_where_no_place_to_report_is_known_none_is_named(diary: Diary) -> None:
    assert "report" not in said(diary.say("log nausea, mild", "log_side_effect", "nausea", region="NZ"))


def test_a_report_offers_to_write_it_down(diary: Diary) -> None:
    answer = diary.say("i feel dizzy", "report_side_effect", "dizziness", mentions=(BACLOFEN,))
    assert diary.entries == ()
    diary.press(answer, "Add it to my log")
    assert diary.entries[0].effect == "dizziness"


def test_the_button_is_no_correction_of_what_was_written_before(diary: Diary) -> None:
    diary.say("log dizziness, mild", "log_side_effect", "dizziness")
    diary.press(diary.say("dizzy again", "report_side_effect", "dizziness", mentions=(BACLOFEN,)), "Add it to my log")
    assert [entry.severity for entry in diary.entries] == ["mild", None]


def test_a_report_without_a_medicine_offers_it_too(diary: Diary) -> None:
    answer = diary.say("i feel dizzy", "report_side_effect", "dizziness")
    assert "Add it to my log" in [button.title for button in answer.buttons]


# --- consent


def test_nothing_is_kept_before_the_person_agreed(assistant: Assistant) -> None:
    diary = Diary(assistant, agreed=False)
    answer = diary.say("log nausea, mild", "log_side_effect", "nausea")
    assert answer.question == "May I keep what you ask me to keep?"
    assert diary.entries == ()
    diary.say("yes", "affirm")
    assert [(entry.effect, entry.severity) for entry in diary.entries] == [("nausea", "mild")]


def test_after_a_no_nothing_is_kept(assistant: Assistant) -> None:
    diary = Diary(assistant, agreed=False)
    diary.say("log nausea, mild", "log_side_effect", "nausea")
    diary.say("no", "deny")
    assert diary.entries == ()
    assert "Your log is empty" in said(diary.say("show my log", "show_log"))


def test_a_full_log_takes_no_more(diary: Diary) -> None:
    diary.say("log nausea, mild", "log_side_effect", "nausea")
    full = tuple(diary.entries[0].copy(update={"id": number}) for number in range(1, LogEntry.most + 1))
    diary.record = replace(diary.record, items=full)
    assert "can't keep any more" in said(diary.say("log headache, mild", "log_side_effect", "headache"))
    assert len(diary.entries) == LogEntry.most


# --- where help may be needed now


def test_beside_a_card_it_is_written_down_and_nothing_is_asked(diary: Diary) -> None:
    answer = diary.say("log: chest pain and I can't breathe", "emergency_symptoms", "chest_pain", verdict=None)
    assert answer.card is not None
    assert answer.question is None or answer.question == answer.card.question
    assert "chest pain" in said(answer)
    assert "report" not in said(answer)
    assert [entry.effect for entry in diary.entries] == ["chest_pain"]


def test_beside_a_card_consent_is_not_asked_for(assistant: Assistant) -> None:
    diary = Diary(assistant, agreed=False)
    answer = diary.say("log: chest pain and I can't breathe", "emergency_symptoms", "chest_pain", verdict=None)
    assert answer.card is not None
    assert "Get help first" in said(answer)
    assert "May I keep" not in said(answer)
    assert diary.entries == ()


def test_an_emergency_that_nobody_asked_to_log_is_not_logged(diary: Diary) -> None:
    answer = diary.say("chest pain and I can't breathe", "emergency_symptoms", "chest_pain", verdict=None)
    assert answer.card is not None
    assert diary.entries == ()


def test_an_emergency_in_the_middle_leaves_the_entry_and_the_question_waits(diary: Diary) -> None:
    diary.say("log nausea", "log_side_effect", "nausea")
    answer = diary.say("he can't breathe", "emergency_symptoms", verdict=None)
    assert answer.card is not None
    assert "How bad" not in said(answer)
    assert len(diary.entries) == 1


# --- putting right


@pytest.mark.parametrize(
    ("typed", "terms", "field", "value"),
    [
        ("no, yesterday", (), "day", "2026-11-29"),
        ("it was on saturday", (), "day", "2026-11-28"),
        ("change that to mild", (), "severity", "mild"),
        ("actually it was awful", (), "severity", "severe"),
        ("it was at 3pm", (), "time", "at 3pm"),
        ("no, I meant headache", ("headache",), "effect", "headache"),
        ("the dizziness was mild", ("dizziness",), "severity", "mild"),
    ],
)
def test_the_last_entry_is_put_right(diary: Diary, typed: str, terms: Any, field: str, value: str) -> None:
    diary.say("log dizziness after lunch, pretty bad", "log_side_effect", "dizziness")
    answer = diary.say(typed, "deny", *terms)
    assert "I changed your log" in said(answer)
    assert len(diary.entries) == 1
    assert str(getattr(diary.entries[0], field)) == value


@pytest.mark.parametrize(
    ("typed", "intent", "terms"),
    [
        ("can i drive tonight", "ask_driving", ()),
        ("headache", "report_side_effect", ("headache",)),
        ("what about alcohol yesterday", "ask_alcohol", ()),
        ("no nausea", "deny", ("nausea",)),
    ],
)
def test_what_says_more_puts_nothing_right(diary: Diary, typed: str, intent: str, terms: Any) -> None:
    diary.say("log dizziness, mild", "log_side_effect", "dizziness")
    before = diary.entries
    diary.say(typed, intent, *terms, remembered_medicine="baclofen")
    assert diary.entries == before


def test_a_new_entry_is_no_correction(diary: Diary) -> None:
    diary.say("log dizziness, mild", "log_side_effect", "dizziness")
    diary.say("log headache, awful", "log_side_effect", "headache")
    assert [entry.effect for entry in diary.entries] == ["dizziness", "headache"]


def test_what_was_written_long_ago_is_not_put_right_in_passing(diary: Diary) -> None:
    diary.say("log dizziness, mild", "log_side_effect", "dizziness")
    diary.say("no, yesterday", "deny", after=60)
    assert diary.entries[0].day.isoformat() == "2026-11-30"


# --- taking away


def fill(diary: Diary) -> None:
    diary.say("log dizziness on saturday, mild", "log_side_effect", "dizziness")
    diary.say("log headache yesterday, awful", "log_side_effect", "headache")
    diary.say("log nausea, mild", "log_side_effect", "nausea")


@pytest.mark.parametrize(
    ("typed", "terms", "left"),
    [
        ("delete that", (), ["dizziness", "headache"]),
        ("undo", (), ["dizziness", "headache"]),
        ("delete the last entry", (), ["dizziness", "headache"]),
        ("remove the headache from my log", ("headache",), ["dizziness", "nausea"]),
        ("delete the entry from saturday", (), ["headache", "nausea"]),
        ("delete the first entry", (), ["headache", "nausea"]),
    ],
)
def test_an_entry_is_taken_away(diary: Diary, typed: str, terms: Any, left: list[str]) -> None:
    fill(diary)
    assert "I took this out of your log" in said(diary.say(typed, "forget_me", *terms))
    assert [entry.effect for entry in diary.entries] == left


@pytest.mark.parametrize(
    ("typed", "terms"),
    [("remove the rash from my log", ("rash",)), ("delete the wobbly entry", ()), ("delete the entry from friday", ())],
)
def test_what_is_not_there_is_not_taken_away(diary: Diary, typed: str, terms: Any) -> None:
    fill(diary)
    assert "I don't find that in your log" in said(diary.say(typed, "forget_me", *terms))
    assert len(diary.entries) == 3


@pytest.mark.parametrize("typed", ["clear my log", "delete my log", "delete everything in my log", "wipe the log"])
def test_all_of_it_goes_only_after_a_yes(diary: Diary, typed: str) -> None:
    fill(diary)
    assert diary.say(typed, "forget_me").outcome is Outcome.ASKED
    assert "I kept your log" in said(diary.say("no", "deny"))
    assert len(diary.entries) == 3
    diary.say(typed, "forget_me")
    assert "Your log is empty now" in said(diary.say("yes", "affirm"))
    assert diary.entries == ()


# --- showing


def test_an_empty_log_says_what_to_do(diary: Diary) -> None:
    answer = diary.say("show my log", "show_log")
    assert "Your log is empty" in said(answer)
    assert "log that I felt dizzy" in said(answer)
    assert answer.documents == ()


def test_the_newest_is_shown_first_with_the_persons_words(diary: Diary) -> None:
    fill(diary)
    answer = diary.say("show my log", "show_log")
    lines = said(answer).splitlines()
    assert lines[1].startswith("30 November: \u25cf\u25cb\u25cb feeling sick, mild. You wrote")
    assert lines[2].startswith("29 November: \u25cf\u25cf\u25cf headache, severe.")
    assert answer.documents == ("log.pdf", "log.csv", "log.fhir.json")


def test_a_long_log_is_shown_some_at_a_time(diary: Diary) -> None:
    for number in range(12):
        diary.say(f"log nausea {number} days ago, mild", "log_side_effect", "nausea")
    first = diary.say("show my log", "show_log")
    second = diary.press(first, "Show more")
    third = diary.say("show more", "ask_more_detail")
    days = [line for answer in (first, second, third) for line in said(answer).splitlines() if "November: " in line]
    assert len(days) == len(set(days)) == 12
    assert "Show more" not in [button.title for button in third.buttons]
    assert "That is all of your log" in said(diary.say("more", "ask_more_detail"))


def test_what_is_said_of_one_effect(diary: Diary) -> None:
    fill(diary)
    answer = said(diary.say("how often did i log headaches", "show_log", "headache"))
    assert "headache" in answer
    assert "feeling sick" not in answer
    assert "nothing about this" in said(diary.say("show my rash entries", "show_log", "rash"))


def test_day_by_day_is_a_line_a_day_in_order(diary: Diary) -> None:
    fill(diary)
    diary.say("log dizziness, 8/10", "log_side_effect", "dizziness")
    lines = said(diary.say("chart of my log", "show_log")).splitlines()
    assert [line.partition(":")[0] for line in lines[1:4]] == ["28 November", "29 November", "30 November"]
    assert lines[3] == "30 November: \u25cf\u25cb\u25cb feeling sick, \u25cf\u25cf\u25cf dizziness."


@pytest.mark.parametrize(
    ("typed", "documents"),
    [
        ("export my log as csv", ("log.csv",)),
        ("my log for excel please", ("log.csv",)),
        ("my log as pdf", ("log.pdf",)),
        ("download my log", ("log.pdf", "log.csv", "log.fhir.json")),
    ],
)
def test_files_are_those_that_were_asked_for(diary: Diary, typed: str, documents: tuple[str, ...]) -> None:
    fill(diary)
    assert diary.say(typed, "export_my_data").documents == documents
