"""Dates of birth: a date beside "born", "dob" or a birthday; other dates stay."""

from __future__ import annotations

from presidio_analyzer import Pattern, PatternRecognizer

_MONTH = (
    r"(?:jan(?:uary)?|febr?(?:uary|urary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_UNITS = r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_SPELT = (
    rf"(?:(?:twenty|thirty)[\s-](?:{_UNITS})|{_UNITS}|tenth|eleventh|twelfth|thirteenth"
    r"|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
    r"|thirtieth)\b"
)
_DAY = rf"(?:(?:0?[1-9]|[12]\d|3[01])(?:\s?(?:st|nd|rd|th))?\b|{_SPELT})"
_YEAR = r"(?:(?:19|20)\d\d|['’]?\d\d(?!\s?(?:year|yr|month|week|day)))(?!\w)"
_DASH = r"\s?[-–—./\\]\s?"
_NUMERIC = (
    rf"\d{{1,2}}{_DASH}(?:\d{{1,2}}|[ivx]{{1,4}}){_DASH}(?:(?:19|20)\d\d|\d\d)(?!\d)"
    r"|(?:19|20)\d\d[-–./]\d{1,2}[-–./]\d{1,2}(?!\d)"
    r"|\d{1,2}(?:st|nd|rd|th)?\s\d{1,2}\s(?:(?:19|20)\d\d|\d\d)(?!\d)"
    r"|\d{1,2}/\d{1,2}\s(?:19|20)\d\d(?!\d)"
)
_WORDED = (
    rf"{_DAY}[\s-]*(?:(?:day\s)?of\s+)?{_MONTH}(?:,?[\s-]*(?:in\s)?{_YEAR})?"
    rf"|{_MONTH}\s*(?:the\s+)?{_DAY}(?:,?\s*{_YEAR})?"
    rf"|{_MONTH},?\s*(?:of\s+|in\s+)?{_YEAR}(?:,?\son\sthe\s{_DAY})?"
    rf"|(?:19|20)\d\d,?\s{_MONTH}(?:\s{_DAY})?"
)
_TOGETHER = r"\d{8}(?!\d)|\d{6}(?!\d)"
_DATE = rf"(?:{_NUMERIC}|{_WORDED})"
_IN_FULL = (
    rf"(?:{_NUMERIC}|{_DAY}[\s-]*(?:of\s+)?{_MONTH},?[\s-]*{_YEAR}"
    rf"|{_MONTH}\s*(?:the\s+)?{_DAY},?\s*{_YEAR})"
)

_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun))"
)
_DOB = (
    r"(?:\bd\s?[./]?\s?o\s?[./]?\s?b{1,2}['’]?s?\b\.?"
    r"|\bdates?[\s-]?of[\s-]?births?\b|\bdob(?=\d))"
)
_BIRTHDAY = (
    r"(?:\bbirth[\s-]?(?:date|day)(?:['’]?s)?\b|\bb(?:irth)?[-'’]?days?(?:['’]s)?\b)"
)
_BORN = (
    rf"(?:{_DOB}|{_BIRTHDAY}|\bborn\b|\bbirth\scertificate\b|\bgave\sbirth\b"
    r"|\b(?:be|is|was)\s\d{1,2}(?=\son\b)|\bturn(?:s|ed|ing)?\s\d{1,2}\b)"
)
_GAP = (
    r"(?:\W{0,4}\b(?:a|about|approx\w*|are|around|as|back|be|child|circa|coming|comes|dated"
    r"|early|estimated|falls?|for|given|had|has|he|her|him|his|i|in|is|it|its|just|late"
    rf"|maybe|mid|next|of|on|perhaps|possibly|probably|recorded|s|says?|she|sometime|the"
    rf"|think|to|unknown|up|was|were|{_WEEKDAY}|\d{{1,2}}(?=\son|:))\b){{0,6}}\W{{0,4}}"
)
_ANOTHER_MATTER = (
    r"(?:appointments?|before|by|conference|court|deadline|due|form|from|hearing|meetings?"
    r"|policy|referr\w+|reviews?|seen|since|training|until|visit\w*)\b"
)
_ANY_WORDS = rf"(?:\W{{1,3}}(?!{_ANOTHER_MATTER})[^\W\d]+){{0,5}}\W{{1,4}}"
_WHOSE = r"(?:his|her|my|their|our|its|the|is|was|as|a|are|that['’]?s|which)"
_PERSON = (
    r"(?:he|she|baby|boy|brother|carer|child|client|dad|daughter|father|gentleman|girl|kid"
    r"|lad|lady|man|mother|mum|patient|pupil|resident|sibling|sister|son|student|tenant"
    r"|woman)"
)


class DateOfBirthRecogniser(PatternRecognizer):
    """In figures or words; the month and year alone count, the year alone does not."""

    def __init__(self) -> None:
        full_name = r"(?-i:\b[A-Z][a-z]+\s[A-Z][\w'’-]+)"
        numeric = r"\d{1,2}[-./]\d{1,2}[-./](?:19|20)?\d\d(?!\d)"
        after = rf"[\s(,:–\"'”-]{{1,4}}(?:{_WHOSE}\s){{0,3}}(?:{_DOB}|{_BIRTHDAY})"
        born_then = (
            r"[\s(,:–-]{1,4}(?:(?:that|this|it)(?:['’]?s|\sis|\swas)|is|was)\s"
            r"(?:when|the\sday)\s(?:\w+\s){1,3}?born\b"
        )
        patterns = {
            "after its cue": rf"{_BORN}{_GAP}\K{_DATE}",
            "after its name": rf"(?:{_DOB}|{_BIRTHDAY}){_ANY_WORDS}\K{_IN_FULL}",
            "together": rf"{_DOB}{_GAP}\K(?:{_TOGETHER})",
            "a second one": rf"{_BORN}{_GAP}{_DATE}\s?(?:,|&|and)\s?\K{_DATE}",
            "after b": rf"(?<!\w)b\.?:?\s\K{_IN_FULL}",
            "before its name": rf"(?<![\w/.-]){_DATE}(?={after})",
            "before the birth": rf"(?<![\w/.-]){_DATE}(?={born_then})",
            "after a name": rf"{full_name},?\s\(?\K{numeric}(?=\)|,)",
            "after a person": rf"\b{_PERSON}\s\(\K{_IN_FULL}(?=\))",
        }
        super().__init__(
            supported_entity="DATE_OF_BIRTH",
            patterns=[Pattern(name, text, 0.5) for name, text in patterns.items()],
        )
