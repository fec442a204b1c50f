"""Find what a message names: medicines, terms, forms and strengths. Nothing is guessed where two names are near."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import spacy
from rapidfuzz import process
from rapidfuzz.distance import OSA
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token

from bot.language.everyday import everyday_words
from bot.language.lexicon import Kind, Meaning, MedicineLexicon
from bot.language.name_index import key_of_normalised
from bot.language.normalise import NormalisedText, normalise
from bot.language.spelling import SHORTEST, SpellingGuesser
from bot.language.strengths import find_strengths
from bot.model.conversation import Mention

PLACEHOLDER = "drug"
"""Stands for a medicine in the masked text. Measured against others: docs/decisions/0002-understanding.md."""

_LONGEST_INDEX_NAME = 4
"""Words in the longest name of the index."""
_GIVEN_AS = frozenset(
    {
        *("buccal", "capsules", "drops", "eye", "gel", "implant", "inhalers", "injections", "intrauterine", "lozenge"),
        *("nasal", "otic", "patch", "solution", "spray", "sublingual", "system", "transdermal", "urogenital"),
        *("vaginal", "viscous"),
    }
)
"""Words at the end of a name of the index that say how the medicine is given."""
_SHORTEST_DIVIDED = 7
"""Letters that a name needs to be recognised with a space inside."""
_LONGEST_MISSPELT = 3
"""Words in the longest term that is recognised although it is misspelt."""
_LONG_PHRASE = 11
"""Letters from which a term of several words may be more than one edit away."""
_EDITS_OF_PHRASE = 2


@dataclass(frozen=True)
class Link:
    """A span of the typed text and what it names."""

    start: int
    end: int
    text: str
    """As it was typed."""
    meaning: Meaning
    read_as: str
    """The span as it should read in the masked text: spelling put right, a medicine replaced."""

    def as_mention(self) -> Mention:
        """The link as the noun that questions are made of. Only for links to medicines."""
        meaning = self.meaning
        return Mention(
            text=self.text,
            name=meaning.name,
            substance=meaning.substance,
            known=meaning.known,
            product=meaning.product,
            drug_class=meaning.drug_class,
            candidates=meaning.candidates,
            start=self.start,
            end=self.end,
        )


@dataclass(frozen=True)
class LinkedText:
    """A text with everything that was found in it. No two links overlap; they are in order."""

    links: tuple[Link, ...]
    masked: str
    """The text with each medicine replaced by the placeholder. Names of classes, foods and terms stay."""

    def of_kind(self, kind: Kind) -> tuple[Link, ...]:
        """The links of one kind, in order."""
        return tuple(link for link in self.links if link.meaning.kind is kind)


@dataclass(frozen=True)
class _Found:
    """A span of the normalised text."""

    start: int
    end: int
    meaning: Meaning
    trust: int
    """Breaks ties between spans of one length: reviewed names 3, the index 2, guesses 1."""
    read_as: str | None = None


class Linker:
    """Finds names of the lexicon in texts.

    Args:
        lexicon: The names.
    """

    def __init__(self, lexicon: MedicineLexicon) -> None:
        self._lexicon = lexicon
        self._everyday = everyday_words()
        self._tokenise = spacy.blank("en").make_doc
        self._phrases: dict[str, Meaning] = {}
        docs = []
        for text, meaning in lexicon.phrases.items():
            doc = self._tokenise(text)
            self._phrases[_words(doc)] = meaning
            docs.append(doc)
        self._matcher = PhraseMatcher(doc.vocab if docs else spacy.blank("en").vocab, attr="LOWER")
        self._matcher.add("phrase", docs)
        self._vocabulary = frozenset(word for text in lexicon.phrases for word in text.split())
        self._guesser = _guesser(lexicon)
        self._term_phrases = _term_phrases(lexicon)

    def link(self, raw: str) -> LinkedText:
        """Find everything that a text names.

        Args:
            raw: Text as it was typed.

        Returns:
            The links, with spans of the typed text, and the masked text.
        """
        normalised = normalise(raw)
        doc = self._tokenise(normalised.text)
        exact = [
            *self._strengths(normalised.text),
            *self._reviewed_names(doc),
            *self._index_names(doc),
            *self._divided_names(doc),
        ]
        found = _longest_first(exact)
        guesses = self._guesses(doc, covered=found)
        found = sorted(_longest_first([*found, *guesses], keep=found), key=lambda each: each.start)
        links = tuple(self._as_link(each, normalised) for each in found)
        return LinkedText(links=links, masked=_mask(normalised, found, links))

    def _as_link(self, found: _Found, normalised: NormalisedText) -> Link:
        start, end = normalised.raw_span(found.start, found.end)
        meaning = found.meaning
        if meaning.kind is Kind.MEDICINE and not meaning.is_class:
            read_as = PLACEHOLDER
        else:
            read_as = found.read_as or normalised.text[found.start : found.end]
        return Link(start=start, end=end, text=normalised.raw[start:end], meaning=meaning, read_as=read_as)

    def _strengths(self, text: str) -> Iterator[_Found]:
        for strength in find_strengths(text):
            meaning = Meaning(Kind.STRENGTH, strength.value, strength.value)
            yield _Found(strength.start, strength.end, meaning, trust=3)

    def _reviewed_names(self, doc: Doc) -> Iterator[_Found]:
        for _, start, end in self._matcher(doc):
            span = doc[start:end]
            yield _Found(span.start_char, span.end_char, self._phrases[_words(span)], trust=3)

    def _index_names(self, doc: Doc) -> Iterator[_Found]:
        text = doc.text  # put together anew each time it is asked for
        words = [(token.idx, token.idx + len(token)) for token in doc if text[token.idx].isalnum()]
        for first, (start, _) in enumerate(words):
            for _, end in words[first : first + _LONGEST_INDEX_NAME]:
                meaning = self._from_index(text[start:end])
                if meaning:
                    yield _Found(start, end, meaning, trust=2)

    def _divided_names(self, doc: Doc) -> Iterator[_Found]:
        """Names typed with a space inside ("bac lofen")."""
        for left, right in pairwise(doc):
            joined = left.lower_ + right.lower_
            if (
                left.is_alpha
                and right.is_alpha
                and len(joined) >= _SHORTEST_DIVIDED
                and not self._both_plain(left, right)
            ):
                meaning = self._meaning_of(joined)
                if meaning is not None:
                    yield _Found(left.idx, right.idx + len(right), meaning, trust=2, read_as=joined)

    def _both_plain(self, left: Token, right: Token) -> bool:
        return left.lower_ in self._everyday and right.lower_ in self._everyday

    def _from_index(self, text: str) -> Meaning | None:
        indexed = None if any(mark in text for mark in ",;:?!()") else self._lexicon.index.find(key_of_normalised(text))
        if indexed is None:
            return None
        for name in (indexed.generic, _without_form(indexed.generic)):
            reviewed = self._lexicon.phrases.get(name)
            if reviewed is not None and reviewed.kind is Kind.MEDICINE and not reviewed.is_class:
                return reviewed
        return _index_meaning(indexed.generic)

    def _guesses(self, doc: Doc, covered: list[_Found]) -> Iterator[_Found]:
        taken = [range(each.start, each.end) for each in covered]
        free = [token for token in doc if token.is_alpha and not any(token.idx in span for span in taken)]
        yield from self._misspelt_phrases(free)
        for token in free:
            if self._may_be_misspelt(token):
                yield from self._guess(token.lower_, token.idx, token.idx + len(token))
        for left, right in pairwise(free):
            if left.i + 1 == right.i and (self._may_be_misspelt(left) or self._may_be_misspelt(right)):
                joined = self._guess(left.lower_ + right.lower_, left.idx, right.idx + len(right))
                yield from (each for each in joined if not each.meaning.candidates)

    def _misspelt_phrases(self, tokens: list[Token]) -> Iterator[_Found]:
        """Terms of several words of which one is misspelt ("kidny diseas")."""
        for words in range(2, _LONGEST_MISSPELT + 1):
            for first in range(len(tokens) - words + 1):
                window = tokens[first : first + words]
                beside = window[-1].i - window[0].i == words - 1
                if not beside or not any(map(self._may_be_misspelt, window)):
                    continue
                typed = " ".join(token.lower_ for token in window)
                most = _EDITS_OF_PHRASE if len(typed) >= _LONG_PHRASE else 1
                near = process.extract(typed, self._term_phrases, scorer=OSA.distance, score_cutoff=most, limit=5)
                meanings = {
                    self._lexicon.phrases[name].value: name for name, distance, _ in near if distance == near[0][1]
                }
                if len(meanings) == 1:
                    (name,) = meanings.values()
                    end = window[-1].idx + len(window[-1])
                    yield _Found(window[0].idx, end, self._lexicon.phrases[name], trust=1, read_as=name)

    def _may_be_misspelt(self, token: Token) -> bool:
        word = token.lower_
        return len(word) >= SHORTEST and word not in self._everyday and word not in self._vocabulary

    def _guess(self, word: str, start: int, end: int) -> Iterator[_Found]:
        guess = self._guesser.guess(word)
        if guess is None:
            return
        meanings = [meaning for name in guess.names if (meaning := self._meaning_of(name)) is not None]
        if guess.sure:
            yield _Found(start, end, meanings[0], trust=1, read_as=guess.names[0])
            return
        names = tuple(dict.fromkeys(meaning.name for meaning in meanings if meaning.kind is Kind.MEDICINE))
        if names:
            yield _Found(start, end, Meaning(Kind.MEDICINE, word, word, candidates=names), trust=1)

    def _meaning_of(self, name: str) -> Meaning | None:
        return self._lexicon.phrases.get(name) or self._from_index(name)


def _without_form(generic: str) -> str:
    """A name of the index without how it is given: it has "clonidine patch" and "doxepin (insomnia)" by themselves."""
    words = generic.partition(" (")[0].split()
    while len(words) > 1 and words[-1] in _GIVEN_AS:
        words.pop()
    return " ".join(words)


def _index_meaning(generic: str) -> Meaning:
    return Meaning(Kind.MEDICINE, generic, generic, substance=generic)


def _guesser(lexicon: MedicineLexicon) -> SpellingGuesser:
    reviewed = [(text, lexicon.phrases[text]) for text in sorted(lexicon.spellable)]
    indexed = [
        (name, each.generic) for name, each in lexicon.index.names.items() if each.common or name == each.generic
    ]
    return SpellingGuesser(
        [*((text, meaning.value) for text, meaning in reviewed), *indexed],
        foremost=[text for text, meaning in reviewed if meaning.known and text.isalpha() and len(text) >= SHORTEST],
        rare=[name for name, each in lexicon.index.names.items() if not each.common],
        plain=everyday_words(),
    )


def _term_phrases(lexicon: MedicineLexicon) -> list[str]:
    """The terms of several words, as they are looked up."""
    phrases = lexicon.phrases.items()
    return sorted(text for text, meaning in phrases if meaning.kind is Kind.TERM and " " in text)


def _words(tokens: Doc) -> str:
    return " ".join(token.lower_ for token in tokens)


def _longest_first(found: list[_Found], keep: list[_Found] | None = None) -> list[_Found]:
    """Drop spans that overlap a longer one, or one of the same length that is trusted more."""
    chosen = list(keep or [])
    taken = {position for each in chosen for position in range(each.start, each.end)}
    for each in sorted(found, key=lambda each: (each.start - each.end, -each.trust, each.start)):
        if each in chosen or not taken.isdisjoint(range(each.start, each.end)):
            continue
        chosen.append(each)
        taken.update(range(each.start, each.end))
    return chosen


def _mask(normalised: NormalisedText, found: list[_Found], links: tuple[Link, ...]) -> str:
    parts = []
    position = 0
    for each, link in zip(found, links, strict=True):
        parts += [normalised.text[position : each.start], link.read_as]
        position = each.end
    return "".join([*parts, normalised.text[position:]])
