"""Whether a message says that it is about a child or about an adult."""

from __future__ import annotations

import re
from typing import Literal

Whom = Literal["child", "adult"]
_CHILD = re.compile(
    r"\b(?:child(?:ren)?(?:s|'s)?|kids?|bab(?:y|ies)|toddlers?|infants?|teen(?:s|ager|agers)?"
    r"|pupils?|schools?|nurser(?:y|ies)|boys?|girls?|lads?|sons?|daughters?|under 18s?"
    r"|young (?:person|people)|yp|massh|year \d+|parents?)\b",
    re.IGNORECASE,
)
_ADULT = re.compile(
    r"\b(?:adults?|elderly|older (?:person|people|man|woman|lady)|pensioners?"
    r"|residents?|care home|nursing home|home care|carers?|mum|dad|nan"
    r"|gran(?:dad|dma|ny)?|dementia|asc|section 42|s42)\b",
    re.IGNORECASE,
)


def whom(text: str) -> Whom | None:
    """None where neither or both are named."""
    child, adult = bool(_CHILD.search(text)), bool(_ADULT.search(text))
    if child == adult:
        return None
    return "child" if child else "adult"
