"""What the documentation says is there, and what is there is in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main

from bot.channels.hand_off import ADDRESSES
from bot.channels.settings import PROJECT
from bot.channels.web import FILES
from bot.cli import main
from bot.runtime.settings import Settings
from bot.tools import TOOLS

README = (PROJECT / "README.md").read_text()
OPERATIONS = (PROJECT / "docs" / "operations.md").read_text()
TOOL_ROWS = re.findall(
    r'^\| "[^"]+" \| [^|]+ \| `(\w+)` \| `([\w.]+)` \|$',
    (PROJECT / "docs" / "tools.md").read_text(),
    flags=re.MULTILINE,
)
"""The intent of each tool, and the file with its dialogues."""
MAKEFILE = (PROJECT / "Makefile").read_text()
PAGES = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")])

TARGETS = set(re.findall(r"^([a-z]+):.*## ", MAKEFILE, flags=re.MULTILINE))


@pytest.mark.parametrize("command", sorted(set(re.findall(r"(?:^|`)make ([a-z]+)", README, flags=re.MULTILINE))))
def test_the_readmes_make_commands_are_targets(command: str) -> None:
    assert command in TARGETS


def test_the_readme_has_the_two_commands() -> None:
    assert {"run", "test"} <= set(re.findall(r"^make ([a-z]+)", README, flags=re.MULTILINE))


@pytest.mark.parametrize("name", sorted(Settings.__fields__))
def test_every_setting_is_explained_with_its_default(name: str) -> None:
    field = Settings.__fields__[name]
    row = next((line for line in OPERATIONS.splitlines() if line.startswith(f"| `MEDGUIDE_{name.upper()}` |")), "")
    assert row, "no row in docs/operations.md"
    assert field.field_info.description
    default = field.default
    if isinstance(default, Path):
        default = default.relative_to(PROJECT)
    if default is not None:
        shown = f"{default:g}" if isinstance(default, float) else str(default)
        assert f"`{shown.lower() if isinstance(default, bool) else shown}`" in row


def test_no_setting_is_explained_that_there_is_not() -> None:
    explained = {name.lower() for name in re.findall(r"^\| `MEDGUIDE_(\w+)`", OPERATIONS, flags=re.MULTILINE)}
    of_the_knowledge_base = {"database_url", "knowledge"}
    assert explained == set(Settings.__fields__) | of_the_knowledge_base


@pytest.mark.parametrize("command", sorted(typer.main.get_command(main).commands))
def test_every_command_is_explained(command: str) -> None:
    assert f"| `bot {command}` |" in OPERATIONS


@pytest.mark.parametrize(
    "address", [*FILES, "/web/conversation", "/web/message", "/webhooks/rest/webhook", "/webhooks/rest/", *ADDRESSES]
)
def test_every_address_is_explained(address: str) -> None:
    assert f"{address}`" in OPERATIONS


@pytest.mark.parametrize("intent", sorted(TOOLS))
def test_every_tool_is_explained(intent: str) -> None:
    assert intent in {explained for explained, _ in TOOL_ROWS}


@pytest.mark.parametrize("file", sorted({file for _, file in TOOL_ROWS}))
def test_the_dialogues_that_show_a_tool_are_there(file: str) -> None:
    assert (PROJECT / "tests" / "conversations" / file).exists()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(PROJECT).as_posix())
def test_links_and_pictures_are_there(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text()):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_every_target_that_is_listed_has_a_line_of_help(target: str) -> None:
    assert re.search(rf"^{target}:.*## [A-Z].+", MAKEFILE, flags=re.MULTILINE)


SAFETY_CASE = (PROJECT / "docs" / "safety-case.md").read_text()


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`(tests/[\w/]+\.py(?:::\w+)?)`", SAFETY_CASE))))
def test_the_tests_that_the_safety_case_names_are_there(named: str) -> None:
    file, _, test = named.partition("::")
    assert (f"def {test}(" if test else "def test_") in (PROJECT / file).read_text()
