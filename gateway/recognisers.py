"""What counts as personal: Presidio's recognisers, tuned for Britain.

Importing this module takes seconds; see `gateway.privacy.Privacy.load`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from presidio_analyzer import EntityRecognizer, Pattern
from presidio_analyzer.nlp_engine import NlpArtifacts
from presidio_analyzer.predefined_recognizers import (
    EmailRecognizer,
    NhsRecognizer,
    PhoneRecognizer,
)

from gateway.privacy import Kind, Recogniser, Span

NO_LANGUAGE = cast(NlpArtifacts, None)
"""These recognisers look at the letters alone."""


def recognisers() -> Sequence[Recogniser]:
    """Add a recogniser here and its kind in `gateway.privacy.Kind`."""
    return (
        Presidio(AnyEmail(), "EMAIL", hint="@"),
        Presidio(SpacedNhs(), "NHS_NUMBER", digits=10),
        Presidio(PhoneRecognizer(supported_regions=("GB",)), "PHONE", digits=7),
        DialledNumber(),
    )


@dataclass(frozen=True)
class Presidio:
    """One Presidio recogniser; `hint` and `digits` are what a text needs at least."""

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


class AnyEmail(EmailRecognizer):
    """Without the list of public suffixes: it would be fetched over the network."""

    def validate_result(self, pattern_text: str) -> None:
        """Every address counts, also one of a private domain."""
        del pattern_text


class SpacedNhs(NhsRecognizer):
    """Ten digits with a right check digit, however they are parted."""

    def __init__(self) -> None:
        digits = r"(?<!\d)\d{3}[ .-]{0,3}\d{3}[ .-]{0,3}\d{4}(?!\d)"
        super().__init__(
            patterns=[Pattern("NHS number", digits, 0.5)],
            replacement_pairs=[("-", ""), (" ", ""), (".", "")],
        )


class DialledNumber:
    """Ten or eleven digits from 0 or +44 on, also where no such line exists.

    Presidio's own recogniser knows only numbers that have been given out, and a
    person may mistype one.
    """

    _PATTERN = re.compile(
        r"(?<![\w+])(?!0\.)"
        r"(?:(?:(?:\+|00)\s?)?44[\s.-]{0,3}(?:\(0\)|0)?|\(?0|(?=7\d{9}))"
        r"(?:[\s()./-]{0,3}\d){9,10}(?!\d)"
    )
    _DATE = re.compile(
        r"(?<!\d)(?:\d{1,2}([-./])\d{1,2}\1(?:19|20)\d\d"
        r"|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}/\d{1,2}/\d\d)(?!\d)"
    )

    def find(self, text: str) -> Iterator[Span]:
        dateless = self._DATE.sub(lambda date: "|" * len(date[0]), text)
        for match in self._PATTERN.finditer(dateless):
            yield Span(*match.span(), "PHONE")
