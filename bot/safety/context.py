"""What stands around a finding: negation, the hypothetical, the past, talk about a leaflet.

After the ConText algorithm (Harkema and others, 2009): a cue works in one direction, over a limited number of words,
and not across the end of a clause.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.safety.concepts import PhraseFinder, Span
from bot.safety.rules import Category, Context, Cue
from bot.safety.story import SENTENCE_ENDS, StoryReader
from bot.safety.words import Word, WordReader

_YEAR = re.compile(r"(19|20)\d\d")
_YEAR_REACH = 12
_STILL = frozenset({"since", "desde"})
"""Before a year they say that it goes on: "a pump since 2018"."""
_JOINING = frozenset({"and", "or", "nor"})
_LIST_ITEM = 2
"""Words that an item of a list may have: "no fever, stiffness" is a list, "no baclofen for 3 days, stiff" is not."""


@dataclass(frozen=True)
class _FoundCue:
    category: Category
    forward: bool
    reach: int
    span: Span
    takes_verb: bool = False
    """Whether an action follows, and no list: "I don't want to make a fuss, he has a fit"."""


class ContextReader:
    """Reads the context of a message once, then says what holds for each finding in it."""

    def __init__(self, context: Context, reader: WordReader) -> None:
        """Compile the cues.

        Args:
            context: Cues, boundaries and masks.
            reader: Reads the cues as it reads messages.
        """
        self._cues: tuple[Cue, ...] = context.cues
        self._subjects = frozenset(word.text for each in context.subjects for word in reader.read(each)[:1])
        self._story = StoryReader(context.story)
        self._finder = PhraseFinder(
            {
                "boundary": context.boundaries,
                "mask": context.masks,
                **{f"cue {index}": cue.phrases for index, cue in enumerate(context.cues)},
            },
            reader,
        )

    def read(self, text: str, words: Sequence[Word], said: Iterable[Span] = ()) -> ReadContext:
        """Find the cues of a message.

        Args:
            text: As it was typed.
            words: Its words in the one spelling.
            said: Where a signal is said, whether or not it is meant: the items of a list.

        Returns:
            What they say of any span.
        """
        tokens = [word.text for word in words]
        found = self._finder.find(tokens)
        masks = tuple(found.get("mask", ()))
        spans = [(cue, span) for index, cue in enumerate(self._cues) for span in found.get(f"cue {index}", ())]
        # "The doctor said not to worry" speaks of the worry, and so of nothing that was taken.
        hedges = {mask.start for mask in masks if any(_covered(span, [mask]) for _, span in spans)}
        cues = [
            _FoundCue(cue.category, cue.direction == "forward", cue.reach, span, tokens[span.end - 1] == "to")
            for cue, span in spans
            if not _covered(span, masks) and span.end not in hedges
        ]
        cues += [
            _FoundCue("past", forward, _YEAR_REACH, Span(index, index + 1))
            for index, token in enumerate(tokens)
            if _YEAR.fullmatch(token) and (index == 0 or tokens[index - 1] not in _STILL)
            for forward in (True, False)
        ]
        ends = {index for index, token in enumerate(tokens) if token in SENTENCE_ENDS}
        commas = {index for index, token in enumerate(tokens) if token == ","}
        # "don't panic, he had a fit" begins anew at the comma; "no fever, stiffness or confusion" does not.
        new_clauses = {comma for comma in commas if comma + 1 < len(tokens) and tokens[comma + 1] in self._subjects}
        soft_ends = {span.start for span in found.get("boundary", ())} | new_clauses
        light = commas | {index for index, token in enumerate(tokens) if token in _JOINING}
        ends_of: dict[int, set[int]] = defaultdict(set)
        for span in said:
            ends_of[span.start].add(span.end)
        return ReadContext(
            tuple(cues),
            masks,
            frozenset(ends),
            frozenset(soft_ends),
            frozenset(commas),
            frozenset(light),
            ends_of,
            frozenset(_within(words, self._story.long_ago(text))),
        )


def _within(words: Sequence[Word], stretches: Sequence[range]) -> Iterator[int]:
    """Places of the words that stand within stretches of the text."""
    for place, word in enumerate(words):
        if any(word.start in stretch for stretch in stretches):
            yield place


@dataclass(frozen=True)
class ReadContext:
    """The cues of one message."""

    cues: tuple[_FoundCue, ...]
    masks: tuple[Span, ...]
    ends: frozenset[int]
    soft_ends: frozenset[int]
    commas: frozenset[int]
    light: frozenset[int]
    """Commas and words that join the items of a list: they do not count as distance."""
    said: Mapping[int, Collection[int]]
    """Where a signal is said, meant or not: for each first word, one past each last."""

    long_ago: frozenset[int]
    """Words of sentences that tell of long ago."""

    def is_masked(self, span: Span) -> bool:
        """Whether the span lies within a fixed phrase that means something else."""
        return _covered(span, self.masks)

    def in_one_clause(self, one: Span, other: Span) -> bool:
        """Whether no clause ends between the two: "no big deal, he collapsed" is no deal that collapsed."""
        between = range(min(one.end, other.end), max(one.start, other.start))
        return not any(index in stops for index in between for stops in (self.ends, self.soft_ends, self.commas))

    def categories(self, parts: Iterable[Span]) -> set[Category]:
        """What holds for a finding.

        Args:
            parts: The spans of its concepts, in order.

        Returns:
            The categories of context that it stands in.
        """
        spans = list(parts)
        told: set[Category] = {"past"} if spans[0].start in self.long_ago else set()
        return told | {cue.category for cue in self.cues if self._applies(cue, spans)}

    def _applies(self, cue: _FoundCue, spans: list[Span]) -> bool:
        if any(_overlap(cue.span, span) for span in spans):
            return False
        first, last = spans[0].start, spans[-1].end
        if cue.forward and cue.span.end <= first:
            return self._reaches(cue, cue.span.end, first, self.ends | self.soft_ends)
        if not cue.forward and cue.span.start >= last:
            return self._reaches(cue, last, cue.span.start, self.ends)
        # Inside the finding: "what to do in case of overdose", "her eyes are not yellow". What takes back the
        # words before it is no part of that: "he is gone all floppy".
        return first < cue.span.start < last and (cue.forward or cue.category != "negated")

    def _reaches(self, cue: _FoundCue, start: int, end: int, stops: frozenset[int]) -> bool:
        between = range(start, end)
        if any(index in stops for index in between):
            return False
        if cue.forward and not all(
            self._goes_on(cue, range(start, comma)) for comma in self.commas.intersection(between)
        ):
            return False
        return sum(index not in self.light for index in between) <= cue.reach

    def _goes_on(self, cue: _FoundCue, item: range) -> bool:
        """Whether what a cue says goes on behind the comma that ends these words.

        It does in a list: "no fever, stiffness or confusion", "the leaflet says drowsiness, confusion". It does not
        where the words are no red flag themselves: "no big deal, he has a fit", "the leaflet says it's normal, ...".
        """
        said = {
            index
            for start in item
            for end in self.said.get(start, ())
            if end <= item.stop
            for index in range(start, end)
        }
        if cue.category == "negated":
            return not cue.takes_verb and len(item) <= _LIST_ITEM and said.issuperset(item)
        return bool(said)


def _covered(span: Span, masks: Iterable[Span]) -> bool:
    return any(mask.start <= span.start and span.end <= mask.end for mask in masks)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
