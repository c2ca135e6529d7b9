"""Splits a message into the questions it may hold."""

from __future__ import annotations

import re

MOST = 3
_ASKING = (
    r"(?:who|whos|what|whats|when|where|wheres|which|how|hows|why"
    r"|is|are|do|does|can|could|should|will)\b"
)
_BREAKS = re.compile(
    rf"(?:[?.!;]+\s+|\s*,\s*(?:and\s+)?(?={_ASKING})"
    rf"|\s+(?:and|also|plus)\s+(?={_ASKING}))",
    re.IGNORECASE,
)
_WONDERS = re.compile(r"(?:and |so |but )*(?:would|might|shall|am i)\b", re.IGNORECASE)
_ASKS = re.compile(rf"(?:and |also |so |but |then )*{_ASKING}", re.IGNORECASE)


def questions(text: str) -> list[str]:
    """The parts in order where there are two or three that all ask, else nothing.

    A story before a question ("our carer was arrested, what are the criteria") is one
    question with its story.
    """
    parts = list(_parts(text))
    asking = all(_asks(part) for part in parts)
    return [_bare(p) for p in parts] if asking and 2 <= len(parts) <= MOST else []


def asks(text: str) -> bool:
    """True where any part asks, whatever story stands before it."""
    return any(_asks(part) or _WONDERS.match(part) for part in _parts(text))


def _parts(text: str) -> list[str]:
    """Each part with the sign that ends it."""
    parts, start = [], 0
    for found in _BREAKS.finditer(text):
        parts.append(text[start : found.end()])
        start = found.end()
    parts.append(text[start:])
    return [part.strip() for part in parts if len(_bare(part).split()) > 1]


def _asks(part: str) -> bool:
    return part.endswith("?") or bool(_ASKS.match(part.replace("'", "")))


def _bare(part: str) -> str:
    return re.sub(r"(?:\s+(?:and|also|plus))?[\s,?.!;]*$", "", part).strip()
