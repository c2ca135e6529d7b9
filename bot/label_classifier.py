"""Rasa component: ranks intents, topics and details for a message and its questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder import shared_encoder
from bot.errors import BotError
from bot.label_model import LabelModel
from bot.labels import label_of
from bot.sentence_encoder import TEXTS_KEY, VECTORS_KEY
from bot.staged_model import StagedModel
from knowledge.concern import Concern, read_concerns
from knowledge.reading import BUNDLED

RANKINGS_KEY = "rankings"
_FILE = "labels.joblib"
SETTINGS = ("strength", "ngram_weight", "ngram_width")


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True
)
class LabelClassifier(GraphComponent, IntentClassifier):
    """Sets `rankings`: for each text of the message its labels with probabilities."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # The content folder, relative to the project; empty means the package's.
            "content": "",
            # Inverse of the regularisation of the logistic regression.
            "strength": 10.0,
            # Weight of character n-grams beside the unit-length sentence vector.
            "ngram_weight": 0.5,
            # Columns into which the n-grams are pressed.
            "ngram_width": 400,
        }

    def __init__(
        self,
        config: dict[str, Any],
        model: StagedModel | None,
        storage: ModelStorage,
        resource: Resource,
    ) -> None:
        self._config = config
        self._model = model
        self._storage = storage
        self._resource = resource

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LabelClassifier:
        return cls(config, None, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LabelClassifier:
        with model_storage.read_from(resource) as folder:
            model = joblib.load(Path(folder) / _FILE)
        return cls(config, model, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        examples = [
            m for m in training_data.intent_examples if m.get(VECTORS_KEY) is not None
        ]
        if not examples:
            raise BotError(
                "no training sentences with vectors; put SentenceEncoder before this"
            )
        texts = [m.get(TEXTS_KEY)[0] for m in examples]
        vectors = np.vstack([m.get(VECTORS_KEY) for m in examples])
        labels = [_label(m) for m in examples]
        concerns = read_concerns(Path(self._config["content"] or BUNDLED))
        told = [concern.text for concern in concerns]
        strength, weight, width = (self._config[key] for key in SETTINGS)
        self._model = StagedModel(
            LabelModel(strength, weight, width, evened=True),
            LabelModel(strength, weight, width),
        ).fit(
            [*texts, *told],
            np.vstack([vectors, shared_encoder().encode(told)]),
            [*labels, *(_concern_label(concern) for concern in concerns)],
        )
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._model, Path(folder) / _FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        if self._model is None:
            raise BotError("the label model is not trained; run `make train`")
        for message in messages:
            message.set(
                RANKINGS_KEY,
                self._model.rank(message.get(TEXTS_KEY), message.get(VECTORS_KEY)),
            )
        return messages


def _label(message: Message) -> str:
    metadata = (message.get("metadata") or {}).get("intent") or {}
    return label_of(message.get(INTENT), metadata)


def _concern_label(concern: Concern) -> str:
    about = "child" if concern.about == "unborn" else concern.about
    return label_of("concern", {"about": about})
