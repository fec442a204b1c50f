"""Content files -> checked content -> one snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_origin

from bot.knowledge.documents import Document, parse, validated
from bot.knowledge.errors import ContentError, ContentErrors
from bot.knowledge.snapshot import Snapshot
from bot.model.knowledge import Content, MedicineContent, SharedContent, Topic

_READ_BY_THEIR_OWNERS = (
    "contacts.yml",
    "cards.yml",
    "guards.yml",
    "held.yml",
    "phrases.yml",
    "teach_back.yml",
    "without_doses.yml",
)


class TopicContent(Content):
    """`knowledge/topics.yml`."""

    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One piece of content and the place that it was read from."""

    kind: str
    """The list that it stands in (`facts`)."""
    item: Any
    medicine: str | None
    """Whose content it is; `None` for what serves all medicines."""
    document: Document
    at: tuple[str | int, ...]

    def error(self, message: str, *field: str | int) -> ContentError:
        """Say what is wrong with it, or with a field of it."""
        return self.document.error(message, *self.at, *field)

    @property
    def place(self) -> str:
        """File and line, for an error elsewhere that refers to it."""
        error = self.error("")
        return f"{error.file}:{error.line}"


@dataclass
class Draft:
    """All entries of all files, before anything is known of whether they fit together."""

    entries: list[Entry] = field(default_factory=list)
    errors: list[ContentError] = field(default_factory=list)
    complete: bool = True
    """Whether every entry could be read: where one could not, what refers to it may still be right."""

    def of(self, *kinds: str) -> list[Entry]:
        """The entries of some lists."""
        return [entry for entry in self.entries if entry.kind in kinds]

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """Remember the errors of a step and go on."""
        try:
            yield
        except ContentErrors as errors:
            self.errors.extend(errors.errors)
            self.complete = False


def read_draft(root: Path) -> Draft:
    """Read every content file below a folder, and remember all that is wrong on the way.

    Files of the safety package and the assistant's own phrases are validated by their owners' readers.
    """
    draft = Draft()
    if not root.is_dir():
        draft.errors.append(ContentError(str(root), 1, "", "there is no such folder"))
    for path in sorted(root.rglob("*.yml")):
        model = _model_of(path.relative_to(root))
        if model is None:
            continue
        with draft.collecting():
            _read(parse(path, str(Path(root.name) / path.relative_to(root))), model, draft)
    draft.errors.extend(_misnamed(root))
    return draft


def _model_of(path: Path) -> type[Content] | None:
    if path.parts[0] == "medicines":
        return MedicineContent
    if path.parts[0] == "red_flags" or path.name in _READ_BY_THEIR_OWNERS:
        return None
    return TopicContent if path == Path("topics.yml") else SharedContent


def _misnamed(root: Path) -> Iterator[ContentError]:
    for path in sorted(root.rglob("*.yaml")):
        name = str(Path(root.name) / path.relative_to(root))
        yield ContentError(name, 1, "", "is not read: content files end in .yml")


def _read(document: Document, model: type[Content], draft: Draft) -> None:
    """Read a file entry by entry, so that one bad entry hides nothing about the others."""
    lists = {name: shape.type_ for name, shape in model.__fields__.items() if get_origin(shape.outer_type_) is tuple}
    medicine = document.data.get("medicine")
    owner = medicine if isinstance(medicine, str) else None
    if owner:
        draft.entries.append(Entry("medicine", owner, owner, document, ("medicine",)))
    rest = {key: value for key, value in document.data.items() if key not in lists}
    with draft.collecting():
        whole = validated(document, model, rest)
        if identity := getattr(whole, "identity", None):
            draft.entries.append(Entry("identity", identity, owner, document, ("identity",)))
    for name, shape in lists.items():
        listed = document.data.get(name, [])
        if not isinstance(listed, list):
            draft.errors.append(document.error("needs a list (`- ...`)", name))
            draft.complete = False
            continue
        for index, data in enumerate(listed):
            with draft.collecting():
                item = validated(document, shape, data, name, index)
                draft.entries.append(Entry(name, item, owner, document, (name, index)))


def assemble(draft: Draft) -> Snapshot:
    """Merge the entries of all files into one snapshot."""

    def items(kind: str, medicine: str | None = None) -> tuple[Any, ...]:
        return tuple(entry.item for entry in draft.of(kind) if medicine in (None, entry.medicine))

    lists = [name for name in MedicineContent.__fields__ if name not in ("medicine", "identity", "sources")]
    medicines = [
        MedicineContent(
            medicine=medicine,
            identity=next(iter(items("identity", medicine)), None),
            **{name: items(name, medicine) for name in lists},
        )
        for medicine in dict.fromkeys(items("medicine"))
    ]
    shared = ("sources", "terms", "classes", "topics", "combinations")
    return Snapshot.of(medicines, **{kind: items(kind) for kind in shared})
