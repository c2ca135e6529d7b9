"""Rasa component: ranks the doors that fit a described worry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder import shared_encoder
from bot.label_model import LabelModel
from bot.learned_component import LearnedComponent
from bot.sentence_encoder import TEXTS_KEY, VECTORS_KEY
from knowledge.concern import read_concerns
from knowledge.reading import BUNDLED

DOORS_KEY = "doors"
_MOST = 5


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True
)
class DoorClassifier(LearnedComponent[LabelModel]):
    """Sets `doors`: the likeliest routes of the message with their probabilities."""

    file = "doors.joblib"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # The content folder, relative to the project; empty means the package's.
            "content": "",
            # Inverse of the regularisation of the logistic regression.
            "strength": 5.0,
        }

    def train(self, training_data: TrainingData) -> Resource:
        concerns = read_concerns(Path(self._config["content"] or BUNDLED))
        texts = [concern.text for concern in concerns]
        model = LabelModel(self._config["strength"]).fit(
            texts,
            shared_encoder().encode_for_training(texts),
            [c.route for c in concerns],
        )
        return self._keep(model)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            ranking = self._learned.rank(
                message.get(TEXTS_KEY)[:1], message.get(VECTORS_KEY)[:1]
            )[0]
            found = [(route, round(p, 3)) for route, p in ranking[:_MOST]]
            message.set(DOORS_KEY, found)
        return messages
