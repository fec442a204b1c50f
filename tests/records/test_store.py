"""What is kept of persons: each sees their own, nothing is kept unasked, and what is forgotten is gone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import inspect
from sqlalchemy.engine import Engine

from bot.knowledge import engine_for
from bot.model.record import ITEMS, Agree, DoctorQuestion, Forget, Keep, Profile, Record, Remove, SetProfile
from bot.records import NotAgreedError, Records, TooManyError
from bot.records.tables import metadata

NOW = datetime(2026, 11, 30, 21, 5, tzinfo=timezone.utc)
PROFILE = Profile(age_band="older", pregnant=False, conditions=("epilepsy",), medicines=("gabapentin",), form="liquid")


def asked(text: str, number: int = 0) -> DoctorQuestion:
    return DoctorQuestion(id=number, at=NOW, text=text)


def test_what_is_kept_comes_back_as_it_was(records: Records) -> None:
    records.change("ann", [Agree(NOW), SetProfile(PROFILE), Keep(asked("May I drive?"))], NOW)

    record = records.of("ann")

    assert (record.agreed_at, record.profile) == (NOW, PROFILE)
    assert [(item.text, item.at) for item in record.of(DoctorQuestion)] == [("May I drive?", NOW)]


def test_two_people_never_see_or_change_each_others_data(records: Records) -> None:
    records.change("ann", [Agree(NOW), Keep(asked("Ann's"))], NOW)
    (anns,) = records.of("ann").items
    records.change("bob", [Agree(NOW), Remove(anns), Keep(asked("Bob's over Ann's", anns.id))], NOW)

    assert [item.text for item in records.of("ann").of(DoctorQuestion)] == ["Ann's"]
    assert records.of("bob").items == ()
    assert records.of("") == records.of("an") == Record()


@pytest.mark.parametrize("change", [Keep(asked("May I drive?")), SetProfile(PROFILE)], ids=["item", "profile"])
def test_nothing_is_kept_of_somebody_who_did_not_agree(records: Records, change: Keep | SetProfile) -> None:
    with pytest.raises(NotAgreedError):
        records.change("ann", [change], NOW)

    assert records.of("ann") == Record()


def test_changes_are_written_whole_or_not_at_all(records: Records) -> None:
    many = [Keep(asked(str(number))) for number in range(DoctorQuestion.most + 1)]

    with pytest.raises(TooManyError):
        records.change("ann", [Agree(NOW), *many], NOW)

    assert records.of("ann") == Record()


def test_a_bound_is_for_each_person(records: Records) -> None:
    for person in ("ann", "bob"):
        full = [Keep(asked(str(number))) for number in range(DoctorQuestion.most)]
        records.change(person, [Agree(NOW), *full], NOW)

    assert len(records.of("bob").items) == DoctorQuestion.most


def test_an_item_is_replaced_and_removed(records: Records) -> None:
    records.change("ann", [Agree(NOW), Keep(asked("one")), Keep(asked("two"))], NOW)
    one, two = records.of("ann").items

    records.change("ann", [Keep(asked("changed", one.id)), Remove(two)], NOW)

    assert [(item.id, item.text) for item in records.of("ann").of(DoctorQuestion)] == [(one.id, "changed")]


def test_forgetting_leaves_no_row_and_a_number_is_never_given_twice(records: Records, engine: Engine) -> None:
    records.change("ann", [Agree(NOW), SetProfile(PROFILE), Keep(asked("May I drive?"))], NOW)
    (before,) = records.of("ann").items

    records.change("ann", [Forget()], NOW)

    with engine.connect() as connection:
        assert all(connection.execute(table.select()).all() == [] for table in metadata.sorted_tables)
    records.change("ann", [Agree(NOW), Keep(asked("again"))], NOW)
    assert records.of("ann").items[0].id > before.id


def test_forgotten_words_are_in_no_file(tmp_path: Path) -> None:
    records = Records(engine_for(f"sqlite:///{tmp_path / 'people.db'}"))
    word = "zanzibarrhoea"
    records.change("ann", [Agree(NOW), *(Keep(asked(f"{word} {number}")) for number in range(40))], NOW)
    assert any(word.encode() in path.read_bytes() for path in tmp_path.iterdir())

    records.forget("ann")

    assert not any(word.encode() in path.read_bytes() for path in tmp_path.iterdir())


def test_who_was_not_here_for_long_is_purged(records: Records) -> None:
    records.change("ann", [Agree(NOW), Keep(asked("old"))], NOW - timedelta(days=400))
    records.change("bob", [Agree(NOW), Keep(asked("new"))], NOW)

    assert records.purge(NOW - timedelta(days=365)) == 1
    assert records.of("ann") == Record()
    assert records.of("bob").items


def test_many_at_once_lose_nothing(records: Records) -> None:
    records.change("ann", [Agree(NOW)], NOW)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: records.change("ann", [Keep(asked(str(number)))], NOW), range(20)))

    assert sorted(int(item.text) for item in records.of("ann").of(DoctorQuestion)) == list(range(20))


def test_the_migrations_make_the_tables_that_the_code_reads(records: Records, engine: Engine) -> None:
    there = inspect(engine)
    for table in metadata.sorted_tables:
        assert {column["name"] for column in there.get_columns(table.name)} == set(table.columns.keys())


def test_opening_the_store_again_changes_nothing(records: Records, engine: Engine) -> None:
    records.change("ann", [Agree(NOW), Keep(asked("May I drive?"))], NOW)

    assert Records(engine).of("ann") == records.of("ann")


@pytest.mark.parametrize("kind", ITEMS.values(), ids=ITEMS.keys())
def test_every_kind_has_bounds_and_refuses_what_it_does_not_know(kind: type[DoctorQuestion]) -> None:
    assert kind.most > 0
    with pytest.raises(ValueError, match="extra fields"):
        kind.parse_obj({"at": NOW, "unheard_of": 1})
