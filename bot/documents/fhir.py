"""The log as a FHIR R4 bundle: an `Observation` for each entry, by the person who felt it.

A code stands only where the knowledge base has one (a medicine's RxNorm or ATC code); everything else is text.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

from bot.answers.wording import Wording
from bot.documents.names import Names, in_order
from bot.model.record import LogEntry, Record

_RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
_ATC = "http://www.whocc.no/atc"
_IDS = uuid.UUID("5b0a6f7e-6b36-4a5c-9d0c-0d1b8b7f6a11")
"""The space of ids in which an entry always gets the same."""


def log_as_fhir(record: Record, names: Names, wording: Wording, made: datetime) -> bytes:
    """The log as a collection of observations.

    Args:
        record: What is kept of the person.
        names: What effects and medicines are called.
        wording: The assistant's own phrases.
        made: The time, in UTC.
    """
    bundle: dict[str, Any] = {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": _instant(made),
    }
    if entries := [_entry(each, names, wording) for each in in_order(record)]:
        bundle["entry"] = entries  # FHIR has no empty lists
    return json.dumps(bundle, ensure_ascii=False, indent=2).encode()


def _entry(entry: LogEntry, names: Names, wording: Wording) -> dict[str, Any]:
    own_id = uuid.uuid5(_IDS, f"{entry.at.isoformat()} {entry.id}")
    return {"fullUrl": f"urn:uuid:{own_id}", "resource": _observation(entry, names, wording)}


def _observation(entry: LogEntry, names: Names, wording: Wording) -> dict[str, Any]:
    person = {"display": wording.say("paper_person")}
    observation: dict[str, Any] = {
        "resourceType": "Observation",
        "status": "preliminary",
        "code": {"text": names.effect(entry) or wording.say("paper_effect_unnamed")},
        "subject": person,
        "effectiveDateTime": entry.day.isoformat(),
        "issued": _instant(entry.at),
        "performer": [person],
        "valueString": entry.text,
        "note": [{"text": wording.say("paper_own_notes")}],
    }
    if components := list(_components(entry, names, wording)):
        observation["component"] = components
    return observation


def _components(entry: LogEntry, names: Names, wording: Wording) -> Iterator[dict[str, Any]]:
    level = wording.say(f"bad_{entry.severity}") if entry.severity else None
    for column, value in (("how_bad", level), ("how_bad_said", entry.severity_words), ("time", entry.time)):
        if value:
            yield {"code": {"text": wording.say(f"paper_{column}")}, "valueString": value}
    if medicine := names.medicine(entry.medicine):
        concept: dict[str, Any] = {"text": medicine}
        if codings := _codings(entry, names):
            concept["coding"] = codings
        yield {"code": {"text": wording.say("paper_medicine")}, "valueCodeableConcept": concept}


def _codings(entry: LogEntry, names: Names) -> list[dict[str, str]]:
    identity = names.identity(entry.medicine)
    codes = ((_RXNORM, identity.rxnorm), (_ATC, identity.atc)) if identity else ()
    return [{"system": system, "code": code} for system, code in codes if code]


def _instant(moment: datetime) -> str:
    return moment.astimezone(timezone.utc).isoformat(timespec="seconds")
