"""Finds medicines, terms, forms and strengths, and masks the medicines before features are taken."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.knowledge import CONTENT, Snapshot, read_files
from bot.language import name_index
from bot.language.lexicon import Kind, MedicineLexicon
from bot.language.linker import Link, Linker
from bot.language.name_index import NameIndex
from bot.nlu.fingerprint import language_fingerprint
from bot.nlu.keys import MASKED_TEXT
from bot.nlu.trained import TrainedComponent


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class MedicineLinker(TrainedComponent[MedicineLexicon]):
    """Sets `entities` and the masked text. The names are read from the content in training, and kept in the model."""

    model_type = MedicineLexicon

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Where names come from: the content folder (the project's own if `None`), and the index file."""
        return {"knowledge": None, "name_index": str(name_index.DEFAULT_PATH)}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Hash of the names and of the code that finds them: no other change of the content trains anew."""
        config = {**cls.get_default_config(), **config}
        names = build_lexicon(_content(config), NameIndex.empty()).to_json()
        return hashlib.sha256(
            json.dumps([names, name_index.current_version(), language_fingerprint()]).encode()
        ).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:  # noqa: ARG002 - names come from the content
        """Gather the names. The index of other medicines is made first, if it is not there or out of date."""
        index = name_index.build(Path(self._config["name_index"]))
        return self.keep(build_lexicon(_content(self._config), index))

    @cached_property
    def _linker(self) -> Linker:
        return Linker(self.model)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Link the training examples as messages are linked later."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Link each message."""
        for message in messages:
            if not message.get(TEXT):
                continue
            linked = self._linker.link(message.get(TEXT))
            message.set(ENTITIES, [entity(link) for link in linked.links], add_to_output=True)
            message.set(MASKED_TEXT, linked.masked.lower())
        return messages


def entity(link: Link) -> dict[str, Any]:
    """A link as it stands in parse data."""
    found: dict[str, Any] = {
        "entity": link.meaning.kind.value,
        "start": link.start,
        "end": link.end,
        "value": link.meaning.value,
        "text": link.text,
        "extractor": MedicineLinker.__name__,
    }
    if link.meaning.kind is Kind.TERM:
        found["defined"] = link.meaning.defined
    if link.meaning.kind is Kind.MEDICINE:
        mention = link.as_mention()
        found |= {
            "name": mention.name,
            "substance": mention.substance,
            "known": mention.known,
            "product": mention.product,
            "drug_class": mention.drug_class,
            "candidates": list(mention.candidates),
        }
    return found


def build_lexicon(snapshot: Snapshot, index: NameIndex) -> MedicineLexicon:
    """The lexicon of a knowledge base."""
    identities = {
        medicine_id: content.identity for medicine_id, content in snapshot.medicines.items() if content.identity
    }
    shared = snapshot.classes.values(), snapshot.terms.values(), index, snapshot.combinations.values()
    return MedicineLexicon.build(identities, *shared)


def _content(config: dict[str, Any]) -> Snapshot:
    folder = Path(config["knowledge"]) if config["knowledge"] else CONTENT
    files = ((path, path.stat().st_mtime_ns) for path in folder.rglob("*.yml"))
    return _read_once(folder, tuple(sorted(files)))


@lru_cache(maxsize=1)
def _read_once(folder: Path, files: tuple[tuple[Path, int], ...]) -> Snapshot:  # noqa: ARG001 - tells contents apart
    """The content, read once while it stays the same: Rasa asks for its fingerprint several times in a training."""
    return read_files(folder)
