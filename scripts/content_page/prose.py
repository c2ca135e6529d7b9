"""A message's plain text as paragraphs and lists, as the chat page lays it out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

_BULLET = re.compile(r"^• ")
_STEP = re.compile(r"^\d+\. ")
Kind = Literal["p", "ul", "ol"]
ASIDES = {"check": "answer.please_check", "judgement": "answer.judgement"}
"""Parts that stand apart from the guidance, by the fixed words they begin with."""


@dataclass(frozen=True)
class Block:
    """A paragraph of one line, or a list of several."""

    kind: Kind
    lines: tuple[str, ...]
    aside: str = ""


def blocks(text: str, words: Mapping[str, str]) -> list[Block]:
    """Paragraphs are apart by an empty line; list items begin "• " or "1. "."""
    made: list[Block] = []
    for part in text.split("\n\n"):
        begun = len(made)
        for line in filter(str.strip, part.split("\n")):
            kind, bare = _read(line)
            if kind != "p" and len(made) > begun and made[-1].kind == kind:
                made[-1] = Block(kind, (*made[-1].lines, bare))
            else:
                made.append(Block(kind, (bare,), _aside(line, words)))
    return made


def _read(line: str) -> tuple[Kind, str]:
    if _BULLET.match(line):
        return "ul", _BULLET.sub("", line)
    if _STEP.match(line):
        return "ol", _STEP.sub("", line)
    return "p", line


def _aside(line: str, words: Mapping[str, str]) -> str:
    found = (
        name
        for name, key in ASIDES.items()
        if words.get(key) and line.startswith(words[key])
    )
    return next(found, "")
