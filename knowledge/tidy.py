"""Makes a typed message safe and even for matching, without changing what it says."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "\u02bc": "'", "`": "'", "“": '"', "”": '"'}
)
_SPACE = re.compile(r"\s+")
_LEADING_COMMAND = re.compile(r"^[\s/\\]*[/\\][\s/\\]*")
_HARMLESS_SLASH = "\u2215"
_CLAUSE_END = re.compile(r"[.!?;:\n]+")
_NOT_WORD = re.compile(r"[^\w\s.]")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")


def tidy(text: str) -> str:
    """One line without control or invisible characters, a leading slash made harmless.

    It would reach Rasa as a command that no classifier sees; as a sign of its own it
    looks the same, and what people mean by a command is learnt like all else.
    """
    text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    text = _INVISIBLE.sub("", text)
    text = "".join(
        " " if unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") else c for c in text
    )
    text = _SPACE.sub(" ", text).strip()
    bare = _LEADING_COMMAND.sub(_HARMLESS_SLASH, text)
    return "" if bare == _HARMLESS_SLASH else bare


def even(text: str) -> str:
    """Lower case words with single spaces, a lone full stop between clauses.

    Apostrophes go ("he's" becomes "hes") and stretched letters shrink ("heeelp").
    """
    text = tidy(text).casefold().replace("'", "")
    text = _CLAUSE_END.sub(" . ", text)
    text = _NOT_WORD.sub(" ", text)
    text = _STRETCHED.sub(r"\1\1", text)
    return _SPACE.sub(" ", text).strip(" .")
