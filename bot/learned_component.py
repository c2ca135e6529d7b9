"""What Rasa components share that learn one thing and keep it with the model."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

from bot.errors import BotError

Learned = TypeVar("Learned")
Self = TypeVar("Self", bound="LearnedComponent[Any]")


class LearnedComponent(GraphComponent, Generic[Learned]):
    """A subclass names its `file` and calls `_keep` at the end of its training."""

    file: ClassVar[str]

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        learned: Learned | None = None,
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._held = learned

    @classmethod
    def create(
        cls: type[Self],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls: type[Self],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        with model_storage.read_from(resource) as folder:
            learned = joblib.load(Path(folder) / cls.file)
        return cls(config, model_storage, resource, learned)

    @property
    def _learned(self) -> Learned:
        """Raises BotError before training."""
        if self._held is None:
            raise BotError(f"{type(self).__name__} is not trained; run `make train`")
        return self._held

    def _keep(self, learned: Learned) -> Resource:
        self._held = learned
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(learned, Path(folder) / self.file)
        return self._resource
