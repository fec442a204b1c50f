"""What a message says of the person who takes the medicine: for the profile, and nothing that it only asks about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.answers.context import Context
from bot.answers.cues import has_any
from bot.answers.regions import region_in
from bot.language.forms import FORM_WORDS
from bot.model.record import Profile

OLDER, ADULT, CHILD = "older", "adult", "child"
_ADULT_FROM, _OLDER_FROM, _OLDEST = 18, 65, 120
_AGE = re.compile(
    r"(?:\b(?:age[ds]?|i'?m|i am|he'?s|she'?s|is|turned|aged?(?: is| to)?|who'?s|down as)\s+|^\W*)"
    r"(\d{1,3})(?=\s*(?:$|[.,;!?]|years?\b|yrs?\b|yo\b|y/o\b|-?year|and\b|now\b))"
    r"|\b(\d{1,3})\s*-?(?:years?|yrs?)[\s-]*old\b|\b(\d{1,3})\s*(?:yo|y/o)\b",
    re.IGNORECASE,
)
_MONTHS = re.compile(r"\b\d{1,2}\s*-?(?:months?|weeks?|days?)[\s-]*old\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;!?\n,]|\b(?:and|but|also|plus)\b", re.IGNORECASE)
_GROUPS = {"pregnancy": "pregnant", "breastfeeding": "breastfeeding"}
_OLDER_PEOPLE = "older_people"
_KINDS = frozenset({"condition"})


@dataclass(frozen=True)
class Told:
    """What a message says: what is so, and what is not, or no longer."""

    so: Profile
    not_so: Profile

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return self.so == Profile() and self.not_so == Profile()

    @property
    def all(self) -> Profile:
        """Everything that it names, whether it is so or not."""
        return _joined(self.so, self.not_so)

    def applied_to(self, profile: Profile) -> Profile:
        """A profile with what the message says.

        Args:
            profile: as it was.
        """
        values = {
            name: getattr(self.so, name)
            for name in ("age_band", "pregnant", "breastfeeding", "form", "strength", "region")
            if getattr(self.so, name) is not None
        }
        gone = {
            name: None
            for name in ("age_band", "pregnant", "breastfeeding", "form", "strength", "region")
            if getattr(self.not_so, name) is not None
        }
        return replace(
            profile,
            **{**gone, **values},
            conditions=_without((*profile.conditions, *self.so.conditions), self.not_so.conditions),
            medicines=_without((*profile.medicines, *self.so.medicines), self.not_so.medicines),
        )


def told_in(context: Context) -> Told:
    """What the message says of the person.

    Args:
        context: the question.
    """
    question = context.question
    if not question.text.strip():  # a button says what it names
        return Told(_profile(context, question.text, question.terms), Profile())
    so, not_so = Profile(), Profile()
    denied = False
    for clause in filter(str.strip, _CLAUSE.split(question.text)):
        denies = has_any(clause, context.wording.lists["not_so_words"])
        # "no kidney problems or epilepsy": what follows without a verb of its own is denied as well.
        denied = denies or (denied and not has_any(clause, context.wording.lists["is_so_words"]))
        said = _profile(context, clause, _terms_in(context, clause))
        so, not_so = (so, _joined(not_so, said)) if denied else (_joined(so, said), not_so)
    return Told(so, not_so)


def age_band(text: str) -> str | None:
    """The age band that a text names; `None` where it names none.

    Args:
        text: the message as typed, or a part of it.
    """
    if _MONTHS.search(text):
        return CHILD
    found = _AGE.search(text)
    years = int(next(filter(None, found.groups()))) if found else None
    if years is None or not 0 < years <= _OLDEST:
        return None
    return CHILD if years < _ADULT_FROM else OLDER if years >= _OLDER_FROM else ADULT


def _profile(context: Context, text: str, terms: Iterable[str]) -> Profile:
    question, terms = context.question, tuple(terms)
    known = context.snapshot.terms
    groups = {_GROUPS[term]: True for term in terms if term in _GROUPS}
    pressed = not text.strip()
    medicines = [each for each in question.mentions if pressed or has_any(text, [each.text])]
    band = age_band(text) or (OLDER if _OLDER_PEOPLE in terms else None)
    return Profile(
        age_band=band,  # type: ignore[arg-type]
        pregnant=groups.get("pregnant"),
        breastfeeding=groups.get("breastfeeding"),
        conditions=tuple(term for term in terms if term in known and known[term].kind in _KINDS),
        medicines=tuple(dict.fromkeys(each.name for each in medicines)),
        form=question.form if pressed else _form_in(text),
        strength=question.strength if question.strength and (pressed or _names(text, question.strength)) else None,
        region=question.requested_region if pressed else region_in(text),
    )


def _terms_in(context: Context, clause: str) -> tuple[str, ...]:
    """Those of the message's terms that a clause names; all of them where the message has but one clause."""
    found = []
    for term in context.question.terms:
        known = context.snapshot.terms.get(term)
        names = [name for name in (known.name, known.medical_name, *known.names) if name] if known else []
        if has_any(clause, names) or clause.strip() == context.question.text.strip():
            found.append(term)
    return tuple(found)


def _form_in(text: str) -> str | None:
    return next((form for form, words in FORM_WORDS.items() if has_any(text, words)), None)


def _names(text: str, strength: str) -> bool:
    digits = re.findall(r"\d+(?:\.\d+)?", strength)
    return bool(digits) and all(re.search(rf"(?<![\d.]){re.escape(each)}(?![\d.])", text) for each in digits)


def _joined(one: Profile, other: Profile) -> Profile:
    told = Told(other, Profile())
    return told.applied_to(one)


def _without(items: Iterable[str], gone: Iterable[str]) -> tuple[str, ...]:
    left_out = {each.casefold() for each in gone}
    return tuple(dict.fromkeys(item for item in items if item.casefold() not in left_out))
