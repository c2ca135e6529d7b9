"""References of cases in the systems of councils, police and courts."""

from __future__ import annotations

from presidio_analyzer import Pattern, PatternRecognizer

_SYSTEM = (
    r"(?:ehm|care\s?first|liquid\s?logic|eis|mosaic|system\s?one|systmone|emis|icat"
    r"|niche|athena|protocol|lcs|las)"
)
_THING = (
    r"(?:case|cases?\s?file|file|job|log|incident|crime|police|complaint|claim|warrant"
    r"|appeal|referral|concern|safeguarding|housing|tribunal|court|visitor|dhr|sar|cp)"
)
_NUMBER_OF = r"(?:ref(?:erence)?|refs|id|i\.d\.|urn|upn|uprn|number|num|no|nr|n°|#)"
_BETWEEN = (
    r"(?:\s?[.:#=(]\s?|\s-?\s?)(?:\s?(?:is|was|of|it'?s|its|the|my|quoted?)\b\s?){0,2}"
)
_NOT_YEAR = r"(?!(?:19|20)\d\d(?:/\d\d)?(?![\w/-]))(?!\d{1,2}/\d{1,2}/\d{2,4}(?![\w/]))"
_CODE = r"[A-Z\d]+(?:[-/._][A-Z\d]+)*"
_PARTED = r"[A-Z]{1,3}\d{1,3}\s\d{3,}"
_AREA_CODE = r"(?!0(?:161|800|808|300|330|345)\b)"
_END = r"(?![\w@-])"


def _code(digits: int) -> str:
    """A code with at least so many digits, which is neither a year nor a date."""
    enough = rf"(?=(?:[A-Z/._-]*\d){{{digits}}})"
    return rf"(?<![\w£$]){_NOT_YEAR}{_AREA_CODE}(?:{_PARTED}|{enough}{_CODE}){_END}"


class CaseReferenceRecogniser(PatternRecognizer):
    """A code with digits after the name of a system, or after "case", "ref", "id"."""

    def __init__(self) -> None:
        of = rf"(?:\s?{_NUMBER_OF}\b\.?)"
        super().__init__(
            supported_entity="CASE_REFERENCE",
            patterns=[
                Pattern(
                    "after a system",
                    rf"\b{_SYSTEM}{of}{{0,2}}{_BETWEEN}\K{_code(3)}",
                    0.5,
                ),
                Pattern(
                    "after a thing and its number",
                    rf"\b{_THING}{of}{{1,2}}{_BETWEEN}\K{_code(3)}",
                    0.5,
                ),
                Pattern(
                    "after a reference",
                    rf"\b(?:ref|refs|reference|id|urn|upn|uprn)\b\.?{of}?{_BETWEEN}\K{_code(4)}",
                    0.5,
                ),
                Pattern(
                    "after a case",
                    rf"\b(?:case|log|claim|incident|appeal|complaint|referral|file)\b{_BETWEEN}\K{_code(4)}",
                    0.5,
                ),
                Pattern("a pupil's", r"(?<!\w)[A-Z]\d{12}(?!\w)", 0.5),
            ],
        )
