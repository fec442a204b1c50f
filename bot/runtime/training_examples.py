"""Adds an example to the training data, and changes nothing else in its file: no comment, no order, no spacing."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import yaml

from bot.privacy.redaction import PLACEHOLDER

_INTENT = re.compile(r"\s*-\s+intent:\s*(?P<intent>[\w/]+)\s*(?:#.*)?$")
_EXAMPLES = re.compile(r"\s*examples:\s*\|\s*$")
_EXAMPLE = re.compile(r"(?P<indent>\s*)-\s")
_LEADING = re.compile(r"^[-\s]+")
_NOT_PLAIN = re.compile(r"[\[\]{}\\\n\r]|^/")

Blocks = list[tuple[str, list[str]]]
"""Each intent of a file with its examples, in order."""


class ExampleRefusedError(Exception):
    """The example is not added; the message says why."""


def as_example(text: str) -> str:
    """A kept line as it stands in the training data: words where something was taken out, no mark at its beginning.

    Args:
        text: Redacted.

    Raises:
        ExampleRefusedError: Rasa would read it as something else than words.
    """
    example = _LEADING.sub("", PLACEHOLDER.sub(lambda found: found.group().strip("[]"), text)).strip()
    if not example:
        raise ExampleRefusedError("There are no words in it.")
    if _NOT_PLAIN.search(example):
        raise ExampleRefusedError("It cannot be an example: Rasa would read its brackets or slashes as marks.")
    return example


class TrainingExamples:
    """The examples below a folder.

    Args:
        folder: With the files, as Rasa reads them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def files_of(self, intent: str) -> list[Path]:
        """The files that hold examples of an intent, by name.

        Args:
            intent: As the domain has it.
        """
        return [file for file in self._files() if any(name == intent for name, _ in _read(file.read_text("utf-8")))]

    def add(self, intent: str, text: str, file: Path) -> str:
        """Adds an example behind the last one of its intent.

        Args:
            intent: What it asks.
            text: The kept line.
            file: One of `files_of(intent)`.

        Returns:
            The example as it was added.

        Raises:
            ExampleRefusedError: It is there already, is not plain words, or the file is not written as ours are.
        """
        example = as_example(text)
        if there := self._where(example):
            raise ExampleRefusedError(f"It is there already: {there}.")
        before = file.read_text("utf-8")
        after = _inserted(before, intent, example)
        if _read(after) != _with(_read(before), intent, example):
            raise ExampleRefusedError(f"It cannot be put into {file.name} without changing something else there.")
        _replace(file, after)
        return example

    def _where(self, example: str) -> str | None:
        """Where an example with the same words is, if there is one."""
        words = _words(example)
        for file in self._files():
            for intent, examples in _read(file.read_text("utf-8")):
                if any(_words(known) == words for known in examples):
                    return f"{intent} in {file.name}"
        return None

    def _files(self) -> list[Path]:
        return sorted(self._folder.rglob("*.yml"))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def _read(text: str) -> Blocks:
    try:
        blocks = yaml.safe_load(text)["nlu"]
        return [
            (
                block["intent"],
                [_LEADING.sub("", line).strip() for line in block["examples"].splitlines() if line.strip()],
            )
            for block in blocks
            if "intent" in block
        ]
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise ExampleRefusedError(
            "A file of the training data cannot be read: `rasa data validate` says why."
        ) from error


def _inserted(text: str, intent: str, example: str) -> str:
    """The file with one line more, behind the last example of the intent; as it was, where there is no such place."""
    lines = text.splitlines(keepends=True)
    last: dict[str, int] = defaultdict(int)
    current, within = "", False
    for number, line in enumerate(lines):
        if found := _INTENT.match(line):
            current, within = found["intent"], False
        elif _EXAMPLES.match(line):
            within = True
        elif within and _EXAMPLE.match(line):
            last[current] = number
    position = last[intent]
    indent = _EXAMPLE.match(lines[position])
    if indent is None:
        return text
    lines[position] = lines[position].rstrip("\n") + "\n"
    return "".join([*lines[: position + 1], f"{indent['indent']}- {example}\n", *lines[position + 1 :]])


def _with(blocks: Blocks, intent: str, example: str) -> Blocks:
    """The blocks with one example more, the last of the last block of its intent."""
    last = next(examples for name, examples in reversed(blocks) if name == intent)
    last.append(example)
    return blocks


def _replace(file: Path, text: str) -> None:
    """Writes the file whole or not at all."""
    beside = file.with_name(f".{file.name}.new")
    beside.write_text(text, "utf-8")
    beside.replace(file)
