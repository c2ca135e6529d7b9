"""Rasa component: sentence vectors of a message and of each question in it."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder import Encoder, shared_encoder
from bot.questions import questions

TEXTS_KEY = "texts"
VECTORS_KEY = "vectors"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False
)
class SentenceEncoder(GraphComponent):
    """Sets `texts` (the message, then its questions) and `vectors`, a row for each."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        return cls(shared_encoder())

    @staticmethod
    def required_packages() -> list[str]:
        return ["transformers", "tensorflow"]

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            texts = [text, *questions(text)]
            message.set(TEXTS_KEY, texts)
            message.set(VECTORS_KEY, self._encoder.encode(texts))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        examples = [
            m for m in training_data.training_examples if m.get(TEXT) and m.get(INTENT)
        ]
        vectors = self._encoder.encode_for_training([m.get(TEXT) for m in examples])
        for message, vector in zip(examples, vectors, strict=True):
            message.set(TEXTS_KEY, [message.get(TEXT)])
            message.set(VECTORS_KEY, vector.reshape(1, -1))
        return training_data
