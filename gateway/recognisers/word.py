"""The words of a message, as names are looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gateway.allow_list import plain

_WORD = re.compile(r"[^\W\d_]+(?:['’`-][^\W\d_]+)*|\d+|[^\w\s]")
_POSSESSIVE = re.compile(r"['’`]s?$", re.IGNORECASE)
_CAPITALS_AT_MOST = 0.8
_SHOUTED_AT_MOST = 0.5
"""Where more words than these have capitals, capitals say nothing."""


@dataclass(frozen=True)
class Word:
    """`core` is in lower case without accents, apostrophes and a possessive s."""

    text: str
    start: int
    end: int
    """Before the possessive s."""
    core: str
    is_capital: bool
    """Only where the message uses capitals as books do."""
    is_first: bool
    """Of its sentence, where a capital says nothing."""
    is_possessive: bool = False

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_acronym(self) -> bool:
        """Such as MASSH and DoLS."""
        capitals = sum(c.isupper() for c in self.text)
        return capitals > 1 and 2 * capitals >= len(self.text)

    @property
    def stands_out(self) -> bool:
        """Has a capital that its place does not ask for."""
        return self.is_capital and not self.is_first


def words_of(text: str) -> Sequence[Word]:
    matches = list(_WORD.finditer(text))
    letters = [match[0] for match in matches if match[0][0].isalpha()]
    capitals = sum(word[0].isupper() for word in letters)
    shouted = sum(len(word) > 1 and word.isupper() for word in letters)
    styled = (
        any(word.islower() for word in letters)
        and capitals <= max(1.0, _CAPITALS_AT_MOST * len(letters))
        and shouted <= _SHOUTED_AT_MOST * len(letters)
    )
    words: list[Word] = []
    first = True
    for match in matches:
        word = match[0]
        bare = _POSSESSIVE.sub("", word) if word[0].isalpha() else word
        words.append(
            Word(
                text=word,
                start=match.start(),
                end=match.start() + len(bare),
                core=plain(bare) or bare,
                is_capital=styled and word[0].isupper(),
                is_first=first,
                is_possessive=len(bare) < len(word),
            )
        )
        first = word in ".!?:;" or (first and not word[0].isalnum())
    return words
