"""Rasa component: hears danger, with rules, words, languages and a trained model."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.danger_model import NO_DANGER, DangerModel
from bot.encoder import shared_encoder
from bot.label_model import LabelModel
from bot.learned_component import LearnedComponent
from bot.sentence_encoder import TEXTS_KEY, VECTORS_KEY
from knowledge.danger import DangerMessage, DangerWords, read_danger
from knowledge.language import Languages
from knowledge.reading import BUNDLED, read_or_raise
from knowledge.watch import Watch

ALARM_KEY = "alarm"
_ASK, _CONCERN = "ask", "concern"


@dataclass(frozen=True)
class Hearing:
    """All that hears danger in one message."""

    watch: Watch
    model: DangerModel


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True
)
class AlarmDetector(LearnedComponent[Hearing]):
    """Sets `alarm` to an alarm's fields on a message that raises or resembles one."""

    file = "danger.joblib"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # The content folder, relative to the project; empty means the package's.
            "content": "",
            # Inverse of the regularisation of the logistic regressions.
            "strength": 5.0,
            # Columns into which the n-grams are pressed.
            "ngram_width": 300,
            # One in so many questions is enough to know no danger by.
            "every": 3,
        }

    def train(self, training_data: TrainingData) -> Resource:
        """Learns levels and harms; what the bot is asked for is the rest: no danger."""
        folder = Path(self._config["content"] or BUNDLED)
        content = read_or_raise(folder)
        every = [
            m for m in training_data.intent_examples if m.get(VECTORS_KEY) is not None
        ]
        asked = [m for m in every if m.get(INTENT) == _ASK][:: self._config["every"]]
        others = [m for m in every if m.get(INTENT) != _ASK]
        written = read_danger(folder)
        # Questions are left to the model: words by themselves know too few of them.
        talk = [_calm(m) for m in others if m.get(INTENT) != _CONCERN]
        words = DangerWords([*written, *talk], told=1.0)
        strength, width = self._config["strength"], self._config["ngram_width"]
        model = DangerModel(
            LabelModel(strength, width=width), LabelModel(strength, width=width)
        ).fit(
            [*written, *(_calm(m) for m in (*others, *asked))],
            np.vstack(
                [
                    shared_encoder().encode_for_training([m.text for m in written]),
                    *(m.get(VECTORS_KEY) for m in (*others, *asked)),
                ]
            ),
        )
        watch = Watch(content.alarms, Languages(content.languages), words)
        watch.warm()  # what is compiled is kept with the model
        return self._keep(Hearing(watch, model))

    def process(self, messages: list[Message]) -> list[Message]:
        hearing = self._learned
        for message in messages:
            modelled = hearing.model.ask(
                message.get(TEXTS_KEY)[0], message.get(VECTORS_KEY)[:1]
            )
            alarm = hearing.watch.hear(message.get(TEXT) or "", modelled)
            if alarm is not None:
                message.set(ALARM_KEY, asdict(alarm), add_to_output=True)
        return messages


def _calm(message: Message) -> DangerMessage:
    """A message of no danger: what people ask, tell or say in passing."""
    kind = _CONCERN if message.get(INTENT) == _CONCERN else "lookalike"
    return DangerMessage(message.get(TEXTS_KEY)[0], kind, "", NO_DANGER)
