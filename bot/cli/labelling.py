"""Goes through the lines that were not understood; one key turns each into an example, or leaves or deletes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.privacy.kept_lines import KeptLine
from bot.runtime.training_examples import ExampleRefusedError, TrainingExamples, as_example

OUT_OF_SCOPE = "out_of_scope"
_HELP = "o out of scope   t type another intent   s skip   d delete   q quit"
_ENDS = ("q", "\x03", "\x04")


@dataclass
class Tally:
    """What became of the lines; all others stay on the list."""

    added: int = 0
    deleted: int = 0


@dataclass(frozen=True)
class Keyboard:
    """How the person answers. Either raises `EOFError` or `KeyboardInterrupt` where they end it."""

    read_key: Callable[[], str]
    """Waits for one key."""
    read_text: Callable[[str], str]
    """Asks for a text."""


class Labelling:
    """One sitting.

    Args:
        examples: The training data.
        intents: Those of the domain.
        remove: Takes a line off the list.
        keyboard: How the person answers.
        out: Where to say what there is.
    """

    def __init__(
        self,
        examples: TrainingExamples,
        intents: Sequence[str],
        remove: Callable[[str], None],
        keyboard: Keyboard,
        out: Console,
    ) -> None:
        self._examples = examples
        self._intents = intents
        self._remove = remove
        self._keyboard = keyboard
        self._out = out

    def go_through(self, lines: Iterable[KeptLine]) -> Tally:
        """Shows each line and does as the keys say, until there are no more or the person quits.

        Args:
            lines: In the order in which to show them.

        Returns:
            What became of them.
        """
        tally = Tally()
        try:
            for line in lines:
                if not self._decide(line, tally):
                    break
        except (EOFError, KeyboardInterrupt):
            self._say("")
        return tally

    def _decide(self, line: KeptLine, tally: Tally) -> bool:
        """Asks for keys until the line is dealt with; `False` where the person quits."""
        self._show(line)
        while (key := self._keyboard.read_key().lower()) not in _ENDS:
            if key == "s":
                return True
            if key == "d":
                self._remove(line.text)
                self._say("Deleted.")
                tally.deleted += 1
                return True
            if (intent := self._chosen(key, line)) and self._add(line, intent):
                tally.added += 1
                return True
        return False

    def _show(self, line: KeptLine) -> None:
        times = "once" if line.times == 1 else f"{line.times} times"
        self._say("")
        self._out.print(Text.assemble((line.text, "bold"), f"  ({times})"))
        self._say("   ".join(f"{number} {intent}" for number, intent in enumerate(line.readings, start=1)))
        self._say(_HELP)

    def _chosen(self, key: str, line: KeptLine) -> str | None:
        """The intent that a key stands for; `None` where there is none, and what to do instead has been said."""
        if key == "t":
            return self._typed()
        numbered = {str(number): intent for number, intent in enumerate(line.readings, start=1)}
        intent = {"o": OUT_OF_SCOPE, **numbered}.get(key)
        if intent is None:
            self._say(f"Press 1 to {len(line.readings)}, or: {_HELP}")
        return intent

    def _typed(self) -> str | None:
        typed = self._keyboard.read_text("Intent: ").strip()
        if typed in self._intents:
            return typed
        near = get_close_matches(typed, self._intents)
        meant = f" Did you mean {' or '.join(near)}?" if near else ""
        self._say(f"There is no intent {typed}.{meant} Press a key again.")
        return None

    def _add(self, line: KeptLine, intent: str) -> bool:
        try:
            as_example(line.text)
            file = self._file_for(intent)
            example = self._examples.add(intent, line.text, file)
        except ExampleRefusedError as error:
            self._say(f"Not added. {error} Press a key again.")
            return False
        self._remove(line.text)
        self._say(f"Added to {file.name} as {intent}: {example}")
        return True

    def _file_for(self, intent: str) -> Path:
        """The file that holds the intent; where several do, the one whose number is pressed."""
        files = self._examples.files_of(intent)
        if len(files) == 1:
            return files[0]
        if not files:
            raise ExampleRefusedError(f"No file has examples of {intent}: write the first ones by hand.")
        numbered = {str(number): file for number, file in enumerate(files, start=1)}
        self._say("Which file?   " + "   ".join(f"{number} {file.stem}" for number, file in numbered.items()))
        file = numbered.get(self._keyboard.read_key())
        if file is None:
            raise ExampleRefusedError("No file was chosen.")
        return file

    def _say(self, text: str) -> None:
        self._out.print(text, markup=False, highlight=False, soft_wrap=True)
