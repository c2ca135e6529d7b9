"""Dates of birth: a date beside "born", "dob" or a birthday; other dates stay."""

from __future__ import annotations

from presidio_analyzer import Pattern, PatternRecognizer

_MONTH = (
    r"(?:jan(?:uary)?|febr?(?:uary|urary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:\s?(?:st|nd|rd|th))?\b"
_YEAR = r"(?:(?:19|20)\d\d|'?\d\d(?!\s?(?:year|yr|month|week|day)))(?!\w)"
_NUMERIC = (
    r"\d{1,2}\s?[-./]\s?\d{1,2}\s?[-./]\s?(?:(?:19|20)\d\d|\d\d)(?!\d)"
    r"|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}(?!\d)"
    r"|\d{1,2} \d{1,2} (?:(?:19|20)\d\d|\d\d)(?!\d)"
)
_WORDED = (
    rf"{_DAY}[\s-]*(?:of\s+)?{_MONTH}(?:,?[\s-]*{_YEAR})?"
    rf"|{_MONTH}\s*(?:the\s+)?{_DAY}(?:,?\s*{_YEAR})?"
    rf"|{_MONTH},?\s*(?:of\s+)?{_YEAR}"
)
_TOGETHER = r"\d{8}(?!\d)|\d{6}(?!\d)"
_DATE = rf"(?:{_NUMERIC}|{_WORDED})"

_DOB = r"(?:\bd\s?[./]?\s?o\s?[./]?\s?b{1,2}s?\b\.?|\bdate\s?of\s?birth\b|\bdob(?=\d))"
_BORN = (
    rf"(?:{_DOB}|\bborn\b|\bbirth\s?(?:date|day'?s?|certificate)\b|(?<!\w)b\."
    r"|\bturn(?:s|ed|ing)?\s\d{1,2}\b)"
)
_GAP = (
    r"(?:\W{0,4}\b(?:a|are|around|as|child|dated|for|given|has|he|her|his|in|is|of|on"
    r"|recorded|s|says|she|the|was|were)\b){0,5}\W{0,4}"
)


class DateOfBirthRecogniser(PatternRecognizer):
    """In figures or words; the month and year alone count, the year alone does not."""

    def __init__(self) -> None:
        full_name = r"(?-i:\b[A-Z][a-z]+\s[A-Z][\w'’-]+)"
        in_full = r"\d{1,2}[-./]\d{1,2}[-./](?:19|20)?\d\d(?!\d)"
        super().__init__(
            supported_entity="DATE_OF_BIRTH",
            patterns=[
                Pattern("after its cue", rf"{_BORN}{_GAP}\K{_DATE}", 0.5),
                Pattern("together", rf"{_DOB}{_GAP}\K(?:{_TOGETHER})", 0.5),
                Pattern(
                    "a second one",
                    rf"{_BORN}{_GAP}{_DATE}\s?(?:,|&|and)\s?\K{_DATE}",
                    0.5,
                ),
                Pattern("after a name", rf"{full_name},?\s\(?\K{in_full}(?=\)|,)", 0.5),
            ],
        )
