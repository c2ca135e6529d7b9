"""What a person looks for in a list: every word somewhere, whatever its case."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Search:
    """Parts of words count, so that a list narrows while a word is typed."""

    text: str = ""

    def finds(self, *texts: str) -> bool:
        """Whether each word typed stands in one of the texts."""
        held = " ".join(plain(text) for text in texts)
        return all(word in held for word in plain(self.text).split())


def plain(text: str) -> str:
    """In lower case, without accents and apostrophes, as find.mjs writes it."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    kept = (c for c in apart if not unicodedata.combining(c) and c not in "'’")
    return " ".join("".join(kept).split())
