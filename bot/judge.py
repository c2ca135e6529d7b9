"""Rasa component: the last word on intent, topics and details, and the log line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.alarm_detector import ALARM_KEY
from bot.area_names import AreaNames
from bot.door_classifier import DOORS_KEY
from bot.judgement import (
    CONCERN,
    Thresholds,
    detail,
    is_past,
    is_question,
    judge,
    question,
    tells,
)
from bot.label_classifier import RANKINGS_KEY
from bot.label_model import Ranking
from bot.labels import intents
from bot.leaning import leans
from bot.questions import asks
from bot.sentence_encoder import TEXTS_KEY
from bot.whom import whom
from knowledge.journal import journal
from knowledge.places import elsewhere
from knowledge.reading import BUNDLED, read_or_raise
from knowledge.years import asked

QUESTIONS_KEY = "questions"
DETAIL_KEY = "detail"
PLACE_KEY = "place"
PERIODS_KEY = "periods"
WHOM_KEY = "whom"
LEANS_KEY = "leans"
_FILE = "names.json"
_SHOWN = 3


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True
)
class Judge(GraphComponent, IntentClassifier):
    """Sets `intent`, `intent_ranking`, `questions`, `detail` and `periods`."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # The content folder, relative to the project; empty means the package's.
            "content": "",
            # See bot.judgement.Thresholds.
            "intent_threshold": Thresholds.intent,
            "question_threshold": Thresholds.question,
            "peak_threshold": Thresholds.peak,
        }

    def __init__(
        self,
        config: dict[str, Any],
        names: AreaNames,
        places: Sequence[str],
        storage: ModelStorage,
        resource: Resource,
    ) -> None:
        self._config = config
        self._names = names
        self._places = list(places)
        self._thresholds = Thresholds(
            config["intent_threshold"],
            config["question_threshold"],
            config["peak_threshold"],
        )
        self._storage = storage
        self._resource = resource

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Judge:
        return cls(config, AreaNames({}), (), model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Judge:
        with model_storage.read_from(resource) as folder:
            kept = json.loads((Path(folder) / _FILE).read_text(encoding="utf-8"))
        names = AreaNames(kept["areas"])
        return cls(config, names, kept["places"], model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        content = read_or_raise(Path(self._config["content"] or BUNDLED))
        self._names = AreaNames(
            {n: (*area.names, *area.misspelt) for n, area in content.areas.items()}
        )
        self._places = [p.strip() for p in content.word("place.names").split(",")]
        with self._storage.write_to(self._resource) as folder:
            kept = {"areas": self._names.names, "places": self._places}
            text = json.dumps(kept, ensure_ascii=False)
            (Path(folder) / _FILE).write_text(text, encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            self._judge(message)
        return messages

    def _judge(self, message: Message) -> None:
        rankings: list[Ranking] = message.get(RANKINGS_KEY)
        alarm = message.get(ALARM_KEY)
        calm = is_question(rankings[0]) or is_past(rankings[0])
        if alarm and alarm["layer"] == "model" and calm:
            alarm = {**alarm, "alike": True}
            message.set(ALARM_KEY, alarm, add_to_output=True)
        alarmed = alarm is not None and not alarm["alike"]
        named = bool(self._names.find(message.get(TEXTS_KEY)[0]))
        asking = asks(message.get(TEXTS_KEY)[0])
        name, confidence = judge(rankings[0], alarmed, self._thresholds, named, asking)
        found = {
            INTENT: {"name": name, "confidence": confidence},
            INTENT_RANKING_KEY: _pairs(intents(rankings[0])),
            QUESTIONS_KEY: self._questions(message.get(TEXTS_KEY), rankings),
            DETAIL_KEY: detail(rankings[0], CONCERN if alarmed else name),
            DOORS_KEY: message.get(DOORS_KEY) if tells(rankings[0], name) else [],
            WHOM_KEY: whom(message.get(TEXTS_KEY)[0]),
            LEANS_KEY: not named and leans(message.get(TEXTS_KEY)[0]),
            PERIODS_KEY: list(asked(message.get(TEXTS_KEY)[0])),
            PLACE_KEY: elsewhere(message.get(TEXTS_KEY)[0], self._places),
        }
        for key, value in found.items():
            message.set(key, value, add_to_output=True)
        self._log(message, name, confidence, rankings[0], alarm)

    def _questions(
        self, texts: Sequence[str], rankings: list[Ranking]
    ) -> list[dict[str, Any]]:
        return [
            asdict(question(ranking, self._names.find(text)))
            for text, ranking in zip(texts, rankings, strict=True)
        ]

    def _log(
        self,
        message: Message,
        intent: str,
        confidence: float,
        ranking: Ranking,
        alarm: dict[str, str] | None,
    ) -> None:
        label, probability = ranking[0]
        journal("rasa").info(
            "understood",
            reference=(message.get("metadata") or {}).get("reference"),
            intent=intent,
            confidence=round(confidence, 3),
            label=label,
            probability=round(probability, 3),
            alarm=alarm,
        )


def _pairs(ranking: list[tuple[str, float]]) -> list[dict[str, Any]]:
    return [{"name": name, "confidence": value} for name, value in ranking[:_SHOWN]]
