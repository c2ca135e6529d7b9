"""Fifty invented details, five of each kind, and where any of them was found.

Their shapes are ones that are recognised: this proves where a detail goes that is, and
tests/gateway/test_personal_data.py how many are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_FEW = 3


@dataclass(frozen=True)
class Planted:
    """`values` are said in sentences that hold `{}`."""

    kind: str
    sentence: str
    values: tuple[str, ...]

    def texts(self) -> list[str]:
        return [self.sentence.format(value) for value in self.values]

    def together(self) -> str:
        """All of them in one message."""
        return ". ".join(self.texts())


PLANTED = (
    Planted(
        "NAME",
        "i am worried about {}",
        (
            "Tyrone Baptiste",
            "Zofia Wojciechowska",
            "Olusegun Adeyemi",
            "Siobhan Higginbottom",
            "Rashida Choudhury",
        ),
    ),
    Planted(
        "DATE_OF_BIRTH",
        "her date of birth is {}",
        ("03/04/2015", "12 March 2009", "1951-08-27", "9.11.1987", "21 Feb 2013"),
    ),
    Planted(
        "ADDRESS",
        "they live at {}",
        (
            "147 Quarrybank Road",
            "Flat 39, 262 Larkhill Street",
            "83b Thistledown Avenue",
            "518 Copperfield Lane",
            "96 Wintergreen Crescent",
        ),
    ),
    Planted(
        "POSTCODE",
        "the postcode is {}",
        ("SK3 9HU", "sk7 3ad", "M19 2FF", "SK6 5EJ", "OL7 0AB"),
    ),
    Planted(
        "PHONE",
        "ring me on {}",
        (
            "07700 900461",
            "07412 345 678",
            "0161 496 0739",
            "+44 7911 123456",
            "01632 960 517",
        ),
    ),
    Planted(
        "EMAIL",
        "write to {}",
        (
            "tbaptiste82@example.org",
            "k.wojciech@example.net",
            "nan-of-3@mail.example",
            "o'higgin@example.co.uk",
            "rashida_ch@example.com",
        ),
    ),
    Planted(
        "NHS_NUMBER",
        "her nhs number is {}",
        (
            "943 476 5919",
            "4010232137",
            "987-654-4322",
            "450 557 7104",
            "485 777 3457",
        ),
    ),
    Planted(
        "NATIONAL_INSURANCE",
        "his ni number is {}",
        (
            "JG 10 37 59 A",
            "ab123456d",
            "PW 98 76 54 B",
            "hj112233c",
            "CE 65 43 21 A",
        ),
    ),
    Planted(
        "VEHICLE",
        "he drives a black car reg {}",
        ("MK68 XTR", "ml19opa", "PK21 FZB", "YD14 RHE", "R456 JKL"),
    ),
    Planted(
        "CASE_REFERENCE",
        "the case reference is {}",
        (
            "EHM-20451877",
            "LL/4488210",
            "SK24C00123",
            "CRI/06FF/0012345/25",
            "MASSH-2025-0881",
        ),
    ),
)


def all_texts() -> list[str]:
    return [text for planted in PLANTED for text in planted.texts()]


def found_in(text: str) -> set[str]:
    """The details of which the whole stands there, however it is parted or written."""
    plain = _plain(text)
    return {
        value
        for planted in PLANTED
        for value in planted.values
        if value.casefold() in text.casefold() or _plain(value) in plain
    }


def spelt_in(held: bytes) -> set[str]:
    """As typed; for files that are no text, where letters may meet by chance."""
    text = held.decode("utf-8", "ignore").casefold()
    return {
        value
        for planted in PLANTED
        for value in planted.values
        if value.casefold() in text
    }


def traces_in(text: str) -> set[str]:
    """The words of details that stand there: of "12 March 2009" also what is left."""
    words = set(re.findall(r"[^\W_]+", text.casefold()))
    return found_in(text) | (_telling_words() & words)


def found_in_files(paths: Iterable[Path]) -> dict[str, set[str]]:
    """By file, where anything was found."""
    found = {path.name: spelt_in(path.read_bytes()) for path in paths if path.is_file()}
    return {name: values for name, values in found.items() if values}


def _telling_words() -> frozenset[str]:
    """Long enough to stand nowhere by chance, and no everyday words."""
    everyday = {"march", "street", "avenue", "crescent", "example", "massh", "2025"}
    words = [
        word
        for planted in PLANTED
        for value in planted.values
        for word in re.findall(r"[^\W_]+", value.casefold())
    ]
    return frozenset(w for w in words if len(w) > _FEW + 1) - everyday


def _plain(text: str) -> str:
    return _NOT_PLAIN.sub("", text.casefold())


def assert_nowhere(texts: Sequence[str]) -> None:
    for text in texts:
        assert not (found := traces_in(text)), found
