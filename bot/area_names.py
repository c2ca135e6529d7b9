"""Finds the areas a message names: acronyms in any case, dotted, in full, misspelt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}[a-z]?\b\.?")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


class AreaNames:
    """`names` maps an area to the ways people write it."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self.names = {area: tuple(ways) for area, ways in names.items()}

    def find(self, text: str) -> tuple[str, ...]:
        """Areas in the order that the message names them, the longest name winning."""
        plain = f" {_plain(text)} "
        found = {
            self._area_of[match[1]]: None for match in self._pattern.finditer(plain)
        }
        return tuple(found)

    @cached_property
    def _area_of(self) -> dict[str, str]:
        return {_plain(way): area for area, ways in self.names.items() for way in ways}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        ways = sorted(self._area_of, key=len, reverse=True)
        return re.compile(
            f"(?<= )({'|'.join(re.escape(way) for way in ways) or '(?!)'})s?(?= )"
        )


def _plain(text: str) -> str:
    """Lower case words with single spaces; "M.A.A.R.S." becomes "maars"."""
    text = text.casefold().replace("'", "").replace("’", "")
    text = _DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    return _NOT_WORD.sub(" ", text).strip()
