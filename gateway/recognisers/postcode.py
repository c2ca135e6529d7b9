"""Whole postcodes of the United Kingdom."""

from __future__ import annotations

from presidio_analyzer import Pattern
from presidio_analyzer.predefined_recognizers import UkPostcodeRecognizer

_AREAS = (
    "A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]"
    "|I[GMPV]|JE|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]"
    "|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE"
)


class TypedPostcode(UkPostcodeRecognizer):
    """With or without spaces and capitals, in the areas that exist.

    A section and an ordinal, such as "s47 2nd", is none; in Stockport any letters do.
    """

    def __init__(self) -> None:
        first = rf"(?<![\w/.'’-])(?:{_AREAS})\s?\d[A-Z\d]?"
        second = r"\d[ABD-HJLNP-UW-Z]{2}(?![\w@])"
        parted = r"(?-i:\d\s[ABD-HJLNP-UW-Z]{2})(?![\w@])"
        ordinal = r"(?!(?:s\s?\d\d\s+|[a-z]{1,2}\s\d)\d(?:st|nd|rd|th)\b)"
        here = r"(?<!\w)sk\s?\d{1,2}[\s-]{0,2}\d(?!am|pm)[a-z]{2}(?![\w@])"
        super().__init__(
            patterns=[
                Pattern("postcode", rf"{ordinal}{first}(?:\s{{0,3}}|-){second}", 0.5),
                Pattern("mistyped, of Stockport", here, 0.5),
                Pattern("parted", rf"{first}\s{{0,3}}{parted}", 0.5),
            ]
        )
