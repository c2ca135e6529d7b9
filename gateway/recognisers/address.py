"""Homes: a street with its number, a flat, a house's name with its road."""

from __future__ import annotations

from presidio_analyzer import Pattern, PatternRecognizer

_NOT_IN_A_STREET = (
    r"(?:a|about|across|adults?|after|alone|all|along|am|an|and|any|are|around|as|at|babies|back"
    r"|bags?|bank\scards?|beds?|bedroom\w*|before|big|blokes?|boys?|busy|but|by|car|cars|cats?|child|children"
    r"|childrens|close\sfriends?|council|county|court\s(?:fee|hearing|order)s?|crown|cups?|days?|different|dogs?|doors?|down|driv\w*|each|every"
    r"|empty|family|families|feet|few|for|foot|foster|friends?|from|girls?|had|has|have|he|her|his"
    r"|high\sstreets|hours?|i|in|into|is|it|its|kids?|lads?|long|lots?|main|males?|man|men|meters?"
    r"|metres?|miles?|min|mins|minutes?|months?|more|my|near|nearly|next|nights?|of|off"
    r"|old|olds|on|or|nurs\w+|other|our|out|park\srangers?|outside|over|parents?|past|people|per|percent|persons?"
    r"|places?|police|pounds?|ppl|pupils?|residential|rooms?|row\shouses?|safe|same|school|schools|seconds?|separate|she"
    r"|side|social|staff|storey|steps?|supported|stone|streets|strong|teenage\w*|terraced|than|that|the|their"
    r"|them|these|they|this|those|times|to|towards|up|was|we|weeks?|were|what|when"
    r"|where|which|while|who|with|women|woman|x|yards?|year|years|yo|young|your|yr|yrs)"
)
_WORD = rf"(?!{_NOT_IN_A_STREET}\b)[^\W\d_][\w'’.-]*"
_CAPITAL = rf"(?!{_NOT_IN_A_STREET}\b)(?-i:[A-Z])[\w'’.-]*"
_LISTED = r"(?:old\s(?=[^\W\d])|mile\send\s)?"
"""What begins a street's name though it counts years or lengths elsewhere."""
_SIDE = r"(?:\s+(?:north|south|east|west)\b)?"
_SURE = (
    r"(?:road|rd|street|str|st|avenue|avenu|ave|lane|ln|crescent|cresent|cres|terrace|terr"
    r"|grove|gardens|gdns|mews)\b"
)
_LIKELY = (
    r"(?:road|rd|street|st|avenue|ave|av|lane|ln|crescent|cres|terrace|terr?|grove|gr"
    r"|gardens|gdns|mews|approach|bank|brow|carr|close|cl|clough|common|court|crest|croft|ct"
    r"|dale|drive|dr|drv|edge|end|fairway|fold|fields?|gate|green|hatch|head|heath|heights|hey"
    r"|heyes|hill|hillgate|hollow|leas?|mead|meadows?|nook|pastures?"
    r"|mount|oaks?|orchard|paddocks?|parade|park|parkway|path|pl|place|pk|precinct|quay|quays"
    r"|quayside|ridge|ridings?|rise|row|spinney|sq|square|top|underbank|vale|view|villas|walk|way|wharf|wood|woods|yard)\b"
)
_HOUSES = (
    r"(?:almshouses|apartments|bungalows?|cottages?|flats|houses?|lodge|maisonettes|mansions"
    r"|towers?)\b"
)
_ONE_WORD = (
    r"(?-i:[A-Z])[a-z]{2,}(?:acres?|bank|brook|brow|bury|clough|combe|croft|dale|dene|fields?"
    r"|fold|ford|garth|gate|green|hey|hill|holme?|hurst|land|lands|lea|leigh|lee|mead|mede"
    r"|moor|mount|ridge|shaw|side|stead|thorpe|view|way|wood|worth)\b"
)
"""Such as Meadway and Fairholme."""
_ENDS = (
    r"(?=\s*(?:$|[.,;:!?)(]|\b(?:again|and|at|every|for|has|he|in|is|on|she|they|to|tonight"
    r"|was|when|where|which|who|with)\b))"
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
_TOWARDS = rf"{_LISTED}(?:{_WORD}\s+){{1,3}}(?:old\s)?"
_STREET = rf"{_NUMBER}\s+(?:{_TOWARDS}|mile\send\s){_SURE}{_SIDE}"
_ROAD_KIND = (
    rf"(?:{_SURE}|(?:bank|brow|close|drive|fold|gardens|grove|pk|rise|walk|way)\b)"
)
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
            "houses": rf"{_NOT_COUNTING}{_NUMBER}\s+(?:{_CAPITAL}\s+){{1,3}}{_HOUSES}"
            rf"(?:,\s+(?:{_CAPITAL}\s+){{1,2}}{_LIKELY})?",
            "houses after a place": rf"{_AT}\K{_NUMBER}\s+"
            rf"(?:{_WORD}\s+){{1,2}}{_HOUSES}",
            "name of one word": rf"(?:{_AT}|(?<=[,;(]\s)|(?<=\bbehind\s))\K{_NUMBER}\s"
            rf"{_ONE_WORD}{_ENDS}",
            "name after a home": rf"\b(?:address(?:\sis)?:?|liv(?:e|es|ed|ing)\sat"
            rf"|stay(?:s|ed|ing)?\sat|next\sdoor,?(?:\sat)?)\s\K{_NUMBER}\s"
            rf"(?:{_CAPITAL})(?:\s{_CAPITAL})?",
            "number on a road": r"\b(?:no\.?|number|house|nr|num)\s?\d{1,4}[a-z]?,?\s"
            rf"(?:on|of|in|down|up)\s(?:the\s)?{_TOWARDS}{_ROAD_KIND}{_SIDE}",
            "road and number": r"(?:^|\b(?:on|in|of|the|lives?|living|address(?:\sis)?"
            rf")\b:?\s)\K{_TOWARDS}{_ROAD_KIND}{_SIDE}(?:\shouse|\sflat)?,?\s(?:at\s)?"
            r"(?:(?:no\.?|number|house|nr|num)\s?)\d{1,4}[a-z]?(?!\w)",
            "road at a number": rf"(?:^|\b(?:on|in|of|the|lives?|living)\s)\K{_TOWARDS}"
            rf"{_ROAD_KIND}{_SIDE}\sat\s\d{{1,4}}[a-z]?(?!\w|[:.]\d|\s?(?:am|pm|o)\b)",
            "pitch": r"\b(?:berth|caravan|chalet|cabin|mooring|pitch|plot)\s"
            rf"(?:no\.?\s?)?\d+[a-z]?(?:,?\s(?:on\s|at\s)?(?:{_WORD}\s){{1,2}}"
            r"(?:camp|farm|marina|mill|park|site|wharf|yard))?",
            "street of one word": rf"(?:{_NOT_COUNTING}|{_AT}\K)\d{{1,4}}[a-z]?,?\s"
            rf"the\s{_LIKELY}",
            "flat of a quay": rf"{_NOT_COUNTING}{_HOME}\s\d+\s(?:quayside|the\s\w+)",
            "house and road": rf"(?<!\w)(?:the\s)?(?:(?:{_WORD}|old)\s){{1,2}}"
            rf"{_NAMED_HOUSE},\s{_ROAD}",
            "house, road": rf"(?<!\w)(?:{_WORD}\s){{1,2}}{_ONLY_A_HOUSE}\s{_ROAD}",
            "named house": r"(?:\b(?:at|is|from|to|of)|address:?)\s\K"
            rf"{_CAPITAL},\s{_ROAD}",
            "named house alone": rf"^{_CAPITAL},\s{_ROAD}(?=[.!]?$)",
            "numbers of a street": r"\b(?:at|to|of|from|outside)\s\K\d{1,4}-\d{1,4}\s"
            rf"{_CAPITAL}",
            "unit": rf"\b(?:unit|plot)\s\d+[a-z]?,?\s(?:{_WORD}\s){{1,2}}"
            r"(?:mill|mills|estate|works|yard|centre|house|park)\b",
            "unit of a street": rf"\bunit\s\d+[a-z]?,\s{_NUMBER}\s(?:{_WORD}\s){{1,2}}"
            rf"{_LIKELY}",
            "room": r"\broom\s\d+[a-z]?\b(?=,?\s(?:(?:of|at|in)\s)?(?:the\s)?"
            r"(?:\w+\s){0,2}(?:hotel|hostel|inn|lodge|house|b\s?&\s?b|guest\s?house)\b)",
            "house with a number": rf"\bhouse\s\d+,\s(?:{_WORD}\s){{1,2}}{_LIKELY}",
        }
        super().__init__(
            supported_entity="ADDRESS",
            patterns=[Pattern(name, text, 0.5) for name, text in patterns.items()],
        )
