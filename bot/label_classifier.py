"""Rasa component: ranks intents, topics and details for a message and its questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder import shared_encoder
from bot.errors import BotError
from bot.label_model import LabelModel
from bot.labels import label_of
from bot.learned_component import LearnedComponent
from bot.sentence_encoder import TEXTS_KEY, VECTORS_KEY
from bot.staged_model import StagedModel
from knowledge.concern import Concern, read_concerns
from knowledge.reading import BUNDLED

RANKINGS_KEY = "rankings"
SETTINGS = ("strength", "ngram_weight", "ngram_width")


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True
)
class LabelClassifier(LearnedComponent[StagedModel], IntentClassifier):
    """Sets `rankings`: for each text of the message its labels with probabilities."""

    file = "labels.joblib"

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
        model = StagedModel(
            LabelModel(strength, weight, width, evened=True),
            LabelModel(strength, weight, width),
        ).fit(
            [*texts, *told],
            np.vstack([vectors, shared_encoder().encode_for_training(told)]),
            [*labels, *(_concern_label(concern) for concern in concerns)],
        )
        return self._keep(model)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            message.set(
                RANKINGS_KEY,
                self._learned.rank(message.get(TEXTS_KEY), message.get(VECTORS_KEY)),
            )
        return messages


def _label(message: Message) -> str:
    metadata = (message.get("metadata") or {}).get("intent") or {}
    return label_of(message.get(INTENT), metadata)


def _concern_label(concern: Concern) -> str:
    about = "child" if concern.about == "unborn" else concern.about
    return label_of("concern", {"about": about})
