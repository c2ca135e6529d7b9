"""Rasa component: hears danger, with rules, words, languages and a trained model."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder import shared_encoder
from bot.errors import BotError
from bot.label_model import LabelModel
from bot.sentence_encoder import TEXTS_KEY, VECTORS_KEY
from knowledge.alarm import Alarms
from knowledge.danger import DangerMessage, DangerWords, read_danger
from knowledge.language import Languages
from knowledge.reading import BUNDLED, read_or_raise
from knowledge.shape import plain, shape
from knowledge.watch import Modelled, Watch

ALARM_KEY = "alarm"
NO_DANGER = "none"
_FILE = "watch.json"
_MODEL = "levels.joblib"
_WORDY = ("ask", "concern")
"""Intents whose sentences are many, and told from danger by the messages of content."""


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True
)
class AlarmDetector(GraphComponent):
    """Sets `alarm` to an alarm's fields on a message that raises or resembles one."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # The content folder, relative to the project; empty means the package's.
            "content": "",
            # Inverse of the regularisation of the logistic regression.
            "strength": 5.0,
            # Columns into which the n-grams are pressed.
            "ngram_width": 200,
            # One in so many questions and worries is enough to know no danger by.
            "every": 3,
        }

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        watch: Watch | None = None,
        model: LabelModel | None = None,
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._watch = watch
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> AlarmDetector:
        return cls(config, model_storage, resource)

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
            model = joblib.load(Path(folder) / _MODEL)
        watch = Watch(
            shape(kept["alarms"], Alarms, _FILE),
            shape(kept["languages"], Languages, _FILE),
            DangerWords(shape(kept["messages"], list[DangerMessage], _FILE)),
        )
        watch.hear("")  # compiles the rules before anybody waits for them
        return cls(config, model_storage, resource, watch, model)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns levels and harms; what the bot is asked for is the rest: no danger."""
        folder = Path(self._config["content"] or BUNDLED)
        content = read_or_raise(folder)
        every = [
            m for m in training_data.intent_examples if m.get(VECTORS_KEY) is not None
        ]
        messages = [*read_danger(folder), *_small_talk(every)]
        others = [m for m in every if m.get(INTENT) in _WORDY][:: self._config["every"]]
        texts = [m.text for m in messages]
        self._model = LabelModel(
            self._config["strength"], width=self._config["ngram_width"]
        ).fit(
            [*texts, *(m.get(TEXTS_KEY)[0] for m in others)],
            np.vstack(
                [shared_encoder().encode(texts), *(m.get(VECTORS_KEY) for m in others)]
            ),
            [*(_label(m) for m in messages), *(NO_DANGER for _ in others)],
        )
        kept = {
            "alarms": plain(content.alarms),
            "languages": plain(Languages(content.languages)),
            "messages": plain(messages),
        }
        with self._storage.write_to(self._resource) as into:
            (Path(into) / _FILE).write_text(
                json.dumps(kept, ensure_ascii=False), encoding="utf-8"
            )
            joblib.dump(self._model, Path(into) / _MODEL)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        if self._watch is None or self._model is None:
            raise BotError("the danger model is not trained; run `make train`")
        for message in messages:
            vectors = message.get(VECTORS_KEY)[:1]
            modelled = _modelled(self._model.rank([message.get(TEXTS_KEY)[0]], vectors))
            alarm = self._watch.hear(message.get(TEXT) or "", modelled)
            if alarm is not None:
                message.set(ALARM_KEY, asdict(alarm), add_to_output=True)
        return messages


def _small_talk(examples: list[Message]) -> list[DangerMessage]:
    """Greetings, thanks and what is out of scope, which no message of danger holds."""
    return [
        DangerMessage(m.get(TEXTS_KEY)[0], "lookalike", "", NO_DANGER)
        for m in examples
        if m.get(INTENT) not in _WORDY
    ]


def _label(message: DangerMessage) -> str:
    return f"{message.level}/{message.harm}" if message.level else NO_DANGER


def _modelled(rankings: list[list[tuple[str, float]]]) -> Modelled:
    ranking = rankings[0]
    sums = {"emergency": 0.0, "urgent": 0.0}
    for label, probability in ranking:
        level, _, harm = label.partition("/")
        if harm:
            sums[level] += probability
    likeliest = next((label for label, _ in ranking if "/" in label), NO_DANGER)
    return Modelled(
        sums["emergency"], sums["urgent"], likeliest.partition("/")[2] or NO_DANGER
    )
