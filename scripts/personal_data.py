"""Measures how much of what is personal is taken out, by kind, and how fast."""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

from gateway.allow_list import allowed_in
from gateway.privacy import Redactor
from gateway.recognisers import recognisers
from knowledge.reading import read_or_raise
from scripts.benchmark import table
from scripts.percentile import percentile
from scripts.say import say
from scripts.settings import ROOT

MESSAGES = Path("tests/gateway/personal_data.yml")
WORDS = 60
_PLACEHOLDER = re.compile(r"\[[A-Z_]+\]")
_WORD = re.compile(r"[^\W_]+")
Redact = Callable[[str], str]


def main() -> int:
    held = yaml.safe_load((ROOT / MESSAGES).read_text(encoding="utf-8"))
    redactor = Redactor(tuple(recognisers()), allowed_in(read_or_raise()))

    def redact(text: str) -> str:
        return redactor.redact(text).text

    parts = list(held["look_alikes"])
    rows = [
        [kind, *(_gone(by_part[part], redact) for part in parts)]
        for kind, by_part in held["personal"].items()
    ]
    alike = [_untouched(held["look_alikes"][part], redact) for part in parts]
    say(table(["Kind", *parts], [*rows, ["look-alikes", *alike]]))
    say(_pace(_long_texts(held), redact))
    return 0


def left(text: str, spans: Sequence[str], redacted: str) -> list[str]:
    """The details of which any word is still there."""
    for span in spans:
        text = text.replace(span, " ", 1)
    elsewhere = _words(text)
    words = _words(_PLACEHOLDER.sub(" ", redacted))
    return [s for s in spans if any(words[w] > elsewhere[w] for w in _words(s))]


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _gone(entries: list[dict[str, Any]], redact: Redact) -> str:
    spans = sum(len(entry["spans"]) for entry in entries)
    kept = sum(len(left(e["text"], e["spans"], redact(e["text"]))) for e in entries)
    return f"{spans - kept}/{spans}"


def _untouched(texts: list[str], redact: Redact) -> str:
    return f"{sum(redact(text) == text for text in texts)}/{len(texts)}"


def _long_texts(held: Any) -> list[str]:
    """Messages joined until they have so many words."""
    words = [
        word
        for by_part in held["personal"].values()
        for entry in by_part["known"]
        for word in entry["text"].split()
    ]
    return [
        " ".join(words[at : at + WORDS]) for at in range(0, len(words) - WORDS, WORDS)
    ]


def _pace(texts: list[str], redact: Redact) -> str:
    """Of the wall's clock, and of this process alone where others are busy too."""
    wall: list[float] = []
    own: list[float] = []
    for text in texts:
        began, began_own = time.perf_counter(), time.process_time()
        redact(text)
        wall.append(time.perf_counter() - began)
        own.append(time.process_time() - began_own)
    told = ", ".join(
        f"{name} p50 {percentile(taken, 50) * 1000:.1f} ms"
        f" p95 {percentile(taken, 95) * 1000:.1f} ms"
        for name, taken in (("elapsed", wall), ("processor", own))
    )
    return f"{len(texts)} messages of {WORDS} words: {told}"


if __name__ == "__main__":
    sys.exit(main())
