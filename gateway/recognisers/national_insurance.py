"""National Insurance numbers."""

from __future__ import annotations

from presidio_analyzer import Pattern
from presidio_analyzer.predefined_recognizers import UkNinoRecognizer


class SpacedNino(UkNinoRecognizer):
    """Two letters, six digits, one letter, however they are parted.

    "QQ" begins the example that official forms print, and people copy.
    Parted digits after a short word, such as "at 10 20 30 a", need the word
    "insurance" or its like before them.
    """

    def __init__(self) -> None:
        cue = r"\b(?:n\.?\s?i\.?|nino|ins|insurance)\b[^\n]{0,30}?\K"
        word = r"(?!(?:a[mnst]|b[ey]|go|he|m[ey]|no|o[nr]|p[ms]|so|to|we|yr)\b)"
        prefix = (
            r"(?<![\w-])(?!bg|gb|nk|kn|nt|tn|zz)"
            r"(?:qq|[a-ceghj-pr-tw-z][a-ceghj-npr-tw-z])"
        )
        rest = r"(?:[ .-]{0,2}\d\d){3}[ .-]{0,2}[a-d](?!\w)"
        super().__init__(
            patterns=[
                Pattern("after its name", rf"{cue}{prefix}{rest}", 0.5),
                Pattern("alone", rf"{word}{prefix}{rest}", 0.5),
            ]
        )
