"""Finds a place outside Stockport that a message names."""

from __future__ import annotations

import re
from collections.abc import Sequence

HERE = "stockport"
_NOT_PLACES = re.compile(
    r"\bgreater manchester\b|\bmanchester (?:road|airport|united|city)\b"
)


def elsewhere(text: str, places: Sequence[str]) -> str | None:
    """The first of `places` in the text; None where Stockport is named too."""
    plain = _NOT_PLACES.sub(" ", text.casefold())
    if HERE in plain:
        return None
    named = re.search(
        rf"\b({'|'.join(map(re.escape, _lower(places))) or '(?!)'})\b", plain
    )
    if named is None:
        return None
    return next(place for place in places if place.casefold() == named[1])


def _lower(places: Sequence[str]) -> list[str]:
    return sorted((place.casefold() for place in places), key=len, reverse=True)
