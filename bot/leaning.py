"""Whether a message leans on what was said before: "when did she start?"."""

from __future__ import annotations

import re

MOST = 7
"""Words of a message that can mean nothing by itself."""
_POINTS_BACK = re.compile(
    r"\b(?:she|he|they|them|it|her|his|their|its|that|those|these|this one|there"
    r"|shes|hes|theyre|the same)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"^(?:and|or|but|so|also|what about|how about)\b", re.IGNORECASE)
_ONESELF = re.compile(r"\b(?:i|im|ive|my|me|we|our|you|your|u)\b", re.IGNORECASE)


def leans(text: str) -> bool:
    """True for a few words that point back or go on, and tell nothing new."""
    bare = text.replace("'", "").replace("’", "")
    if len(bare.split()) > MOST or _ONESELF.search(bare):
        return False
    return bool(_POINTS_BACK.search(bare) or _GOES_ON.match(bare))
