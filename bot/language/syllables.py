"""Count the syllables of an English word from its spelling."""

from __future__ import annotations

import re

# Vowels that are written and not said.
_SILENT = re.compile(
    r"""
    (?<=[^aeiou])e(?=(?:ly|ness|ful|less|ment|ments|fulness)$)   # safely, statement
  | (?<=[^aeioutd])e(?=d$)                                       # stopped, used; not wanted, needed
  | (?<=[^aeiouscgxz])(?<![cs]h)(?<![^aeiou]l)(?<![^aeiou]r)e(?=s$)  # comes, rules; not doses, changes, tables
  | (?<=[^aeiou])(?<![^aeiour]l)e$                               # dose, rule; not table
  | (?<=^som)e | (?<=^car)e(?=[gf]) | (?<=^lif)e | (?<=^sid)e | (?<=^guid)e | (?<=^her)e | (?<=^ther)e(?=f)
  | (?<=^ev)e(?=ry) | (?<=[^eo]ach)e(?=s?$)   # someone, careful, every, ache
    """,
    re.VERBOSE,
)
_VOWELS = re.compile(r"[aeiouy]+")
# Vowels that are said apart, or said and not written.
_APART = re.compile(
    r"""
    (?<![cgstx])i(?=a(?!ge)|o(?!us$)|u)     # diarrhea, period; not special, nation
  | (?<=[bdlmnprv])i(?=ous)                 # serious
  | (?<=[aeou])(?=ing)                      # seeing, doing
  | (?<=y)(?=ing)                           # trying
  | (?<=[^gq])u(?=[ao](?!y)|ity)            # usual
  | e(?=o(?!u|pl))                          # video; not people
  | i(?=e[nt])(?<![cstpr]i)                 # diet
  | (?<=s)(?=ms?$)                          # spasm
  | (?<=re)(?=act) | (?<=su)(?=ici) | (?<=flu)(?=id) | (?<=c)i(?=ation) | (?<=s)e(?=a$)    # react, nausea
  | (?<=rrh)(?=o?ea) | (?<=ar)e(?=a)
  | (?<=[bdp])(?=ld$)                       # doubled
    """,
    re.VERBOSE,
)


def syllables(word: str) -> int:
    """Syllables of a word, at least one; a number counts as one, a hyphenated word as the sum of its parts."""
    return sum(_of_part(part) for part in re.findall(r"[a-z]+", word.lower())) or 1


def _of_part(part: str) -> int:
    said = _SILENT.sub("", part)
    return max(1, len(_VOWELS.findall(said)) + len(_APART.findall(said)))
