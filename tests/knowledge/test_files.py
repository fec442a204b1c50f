"""Which files are content, and how they are read together."""

from __future__ import annotations

from bot.knowledge import read_files

RESTOL = "medicines/restol.yml"


def test_a_small_medicine_is_read_from_one_file(example):
    restol = example.medicines["restol"]

    assert restol.identity.name == "restol"
    assert [fact.statement for fact in example.facts("restol", "uses")] == [
        "Restol helps with hiccups.",
        "One source says it helps people nap.",
        "Keep it cool, at 2 to 8 C, for one month.",
    ]


def test_a_medicine_may_be_spread_over_files(content, example):
    whole = (content / RESTOL).read_text()
    head, gaps = whole.split("gaps:\n")
    (content / RESTOL).write_text(head)
    folder = content / "medicines" / "restol"
    folder.mkdir()
    (folder / "gaps.yml").write_text(f"gaps:\n{gaps}medicine: restol\n")

    assert read_files(content) == example


def test_files_of_the_safety_package_are_left_to_it(content, example):
    (content / "red_flags").mkdir()
    for name in ("contacts.yml", "cards.yml", "phrases.yml", "red_flags/situations.yml"):
        (content / name).write_text("anything: true\n")

    assert read_files(content) == example
