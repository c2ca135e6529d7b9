"""Rasa component: finds the facts of a worry that its words state, as entities."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    EXTRACTOR,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.learned_component import LearnedComponent
from knowledge.fact_words import FactWords, Found, read_fact_words
from knowledge.reading import BUNDLED


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True
)
class FactFinder(LearnedComponent[FactWords]):
    """Adds an entity a fact; its value is one of the fact's, never what was typed."""

    file = "facts.joblib"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # The content folder, relative to the project; empty means the package's.
            "content": "",
        }

    def train(self, training_data: TrainingData) -> Resource:
        """Keeps the phrases with the model, which needs nothing else then."""
        return self._keep(read_fact_words(Path(self._config["content"] or BUNDLED)))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            found = self._learned.find(message.get(TEXT) or "")
            entities = [*message.get(ENTITIES, []), *map(_entity, found)]
            message.set(ENTITIES, entities, add_to_output=True)
        return messages


def _entity(found: Found) -> dict[str, Any]:
    return {
        ENTITY_ATTRIBUTE_TYPE: found.fact,
        ENTITY_ATTRIBUTE_VALUE: found.value,
        ENTITY_ATTRIBUTE_START: found.start,
        ENTITY_ATTRIBUTE_END: found.end,
        EXTRACTOR: FactFinder.__name__,
    }
