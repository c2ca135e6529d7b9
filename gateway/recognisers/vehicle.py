"""Number plates of British cars."""

from __future__ import annotations

from presidio_analyzer import Pattern
from presidio_analyzer.predefined_recognizers import UkVehicleRegistrationRecognizer

_CUE = (
    r"\b(?:reg|regs|registration|registered|plates?|vrn|vrm|cars?|vans?|lorry|taxi|cab"
    r"|minibus|bus|vehicle|motorbike|motor|moped|scooter|drives?|driver|driving"
    r"|audi|astra|bmw|corsa|fiesta|focus|ford|golf|honda|jeep|kia|mazda|merc|mercedes"
    r"|mini|nissan|peugeot|polo|range rover|renault|saab|seat|skoda|toyota|transit"
    r"|vauxhall|volvo|vw)\b"
)
_NEAR_CUE = rf"(?:(?<={_CUE}[^\n]{{0,45}})|(?=[^\n]{{0,35}}{_CUE}))"
_SHORT_WORDS = (
    r"(?:all|and|any|are|ask|bad|boy|but|can|cos|dad|day|did|dob|eat|few|for|get|got|had"
    r"|has|her|him|his|how|ill|its|kid|lad|let|man|may|men|mum|nan|new|not|now|off|old"
    r"|our|out|own|put|ran|run|sat|saw|say|see|set|she|son|the|too|try|use|was|way|who"
    r"|why|you)"
)


def _beside(plate: str) -> str:
    """The cue is looked for last: at every letter of a message it would cost much."""
    return rf"(?={plate}){_NEAR_CUE}{plate}"


class TypedPlate(UkVehicleRegistrationRecognizer):
    """Plates of today alone; older ones and loosely typed ones beside a vehicle."""

    def __init__(self) -> None:
        area = r"(?<![\w/-])(?!(?:ch|hr|ks|lv|no|pg|pt|wk|yr))[A-HJ-PR-Y][A-HJ-PR-Y]"
        age = r"(?:0[2-9]|[12]\d|5[1-9]|[67]\d)"
        last = rf"(?!{_SHORT_WORDS}\b)[A-HJ-PR-Z]{{3}}(?![\w@])"
        older = r"[A-HJ-NPR-TV-Y]\d{1,3}[ -]?[A-HJ-PR-Y][A-HJ-PR-Z]{2}"
        oldest = r"[A-HJ-PR-Z]{3}[ -]?\d{1,3}[ -]?[A-HJ-NPR-TV-Y]"
        super().__init__(
            patterns=[
                Pattern("today's", rf"{area}{age}[ -]?{last}", 0.5),
                Pattern("today's, parted", _beside(rf"{area} {age} ?{last}"), 0.5),
                Pattern(
                    "older",
                    _beside(
                        rf"(?<![\w/-])(?:{older}|{oldest})(?<!{_SHORT_WORDS})(?!\w)"
                    ),
                    0.5,
                ),
                Pattern(
                    "older, in capitals",
                    r"(?<![\w/-])"
                    r"(?-i:[A-HJ-NPR-TV-Y]\d{3} [A-HJ-PR-Y][A-HJ-PR-Z]{2})(?!\w)",
                    0.5,
                ),
            ]
        )

    def validate_result(self, pattern_text: str) -> None:
        """The patterns hold the years that exist; nothing more can be checked."""
        del pattern_text
