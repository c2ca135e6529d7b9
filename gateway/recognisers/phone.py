"""Telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presidio_analyzer.predefined_recognizers import PhoneRecognizer

from gateway.privacy import Span


class BritishPhone(PhoneRecognizer):
    """Numbers that have been given out, and those of other countries from + on."""

    def __init__(self) -> None:
        super().__init__(supported_regions=("GB",))


class DialledNumber:
    """Ten or eleven digits from 0 or +44 on, also where no such line exists.

    Presidio's own recogniser knows only numbers that have been given out, and a
    person may mistype one.
    """

    _PATTERN = re.compile(
        r"(?<![\w+])(?!0\.)"
        r"(?:(?:(?:\+|00)\s?)?44[\s.-]{0,3}(?:\(0\)|0)?|\(?0|(?=7\d{3}[\s.-]?\d{3}[\s.-]?\d{3}))"
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
