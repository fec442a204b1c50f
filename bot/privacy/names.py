"""Words that are names of people, so that they can be left out of what is kept.

The lists are those of the US census, from the package `names`: a name that is rare there is known only by its capital
letter. Many first names are words as well; where in doubt, a word is a name.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import names

_WORDS_FIRST = (
    "ada ai aide al alpha an angle apple april art asa aura autumn barbie basil bee berry bill blossom bo brain brandy "
    "bud buddy candy carry chance charity cherry chi chin cinderella conception coral del delta desire destiny diamond "
    "don dot drew dusty easter echo ed else er era eve fairy faith fe flora forest gene german ginger glory golden guy "
    "ha hang harmony herb honey hope hue hung in ira iris irish ivory ivy jan january jewel joy june junior ka kali "
    "karma king kit la lady lance le lean liberty loan long love ma mac major man manual many maple margarita marine "
    "marry max may melody mercy merry meta mi min miss moon my na nan nana noble nu numbers ok olive omega pa page "
    "patience pearl penny ping porter precious prince princess queen rich rocky roman rusty sage sang santa season see "
    "september sha sherry shin so sol son song soon sparkle spring star stormy summer sun sunday sunny sunshine ta tad "
    "tai temple tequila tiny trinity un una van velvet viola violet von will willow windy winter yang yer young"
)
"""First names that are mostly words in a question about a medicine ("how long will the brain ...")."""
_WORDS_LAST = (
    "a again all also always ask asked asks before but call called can christmas day do every for from gave give go "
    "good had has have he help her here him his how if is it just last like make me might more need needs never new no "
    "not now of office off on only or order ordered our out over own put read safe said same saw says she should some "
    "started stop take than that the them then there they this time to told too took try used want wants was way week "
    "well went what when where while who why with without work would wrote yes you your"
)
"""Words that stand behind a name or a title far oftener than they are a last name ("dr said")."""


def is_first_name(word: str) -> bool:
    """Whether a word is a first name, and not mostly something else.

    Args:
        word: In lower case.
    """
    return word in _first_names() and word not in _words_first()


def is_last_name(word: str) -> bool:
    """Whether a word behind a first name or a title is a last name.

    Args:
        word: In lower case.
    """
    letters = word.replace("'", "")
    return (letters in _last_names() or letters in _first_names()) and letters not in _words_last()


@lru_cache(maxsize=1)
def _words_first() -> frozenset[str]:
    return frozenset(_WORDS_FIRST.split())


@lru_cache(maxsize=1)
def _words_last() -> frozenset[str]:
    return frozenset(_WORDS_LAST.split()) | _words_first()


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    return _read("first:female") | _read("first:male")


@lru_cache(maxsize=1)
def _last_names() -> frozenset[str]:
    return _read("last")


def _read(which: str) -> frozenset[str]:
    lines = Path(names.FILES[which]).read_text(encoding="ascii").splitlines()
    return frozenset(line.split(maxsplit=1)[0].lower() for line in lines)
