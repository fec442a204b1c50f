"""What the trained components share: how Rasa makes, loads and keeps them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

from bot.nlu.fingerprint import language_fingerprint


class Saved(Protocol):
    """Something that was learned, and can be kept in a folder. Never by pickle."""

    def save(self, folder: Path) -> None:
        """Write it."""

    @classmethod
    def load(cls, folder: Path) -> Any:
        """Read what `save` wrote."""


Model = TypeVar("Model", bound=Saved)
Self = TypeVar("Self", bound="TrainedComponent[Any]")


class TrainedComponent(GraphComponent, Generic[Model]):
    """A component that learns a model while training, keeps it in the archive, and uses it afterwards.

    Args:
        config: As the subclass's `get_default_config`.
        model_storage: Where the model is kept.
        resource: Its name there.
        model: The model; `None` before training.
    """

    model_type: ClassVar[type[Saved]]
    """What the subclass learns."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, model: Model | None = None
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls: type[Self],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's interface
    ) -> Self:
        """Make an untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls: type[Self],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's interface
        **_: Any,
    ) -> Self:
        """Read the component from a model archive."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, cls.model_type.load(folder))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:  # noqa: ARG003 - Rasa's interface
        """Hash of the code that learns: a change of it trains anew."""
        return language_fingerprint()

    @property
    def model(self) -> Model:
        """What was learned.

        Raises:
            RuntimeError: The component was neither trained nor loaded.
        """
        if self._model is None:
            raise RuntimeError(f"{type(self).__name__} is used before it was trained or loaded.")
        return self._model

    def keep(self, model: Model) -> Resource:
        """Use a model from now on, and write it into the archive.

        Args:
            model: What was learned.

        Returns:
            Where it is, for Rasa.
        """
        self._model = model
        with self._model_storage.write_to(self._resource) as folder:
            model.save(folder)
        return self._resource
