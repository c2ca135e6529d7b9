"""NHS numbers."""

from __future__ import annotations

from presidio_analyzer import Pattern
from presidio_analyzer.predefined_recognizers import NhsRecognizer


class SpacedNhs(NhsRecognizer):
    """Ten digits with a right check digit, however they are parted."""

    def __init__(self) -> None:
        digits = r"(?<!\d)\d{3}[ .-]{0,3}\d{3}[ .-]{0,3}\d{4}(?!\d)"
        super().__init__(
            patterns=[Pattern("NHS number", digits, 0.5)],
            replacement_pairs=[("-", ""), (" ", ""), (".", "")],
        )
