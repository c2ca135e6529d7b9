"""Rasa component: for a message hardly understood, the answers that come nearest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.answer_search import AnswerSearch, texts_of
from bot.encoder import shared_encoder
from bot.judge import QUESTIONS_KEY
from bot.judgement import UNSURE
from bot.learned_component import LearnedComponent
from bot.sentence_encoder import TEXTS_KEY, VECTORS_KEY
from knowledge.reading import BUNDLED, read_or_raise

NEAREST_KEY = "nearest"
_MOST = 3
_CLEAR = 0.34
"""Probability of a topic from which nothing nearer need be looked for."""


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True
)
class NearestTopics(LearnedComponent[AnswerSearch], IntentClassifier):
    """Sets `nearest`: topic ids, where the judge is unsure or no topic stands out."""

    file = "answers.joblib"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        # The content folder, relative to the project; empty means the package's.
        return {"content": ""}

    def train(self, training_data: TrainingData) -> Resource:
        content = read_or_raise(Path(self._config["content"] or BUNDLED))
        texts = texts_of(content)
        asked = [f"{point.ask} {point.summary}" for _, _, point in content.topics()]
        search = AnswerSearch(
            list(texts), list(texts.values()), shared_encoder().encode(asked)
        )
        return self._keep(search)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if _is_clear(message):
                continue
            found = self._learned.nearest(
                message.get(TEXTS_KEY)[0], message.get(VECTORS_KEY)[0], _MOST
            )
            message.set(NEAREST_KEY, [topic for topic, _ in found], add_to_output=True)
        return messages


def _is_clear(message: Message) -> bool:
    """Only questions and what was not understood at all are looked up."""
    intent = (message.get(INTENT) or {}).get("name")
    if intent == UNSURE:
        return False
    questions: list[dict[str, Any]] = message.get(QUESTIONS_KEY) or []
    topics = questions[0]["topics"] if questions else []
    return intent != "ask" or (bool(topics) and topics[0][1] >= _CLEAR)
