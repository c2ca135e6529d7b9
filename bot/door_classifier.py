"""Rasa component: ranks the doors that fit a described worry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder import shared_encoder
from bot.errors import BotError
from bot.label_model import LabelModel
from bot.sentence_encoder import TEXTS_KEY, VECTORS_KEY
from knowledge.concern import read_concerns
from knowledge.reading import BUNDLED

DOORS_KEY = "doors"
_FILE = "doors.joblib"
_MOST = 5


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True
)
class DoorClassifier(GraphComponent):
    """Sets `doors`: the likeliest routes of the message with their probabilities."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # The content folder, relative to the project; empty means the package's.
            "content": "",
            # Inverse of the regularisation of the logistic regression.
            "strength": 5.0,
        }

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: LabelModel | None = None,
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DoorClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> DoorClassifier:
        with model_storage.read_from(resource) as folder:
            model = joblib.load(Path(folder) / _FILE)
        return cls(config, model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        concerns = read_concerns(Path(self._config["content"] or BUNDLED))
        texts = [concern.text for concern in concerns]
        self._model = LabelModel(self._config["strength"]).fit(
            texts, shared_encoder().encode(texts), [c.route for c in concerns]
        )
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._model, Path(folder) / _FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        if self._model is None:
            raise BotError("the model of doors is not trained; run `make train`")
        for message in messages:
            ranking = self._model.rank(
                message.get(TEXTS_KEY)[:1], message.get(VECTORS_KEY)[:1]
            )[0]
            found = [(route, round(p, 3)) for route, p in ranking[:_MOST]]
            message.set(DOORS_KEY, found)
        return messages
