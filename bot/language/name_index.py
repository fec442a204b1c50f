"""The index of medicine names: which generic name thousands of brands, salts and spellings stand for.

Medguide answers about few medicines, and has to recognise many: to say "I do not have tramadol in my database" it must
know that "Ultram" is a medicine. The names come from the package `drug-named-entity-recognition` (MIT), which is too
heavy to serve with; `python -m bot.language.name_index FILE` writes what is needed of it, once for each version.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from bot.language.everyday import everyday_words
from bot.language.normalise import normalise

PACKAGE = "drug-named-entity-recognition"
DEFAULT_PATH = Path(".state/medicine-names.json.gz")
_FORMAT = 3

_FOR_PATIENTS = ("medline_plus_id", "nhs_url")
_FOR_PHARMACISTS = "drugbank_id"
# What has none of these is a plant or a foodstuff that allergists test with.
_OF_A_SUBSTANCE = ("smiles", "mesh_id", "wikipedia_url")

_NAME = re.compile(r"[a-z][a-z0-9' .\-]*")
_MOST_WORDS = 4
_FEWEST_LETTERS = 4
_KEY_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class IndexedName:
    """What the index knows of a name."""

    generic: str
    """Generic name, lower case."""
    common: bool
    """Whether patients are likely to be on it: health services have a page for patients about it."""


class NameIndex:
    """Names of medicines, each with its generic name. Immutable.

    Args:
        version: What it was made from, to tell whether it is still current.
        names: Name key (see `name_key`) to what it means.
    """

    def __init__(self, version: str, names: Mapping[str, IndexedName]) -> None:
        self.version = version
        self._names = dict(names)

    def __len__(self) -> int:
        return len(self._names)

    def find(self, key: str) -> IndexedName | None:
        """What a name means, if it is in the index."""
        return self._names.get(key)

    @property
    def names(self) -> Mapping[str, IndexedName]:
        """All names by key."""
        return self._names

    def to_json(self) -> dict[str, Any]:
        """As plain data: generic names with their other names, sorted, so that equal indexes give equal text."""
        others: dict[str, list[str]] = defaultdict(list)
        common = set()
        for key, meaning in sorted(self._names.items()):
            others[meaning.generic].append(key)
            if meaning.common:
                common.add(meaning.generic)
        return {"version": self.version, "common": sorted(common), "names": dict(sorted(others.items()))}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> NameIndex:
        """The index that `to_json` wrote."""
        common = set(data["common"])
        meanings = {generic: IndexedName(generic, generic in common) for generic in data["names"]}
        return cls(data["version"], {key: meanings[generic] for generic, keys in data["names"].items() for key in keys})

    @classmethod
    def empty(cls) -> NameIndex:
        """An index without names."""
        return cls("empty", {})


def name_key(text: str) -> str:
    """A name as it is compared: lower case, words joined by one space, whatever stood between them."""
    return key_of_normalised(normalise(text).text)


def key_of_normalised(text: str) -> str:
    """The same of a text, or a part of one, that `normalise` made."""
    return " ".join(_KEY_WORD.findall(text.lower().replace("'", "")))


def current_version() -> str:
    """What an index made now would be made from.

    Raises:
        ModuleNotFoundError: If the package with the names is not installed.
    """
    try:
        return f"{PACKAGE} {metadata.version(PACKAGE)}, format {_FORMAT}"
    except metadata.PackageNotFoundError as error:
        raise ModuleNotFoundError(f"The package {PACKAGE!r} is needed to make the name index: make setup") from error


def make_index(generic_names: Mapping[str, str], details: Mapping[str, Mapping[str, Any]], version: str) -> NameIndex:
    """Choose the names of medicines that people type.

    Args:
        generic_names: Each name with the generic name that it stands for, lower case.
        details: What is known of each generic name.
        version: What the names come from.

    Returns:
        The index. Chemists' names, foodstuffs and everyday words are left out.
    """
    everyday = everyday_words()
    names: dict[str, IndexedName] = {}
    candidates = [*generic_names.items(), *((generic, generic) for generic in details)]
    for name, generic in candidates:
        known = details.get(generic, {})
        key = name_key(name)
        if not _is_medicine(known) or not _is_typed_by_people(name):
            continue
        if key in everyday and not (name == generic and name in generic_names):
            continue
        common = any(field in known for field in _FOR_PATIENTS)
        if key not in names or (common and not names[key].common):
            names[key] = IndexedName(generic, common)
    return NameIndex(version, names)


def _is_medicine(details: Mapping[str, Any]) -> bool:
    if any(field in details for field in _FOR_PATIENTS):
        return True
    return _FOR_PHARMACISTS in details and any(field in details for field in _OF_A_SUBSTANCE)


def _is_typed_by_people(name: str) -> bool:
    letters = sum(character.isalpha() for character in name)
    return (
        _NAME.fullmatch(normalise(name).text) is not None
        and len(name.split()) <= _MOST_WORDS
        and letters >= _FEWEST_LETTERS
        and 2 * letters > len(name)
    )


def build(path: Path) -> NameIndex:
    """Write the index file, unless it is there and current.

    Args:
        path: File to write; its folder is made.

    Returns:
        The index.

    Raises:
        ModuleNotFoundError: If the package with the names is not installed.
    """
    if path.exists():
        with contextlib.suppress(ValueError):
            index = read(path)
            if index.version == current_version():
                return index
    index = _from_package()
    write(index, path)
    return index


def _from_package() -> NameIndex:
    version = current_version()
    # 363 MB: imported only here, and only when an index is made.
    from drug_named_entity_recognition import drugs_finder  # noqa: PLC0415

    generic_names = {name: found[0] for name, found in drugs_finder.drug_variant_to_canonical.items()}
    return make_index(generic_names, drugs_finder.drug_canonical_to_data, version)


def write(index: NameIndex, path: Path) -> None:
    """Write an index file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_bytes(gzip.compress(json.dumps(index.to_json()).encode(), mtime=0))
    unfinished.replace(path)


def read(path: Path) -> NameIndex:
    """Read an index file.

    Raises:
        FileNotFoundError: If there is none.
        ValueError: If the file is not an index.
    """
    written = path.read_bytes()
    try:
        return NameIndex.from_json(json.loads(gzip.decompress(written)))
    except (gzip.BadGzipFile, EOFError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path} is not a name index; delete it and run `make train`.") from error


def main(arguments: list[str]) -> int:
    """Build the index from the command line."""
    path = Path(arguments[0]) if arguments else DEFAULT_PATH
    index = build(path)
    sys.stderr.write(f"{path}: {len(index):,} medicine names ({index.version})\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
