"""What the entities of a message are evidence for."""

from __future__ import annotations

from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message

from bot.language.evidence import Evidence
from bot.language.lexicon import Kind


def evidence_in(message: Message) -> Evidence:
    """What the linker's entities say of a message."""
    entities = message.get(ENTITIES) or []
    kinds = {entity["entity"] for entity in entities}
    medicines = [entity for entity in entities if entity["entity"] == Kind.MEDICINE.value]
    return Evidence(
        names_medicine=any(entity.get("substance") or entity.get("candidates") for entity in medicines),
        names_class=any(not entity.get("substance") and entity.get("drug_class") for entity in medicines),
        names_term=Kind.TERM.value in kinds,
        names_defined_term=any(entity.get("defined") for entity in entities),
        names_product_detail=bool(kinds & {Kind.FORM.value, Kind.STRENGTH.value}),
    )
