"""What stands around a finding: negation, the hypothetical, the past, talk about a leaflet.

After the ConText algorithm (Harkema and others, 2009): a cue works in one direction, over a limited number of words,
and not across the end of a clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from bot.safety.amounts import value_of
from bot.safety.concepts import PhraseFinder, Span
from bot.safety.rules import Category, Context, Cue
from bot.safety.story import SENTENCE_ENDS, StoryReader, years
from bot.safety.words import Word, WordReader

_YEAR_REACH = 12
_STILL = frozenset({"since", "desde"})
"""Before a year they say that it goes on: "a pump since 2018"."""
_JOINING = frozenset({"and", "or", "nor"})
_FARTHEST = 60
"""Words beyond which no cue is looked for, joining words and all: so that a long message takes no time of its own."""
_HOURS = 12
_AM_PM = re.compile(r"(?<=\d)\s?[ap]\.?m\b(?!\s+i\b)", re.IGNORECASE)
"""Right after a number. "I missed 3 am i ok" asks."""
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
        self._counted = frozenset(word.text for each in context.time_of_day.unless for word in reader.read(each))
        self._finder = PhraseFinder(
            {
                "boundary": context.boundaries,
                "mask": context.masks,
                "time of day": context.time_of_day.before,
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
        masks = [*found.get("mask", ()), *self._times_of_day(found.get("time of day", ()), tokens)]
        masked_to = _masked_to(masks, len(tokens))
        spans = [(cue, span) for index, cue in enumerate(self._cues) for span in found.get(f"cue {index}", ())]
        hedges = _hedges(masks, [span for _, span in spans])
        cues = [
            _FoundCue(cue.category, cue.direction == "forward", cue.reach, span, tokens[span.end - 1] == "to")
            for cue, span in spans
            if masked_to[span.start] < span.end and span.end not in hedges
        ]
        cues += [
            _FoundCue("past", forward, _YEAR_REACH, Span(index, index + 1))
            for index in years(tokens)
            if index == 0 or tokens[index - 1] not in _STILL
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
            cues=tuple(sorted(cues, key=lambda cue: cue.span.start)),
            masked_to=masked_to,
            ends=frozenset(ends),
            soft_ends=frozenset(soft_ends),
            commas=frozenset(commas),
            light=frozenset(light),
            clause_marks=tuple(sorted(ends | soft_ends | commas)),
            said=ends_of,
            long_ago=frozenset(_within(words, self._story.long_ago(text))),
            times=frozenset(place for place, word in enumerate(words) if _AM_PM.match(text, word.end)),
        )

    def _times_of_day(self, before: Iterable[Span], tokens: Sequence[str]) -> Iterator[Span]:
        """Where the time is told: the words before an hour, and the hour."""
        for span in before:
            hour, after = [*tokens[span.end : span.end + 2], "", ""][:2]
            value = value_of(hour)
            if value is not None and 1 <= value <= _HOURS and after not in self._counted:
                yield Span(span.start, span.end + 1)


def _masked_to(masks: Iterable[Span], words: int) -> Sequence[int]:
    """For each word, how far the masks reach that begin at it or before it."""
    reach = [0] * words
    for mask in masks:
        reach[mask.start] = max(reach[mask.start], mask.end)
    return tuple(accumulate(reach, max))


def _hedges(masks: Iterable[Span], cues: Iterable[Span]) -> Container[int]:
    """Where a mask begins that holds a cue.

    A cue right before it has nothing else to say: "the doctor said not to worry" speaks of no amount that he ordered.
    """
    shortest: dict[int, int] = {}
    for cue in cues:
        shortest[cue.start] = min(cue.end, shortest.get(cue.start, cue.end))
    return {
        mask.start
        for mask in masks
        if any(shortest.get(place, mask.end + 1) <= mask.end for place in range(mask.start, mask.end))
    }


def _within(words: Sequence[Word], stretches: Sequence[range]) -> Iterator[int]:
    """Places of the words that stand within stretches of the text, which are in order."""
    for place, word in enumerate(words):
        before = bisect_right(stretches, word.start, key=lambda stretch: stretch.start)
        if before and word.start in stretches[before - 1]:
            yield place


@dataclass(frozen=True)
class ReadContext:
    """The cues of one message."""

    cues: tuple[_FoundCue, ...]
    """In the order of the text."""
    masked_to: Sequence[int]
    """For each word, how far the fixed phrases reach that begin at it or before it."""
    ends: frozenset[int]
    soft_ends: frozenset[int]
    commas: frozenset[int]
    light: frozenset[int]
    """Commas and words that join the items of a list: they do not count as distance."""
    clause_marks: Sequence[int]
    """What ends a clause, in order: any of the above but the joining words."""
    said: Mapping[int, Collection[int]]
    """Where a signal is said, meant or not: for each first word, one past each last."""
    long_ago: frozenset[int]
    """Words of sentences that tell of long ago."""
    times: frozenset[int]
    """Numbers that are a time of day."""

    def is_masked(self, span: Span) -> bool:
        """Whether the span lies within a fixed phrase that means something else."""
        return self.masked_to[span.start] >= span.end

    def clause(self, span: Span) -> range:
        """The words around a span up to the marks that end its clause."""
        before = bisect_left(self.clause_marks, span.start)
        after = bisect_left(self.clause_marks, span.end)
        start = self.clause_marks[before - 1] + 1 if before else 0
        return range(start, self.clause_marks[after] + 1 if after < len(self.clause_marks) else len(self.masked_to))

    def categories(self, parts: Iterable[Span]) -> set[Category]:
        """What holds for a finding.

        Args:
            parts: The spans of its concepts, in order.

        Returns:
            The categories of context that it stands in.
        """
        spans = list(parts)
        told: set[Category] = {"past"} if spans[0].start in self.long_ago else set()
        return told | {cue.category for cue in self._near(spans) if self._applies(cue, spans)}

    def _near(self, spans: list[Span]) -> Sequence[_FoundCue]:
        first = bisect_left(self.cues, spans[0].start - _FARTHEST, key=_start_of)
        return self.cues[first : bisect_right(self.cues, spans[-1].end + _FARTHEST, key=_start_of)]

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


def _start_of(cue: _FoundCue) -> int:
    return cue.span.start


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
