"""Names of persons, for Presidio."""

from __future__ import annotations

import re

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from gateway.recognisers.language import Language
from gateway.recognisers.name_finder import NameFinder
from gateway.recognisers.name_list import NameList

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


class NameRecogniser(EntityRecognizer):
    """Asks the model about the message as typed, or in capitals where it has none."""

    def __init__(self, names: NameList, language: Language) -> None:
        self._language = language
        self._finder = NameFinder(names, language.knows)
        super().__init__(supported_entities=["PERSON"], name="NameRecogniser")

    def load(self) -> None:
        """Loaded already."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts
    ) -> list[RecognizerResult]:
        del entities, nlp_artifacts
        written = text if _has_capitals(text) else _titled(text)
        return [
            RecognizerResult("PERSON", start, end, 0.85)
            for start, end in self._finder.find(
                text, lambda: self._language.people(written)
            )
        ]


def _has_capitals(text: str) -> bool:
    return not text.isupper() and any(word[0].isupper() for word in text.split()[1:])


def _titled(text: str) -> str:
    """Of the same length, each word with a capital."""
    return _WORD.sub(lambda word: word[0].capitalize(), text)
