"""What people read is written in full, in words that they can read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.knowledge.errors import ContentError
from bot.knowledge.files import Draft, assemble
from bot.knowledge.texts import SENTENCES, texts_of
from bot.language.readability import grade, longest_sentence

HIGHEST_GRADE = 8.0
LONGEST_SENTENCE = 25


def texts_are_written_out(draft: Draft) -> Iterator[ContentError]:
    """No text is empty, and what has to be a sentence ends as one."""
    for entry in draft.entries:
        for field, text in texts_of(entry.kind, entry.item):
            if not text.strip():
                yield entry.error("is empty", field)
            elif field in SENTENCES.get(entry.kind, ()) and not _ends_as_sentence(text):
                yield entry.error("is not a full sentence: it ends without `.`, `?` or `!`", field)


def sentences_are_short(draft: Draft) -> Iterator[ContentError]:
    """At most 25 words each."""
    for entry in draft.entries:
        for field, text in texts_of(entry.kind, entry.item):
            length = longest_sentence(text)
            if length > LONGEST_SENTENCE:
                yield entry.error(f"a sentence has {length} words; at most {LONGEST_SENTENCE}", field)


def texts_are_easy_to_read(draft: Draft) -> Iterator[ContentError]:
    """Reading grade 8 at most, names of medicines and terms aside. A few words in a table are not graded."""
    familiar = assemble(draft).familiar_words
    for entry in draft.entries:
        for field, text in texts_of(entry.kind, entry.item):
            found = grade(text, familiar) if _ends_as_sentence(text) else 0.0
            if found > HIGHEST_GRADE:
                message = f"reads at grade {found:.1f}; at most {HIGHEST_GRADE:g}: use shorter words and sentences"
                yield entry.error(message, field)


def _ends_as_sentence(text: str) -> bool:
    return text.rstrip().rstrip("\"'\u201d\u2019)").endswith((".", "!", "?"))


RULES: tuple[Callable[[Draft], Iterator[ContentError]], ...] = (
    texts_are_written_out,
    sentences_are_short,
    texts_are_easy_to_read,
)
