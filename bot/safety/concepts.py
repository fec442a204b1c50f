"""Words of a message -> the concepts that the rules are written in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.safety.amounts import counted, value_of
from bot.safety.rules import Concept
from bot.safety.words import WordReader


@dataclass(frozen=True)
class Span:
    """Words `start` to `end` (one past the last)."""

    start: int
    end: int
    language: str = "en"
    """Of the phrase that was found there."""


class PhraseFinder:
    """Finds phrases of several lists in a message, whole words only."""

    def __init__(self, phrases: dict[str, Iterable[str]], reader: WordReader) -> None:
        """Compile the lists.

        Args:
            phrases: For each name, its phrases.
            reader: Reads the phrases as it reads messages.
        """
        self._vocab = Vocab()
        self._matcher = PhraseMatcher(self._vocab)
        for name, texts in phrases.items():
            patterns = {tuple(word.text for word in reader.read(text)) for text in texts}
            self._matcher.add(name, [Doc(self._vocab, words=list(words)) for words in sorted(patterns) if words])

    def find(self, tokens: Sequence[str]) -> dict[str, list[Span]]:
        """Where each list's phrases occur.

        Args:
            tokens: Words of a message.

        Returns:
            For each name that occurs, its spans in order.
        """
        found: dict[str, list[Span]] = defaultdict(list)
        for key, start, end in sorted(self._matcher(Doc(self._vocab, words=list(tokens))), key=lambda match: match[1:]):
            found[self._vocab.strings[key]].append(Span(start, end))
        return found


class ConceptFinder:
    """Finds concepts in the words of a message."""

    def __init__(self, concepts: Iterable[Concept], reader: WordReader) -> None:
        """Compile the concepts.

        Args:
            concepts: What to look for. Several of one id are one concept.
            reader: Reads the phrases as it reads messages.
        """
        phrases: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._ranges: list[tuple[str, Decimal, Decimal]] = []
        for concept in concepts:
            phrases[concept.id, concept.language].extend(concept.phrases)
            if concept.between is not None:
                self._ranges.append((concept.id, *concept.between))
        self._keys = {f"{name} {language}": (name, language) for name, language in phrases}
        self._finder = PhraseFinder(dict(zip(self._keys, phrases.values(), strict=True)), reader)

    def find(self, tokens: Sequence[str]) -> dict[str, list[Span]]:
        """Where each concept occurs.

        Args:
            tokens: Words of a message.

        Returns:
            For each concept that occurs, its spans in order.
        """
        found: dict[str, list[Span]] = defaultdict(list)
        for key, spans in self._finder.find(tokens).items():
            name, language = self._keys[key]
            found[name] += [Span(span.start, span.end, language) for span in spans]
        for name, places in counted(tokens).items():
            found[name] += [Span(place, place + 1) for place in places]
        values = [(place, value) for place, token in enumerate(tokens) if (value := value_of(token)) is not None]
        for name, lowest, highest in self._ranges:
            found[name] += [Span(place, place + 1) for place, value in values if lowest <= value <= highest]
        return {name: sorted(spans, key=lambda span: (span.start, span.end)) for name, spans in found.items()}
