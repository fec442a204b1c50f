"""Everyday English words, so that "wine" is never read as a misspelt medicine.

The list is the vocabulary of the sentence encoder: about 21,000 words that English text uses most. It is installed with
the encoder, so that only the few words of the body and its illnesses have to be kept by hand that it does not list and
that stand near a medicine's name. No medicine's name has the endings of illnesses and operations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.language.encoder import load_tokenizer

_ENDINGS = (
    ("'s", ""),
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("ied", "y"),
    ("er", ""),
    ("er", "e"),
    ("ly", ""),
    ("ally", ""),
    ("y", ""),
    ("y", "e"),
    ("ness", ""),
    ("iness", "y"),
    ("less", ""),
    ("able", ""),
    ("ful", ""),
)
_BODY_AND_ILLNESS = (
    "actin alveoli androgen androgens autoimmune carcinoma casein cholesterol creatinine endorphin endorphins "
    "estrogenic fibrin glycogen haemoglobin hemoglobin hernia herniated herpes hydrocele hydroceles leptin lipid "
    "lipids ocular pancreas planus pleurisy stoma stomas"
)
_ENDINGS_OF_ILLNESS = ("algia", "ectomy", "emia", "itis", "megaly", "osis", "otomy", "paresis", "pathy", "penia",
                       "plegia", "rrhea", "rrhoea", "scopy", "trophy", "uria")  # fmt: skip
_DOUBLED_BEFORE = ("ing", "ed", "er", "y")
_SHORTEST_STEM = 3


class EverydayWords:
    """Words that are plain English, with their regular inflections.

    Args:
        words: Lower-case words.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word for word in words if word.isalpha())

    def __iter__(self) -> Iterator[str]:
        """The words that are listed, inflections not among them."""
        return iter(self._words)

    def __contains__(self, word: object) -> bool:
        """Whether a lower-case word, or what it is inflected from, is an everyday word or names an illness."""
        if not isinstance(word, str):
            return False
        listed = word in self._words or any(stem in self._words for stem in _stems(word))
        return listed or word.endswith(_ENDINGS_OF_ILLNESS)


def _stems(word: str) -> list[str]:
    stems = []
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < _SHORTEST_STEM:
            continue
        stems.append(stem + instead)
        if ending in _DOUBLED_BEFORE and stem[-1] == stem[-2]:
            stems.append(stem[:-1])
    return stems


@lru_cache(maxsize=1)
def everyday_words() -> EverydayWords:
    """The everyday words of English, read once, most from the installed encoder's vocabulary."""
    return EverydayWords([*load_tokenizer().get_vocab(), *_BODY_AND_ILLNESS.split()])
