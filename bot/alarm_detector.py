"""Rasa component: the alarm rules, kept with the model as they were in training."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from knowledge.alarm import Alarms
from knowledge.reading import BUNDLED, read_or_raise
from knowledge.shape import plain, shape

ALARM_KEY = "alarm"
_FILE = "alarms.json"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True
)
class AlarmDetector(GraphComponent):
    """Sets `alarm` to {harm, level, rule} on a message that raises one."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        # The content folder, relative to the project; empty means the package's.
        return {"content": ""}

    def __init__(
        self,
        config: dict[str, Any],
        alarms: Alarms,
        storage: ModelStorage,
        resource: Resource,
    ) -> None:
        self._config = config
        self._alarms = alarms
        self._alarms.match("")  # compiles the rules before anybody waits for them
        self._storage = storage
        self._resource = resource

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> AlarmDetector:
        return cls(config, Alarms(), model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> AlarmDetector:
        with model_storage.read_from(resource) as folder:
            kept = json.loads((Path(folder) / _FILE).read_text(encoding="utf-8"))
        return cls(config, shape(kept, Alarms, _FILE), model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        folder = Path(self._config["content"] or BUNDLED)
        self._alarms = read_or_raise(folder).alarms
        with self._storage.write_to(self._resource) as kept:
            text = json.dumps(plain(self._alarms), ensure_ascii=False)
            (Path(kept) / _FILE).write_text(text, encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if alarm := self._alarms.match(message.get(TEXT) or ""):
                message.set(ALARM_KEY, asdict(alarm), add_to_output=True)
        return messages
