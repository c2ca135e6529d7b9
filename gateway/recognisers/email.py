"""E-mail addresses."""

from __future__ import annotations

from presidio_analyzer import Pattern
from presidio_analyzer.predefined_recognizers import EmailRecognizer


class AnyEmail(EmailRecognizer):
    """Also "jo at home dot com".

    Without the list of public suffixes: it would be fetched over the network.
    """

    def __init__(self) -> None:
        spoken = (
            r"(?<![\w.])[\w.+-]+\s[(\[]?at[)\]]?\s[\w-]+(?:\s?[(\[]?\bdot\b[)\]]?\s?[\w-]+)*"
            r"\s?[(\[]?\bdot\b[)\]]?\s?(?:com|uk|org|net|me|eu|pl|info)\b"
        )
        super().__init__(
            patterns=[*EmailRecognizer.PATTERNS, Pattern("spoken", spoken, 0.5)]
        )

    def validate_result(self, pattern_text: str) -> None:
        """Every address counts, also one of a private domain."""
        del pattern_text
