"""Lets one recogniser of Presidio's find spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from presidio_analyzer import EntityRecognizer
from presidio_analyzer.nlp_engine import NlpArtifacts

from gateway.privacy import Kind, Span

NO_LANGUAGE = cast(NlpArtifacts, None)
"""Recognisers look at the letters alone, or ask the language model themselves."""


@dataclass(frozen=True)
class Presidio:
    """`hint` and `digits` are what a text needs at least."""

    recogniser: EntityRecognizer
    kind: Kind
    hint: str = ""
    digits: int = 0

    def find(self, text: str) -> Iterator[Span]:
        if self.hint not in text or sum(c.isdigit() for c in text) < self.digits:
            return
        entities = self.recogniser.supported_entities
        for found in self.recogniser.analyze(text, entities, NO_LANGUAGE):
            yield Span(found.start, found.end, self.kind)
