"""The log as FHIR R4: its structure, and no code that the knowledge base does not have."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import jsonschema

from bot.documents import LOG_FHIR
from tests.documents.conftest import entry

TEXT = {"type": "string", "pattern": r"\S"}
CONCEPT = {
    "type": "object",
    "required": ["text"],
    "properties": {
        "text": TEXT,
        "coding": {"type": "array", "minItems": 1, "items": {"required": ["system", "code"]}},
    },
    "additionalProperties": False,
}
INSTANT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}
OBSERVATION = {
    "type": "object",
    "required": ["resourceType", "status", "code", "subject", "effectiveDateTime", "valueString"],
    "properties": {
        "resourceType": {"const": "Observation"},
        "status": {"enum": ["registered", "preliminary", "final", "amended"]},
        "code": CONCEPT,
        "subject": {"type": "object", "required": ["display"]},
        "performer": {"type": "array", "minItems": 1},
        "effectiveDateTime": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
        "issued": INSTANT,
        "valueString": TEXT,
        "note": {"type": "array", "minItems": 1, "items": {"required": ["text"]}},
        "component": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["code"],
                "properties": {"code": CONCEPT, "valueString": TEXT, "valueCodeableConcept": CONCEPT},
                "additionalProperties": False,
                "minProperties": 2,
                "maxProperties": 2,
            },
        },
    },
    "additionalProperties": False,
}
BUNDLE = {
    "type": "object",
    "required": ["resourceType", "type", "timestamp"],
    "properties": {
        "resourceType": {"const": "Bundle"},
        "type": {"const": "collection"},
        "timestamp": INSTANT,
        "entry": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["fullUrl", "resource"],
                "properties": {"fullUrl": {"pattern": "^urn:uuid:[0-9a-f-]{36}$"}, "resource": OBSERVATION},
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
FULL = {"effect": "dizziness", "severity": "severe", "severity_words": "8/10", "time": "at noon"}


def bundle(content: bytes) -> dict[str, Any]:
    found = json.loads(content)
    jsonschema.validate(found, BUNDLE)
    return dict(found)


def codes(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if "system" in value:
            yield value["system"], value["code"]
        value = list(value.values())
    for each in value if isinstance(value, list) else ():
        yield from codes(each)


def test_an_empty_log_is_a_bundle_of_nothing(made: Callable[..., bytes]) -> None:
    assert "entry" not in bundle(made(LOG_FHIR))


def test_an_entry_is_an_observation_in_the_persons_words(made: Callable[..., bytes]) -> None:
    (only,) = bundle(made(LOG_FHIR, entry(medicine="baclofen", **FULL)))["entry"]
    said = only["resource"]
    assert said["code"] == {"text": "dizziness"}
    assert said["valueString"] == "felt dizzy after lunch, pretty bad"
    assert said["effectiveDateTime"] == "2026-11-29"
    values = {each["code"]["text"]: each.get("valueString") for each in said["component"]}
    assert values == {"How bad": "severe", "How bad, as said": "8/10", "Time, as said": "at noon", "Medicine": None}


def test_codes_are_only_those_of_the_knowledge_base(made: Callable[..., bytes], snapshot: Any) -> None:
    identity = snapshot.medicines["baclofen"].identity
    known = {identity.rxnorm, identity.atc}
    found = set(codes(bundle(made(LOG_FHIR, entry(medicine="baclofen", **FULL)))))
    assert {code for _, code in found} == known
    assert not set(codes(bundle(made(LOG_FHIR, entry(medicine="ibuprofen", **FULL)))))


def test_every_entry_has_an_address_of_its_own_that_stays(made: Callable[..., bytes]) -> None:
    two = (entry("one", id=1), entry("two", id=2))
    first, again = (bundle(made(LOG_FHIR, *two))["entry"] for _ in range(2))
    assert len({each["fullUrl"] for each in first}) == 2
    assert first == again
