"""Homes: a street with its number, a flat, a house's name with its road."""

from __future__ import annotations

from presidio_analyzer import Pattern, PatternRecognizer

_NOT_IN_A_STREET = (
    r"(?:a|about|across|adults?|after|all|along|am|an|and|any|are|around|as|at|babies|back"
    r"|bags?|before|big|blokes?|boys?|busy|but|by|car|cars|cats?|child|children"
    r"|childrens|county|crown|cups?|days?|different|dogs?|doors?|down|driv\w*|each|every"
    r"|family|families|feet|few|for|foot|friends?|from|girls?|had|has|have|he|her|his"
    r"|hours?|i|in|into|is|it|its|kids?|lads?|long|lots?|main|males?|man|men|meters?"
    r"|metres?|miles?|min|mins|minutes?|months?|more|my|near|nearly|next|nights?|of|off"
    r"|old|olds|on|or|other|our|out|outside|over|parents?|past|people|per|percent|persons?"
    r"|places?|police|pounds?|ppl|pupils?|same|school|schools|seconds?|separate|she"
    r"|side|social|staff|steps?|stone|streets|strong|teenage\w*|than|that|the|their"
    r"|them|these|they|this|those|times|to|towards|up|was|we|weeks?|were|what|when"
    r"|where|which|while|who|with|women|woman|x|yards?|year|years|yo|young|your|yr|yrs)"
)
_WORD = rf"(?!{_NOT_IN_A_STREET}\b)[^\W\d_][\w'’.-]*"
_CAPITAL = rf"(?!{_NOT_IN_A_STREET}\b)(?-i:[A-Z])[\w'’.-]*"
_SIDE = r"(?:\s+(?:north|south|east|west)\b)?"
_SURE = (
    r"(?:road|rd|street|str|st|avenue|avenu|ave|lane|ln|crescent|cresent|cres|terrace|terr"
    r"|grove|gardens|gdns|mews)\b"
)
_LIKELY = (
    r"(?:road|rd|street|st|avenue|ave|av|lane|ln|crescent|cres|terrace|terr?|grove|gr"
    r"|gardens|gdns|mews|approach|bank|brow|close|cl|clough|common|court|crest|croft|ct"
    r"|dale|drive|dr|drv|fold|gate|green|heath|heights|hey|heyes|hill|leas?|mead|meadows?"
    r"|mount|orchard|paddocks?|parade|park|parkway|path|pl|place|precinct|quay|quays"
    r"|quayside|rise|row|sq|square|vale|view|villas|walk|way|wharf|wood|yard)\b"
)
_AT = (
    r"(?:^|\b(?:at|in|of|to|from|on|for|near|outside|is|address|live|lives|lived|living"
    r"|visit|come|@)\b:?\s(?:no\.?\s?|number\s)?)"
)
_NOT_COUNTING = (
    r"(?<![\w£$.:/,-])(?<!\b(?:section|sec|s|article|art|level|stage|part|chapter|step|ward"
    r"|band|form|reg|regulation|paragraph|para|page|year|yr|aged?|act|figure|table)\s)"
)
_NUMBER = (
    r"(?:(?:no\.?|number|house|plot|unit|apt\.?|room|block)\s?)?"
    r"\d{1,4}[a-z]?(?:\s?[-/&]\s?\d{1,4}[a-z]?)?(?!\w),?"
)
_TOWARDS = rf"(?:{_WORD}\s+){{1,3}}"
_STREET = rf"{_NUMBER}\s+{_TOWARDS}{_SURE}{_SIDE}"
_HOME = r"(?:flat|flt|apartment|appartment|apt|bedsit|maisonette)"
_COUNTED = (
    r"(?:\d{1,4}[a-z]?|one|two|three|four|five|six|seven|eight|nine|ten|(?-i:[A-H]))\b"
)
_NOT_A_SPAN = (
    r"(?!\s*(?:min|hour|week|day|month|year|yr|bed|kid|child|people|times|of\s+us|%))"
)
_BUILDING = (
    r"(?:house|court|lodge|towers?|point|heights|mansions|block|buildings?|mill|hall"
    r"|flats)"
)
_NAMED_HOUSE = (
    r"(?:cottages?|house|lodge|farm|farmhouse|villa|hall|barn|bungalow|manor|grange|bank"
    r"|view|holme?|croft|court|mill|heights|towers?|rectory|vicarage)"
)
_ONLY_A_HOUSE = r"(?:cottage|lodge|farm|farmhouse|villa|bungalow|barn|manor)"
_ROAD = (
    rf"(?:\d{{1,4}}[a-z]?\s)?{_TOWARDS}(?:{_SURE}|(?:close|drive|way|brow)\b){_SIDE}"
)


class AddressRecogniser(PatternRecognizer):
    """The number and the street; towns stay, and streets without a number do too."""

    def __init__(self) -> None:
        flat = (
            rf"\b(?:block\s\w\s)?{_HOME}\.?\s?(?:no\.?\s?|number\s)?"
            rf"{_COUNTED}{_NOT_A_SPAN}"
        )
        further = (
            rf"(?:,?\s+{_STREET}|,?\s+{_NUMBER}\s+(?:{_CAPITAL}\s+){{1,3}}{_LIKELY}{_SIDE}"
            rf"|,?\s+(?:{_WORD}\s+){{1,2}}{_BUILDING}\b(?:,\s+{_ROAD})?)?"
        )
        patterns = {
            "flat": flat + further,
            "top flat": rf"\b(?:top|basement|ground\sfloor|first\sfloor)\sflat,?\s"
            rf"(?=\d){_STREET}",
            "street": _NOT_COUNTING + _STREET,
            "capital street": rf"{_NOT_COUNTING}{_NUMBER}\s+"
            rf"(?:{_CAPITAL}\s+){{1,3}}{_LIKELY}{_SIDE}",
            "street after a place": rf"{_AT}\K{_NUMBER}\s+"
            rf"(?:{_WORD}\s+){{1,2}}{_LIKELY}{_SIDE}",
            "street of one word": rf"{_NOT_COUNTING}\d{{1,4}}[a-z]?,?\sthe\s{_LIKELY}",
            "flat of a quay": rf"{_NOT_COUNTING}{_HOME}\s\d+\s(?:quayside|the\s\w+)",
            "house and road": rf"(?<!\w)(?:{_WORD}\s){{1,2}}{_NAMED_HOUSE},\s{_ROAD}",
            "house, road": rf"(?<!\w)(?:{_WORD}\s){{1,2}}{_ONLY_A_HOUSE}\s{_ROAD}",
            "named house": r"(?:\b(?:at|is|from|to|of)|address:?)\s\K"
            rf"{_CAPITAL},\s{_ROAD}",
            "numbers of a street": r"\b(?:at|to|of|from|outside)\s\K\d{1,4}-\d{1,4}\s"
            rf"{_CAPITAL}",
            "unit": rf"\b(?:unit|plot)\s\d+[a-z]?,?\s(?:{_WORD}\s){{1,2}}"
            r"(?:mill|mills|estate|works|yard|centre|house|park)\b",
            "room": r"\broom\s\d+[a-z]?\b(?=,?\s(?:(?:of|at|in)\s)?(?:the\s)?"
            r"(?:\w+\s){0,2}(?:hotel|hostel|inn|lodge|house|b\s?&\s?b|guest\s?house)\b)",
            "house with a number": rf"\bhouse\s\d+,\s(?:{_WORD}\s){{1,2}}{_LIKELY}",
        }
        super().__init__(
            supported_entity="ADDRESS",
            patterns=[Pattern(name, text, 0.5) for name, text in patterns.items()],
        )
