"""How far a statement is trusted shows in what it says and in who has signed it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.knowledge.errors import ContentError
from bot.knowledge.files import Draft
from bot.knowledge.texts import SENTENCES, texts_of
from bot.model.knowledge import Evidence

HEDGE = "one source says"


def weak_evidence_is_hedged(draft: Draft) -> Iterator[ContentError]:
    """A statement with evidence C or U says that one source says it: every version of a fact, else some text."""
    for entry in draft.entries:
        evidence = getattr(entry.item, "evidence", None)
        texts = dict(texts_of(entry.kind, entry.item))
        if evidence is None or not evidence.must_be_hedged or not texts:
            continue
        unhedged = [field for field, text in texts.items() if HEDGE not in text.lower()]
        message = f'evidence {evidence.value} is shown only as "One source says ..."; say so here'
        if entry.kind == "facts":
            for field in unhedged:
                yield entry.error(message, field)
        elif len(unhedged) == len(texts):
            yield entry.error(message, next(iter(SENTENCES.get(entry.kind, ())), unhedged[0]))


def the_article_is_no_source(draft: Draft) -> Iterator[ContentError]:
    """What only the seed article says is told in its reviews section and among its errors, nowhere else."""
    articles = {entry.item.id for entry in draft.of("sources") if entry.item.kind == "article"}
    for entry in draft.entries:
        evidence = getattr(entry.item, "evidence", None)
        if evidence is None or entry.kind == "discrepancies" or getattr(entry.item, "topic", None) == "reviews":
            continue
        if evidence is Evidence.SEED:
            yield entry.error("evidence `seed` is no source for an answer, except for the topic `reviews`", "evidence")
        elif entry.item.citations and all(citation.source in articles for citation in entry.item.citations):
            yield entry.error("cites nothing but an article, which is no source for an answer", "citations")


def a_review_is_signed(draft: Draft) -> Iterator[ContentError]:
    """A reviewed statement names who reviewed it and when; a drafted one names nobody."""
    for entry in draft.entries:
        status = getattr(entry.item, "status", None)
        for field in ("reviewed_by", "reviewed_on"):
            signed = getattr(entry.item, field, None)
            if status == "reviewed" and not signed:
                yield entry.error(f"status `reviewed` needs {field}", field)
            elif status == "drafted" and signed:
                yield entry.error("is given, but the status is `drafted`", field)


RULES: tuple[Callable[[Draft], Iterator[ContentError]], ...] = (
    weak_evidence_is_hedged,
    the_article_is_no_source,
    a_review_is_signed,
)
