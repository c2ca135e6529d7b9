"""Facts of a worry that its words state, found with phrases and without any model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

import yaml

from knowledge.alarm import phrase_pattern
from knowledge.errors import ContentError
from knowledge.shape import shape
from knowledge.tidy import even

REPLY = "reply"
"""Beside the facts: what a message does with the question that stands open."""
REPLIES = ("yes", "no", "unsure", "another", "question")
FOLDER = "facts"
_SHARED = "shared"
_WORD = re.compile("[\\w'\u2019\u2018\u02bc`]+")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True)
class Found:
    """A fact with its value, and where in the message its words stand."""

    fact: str
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class ValueWords:
    """Phrases that state one value, in the small language of docs/content.md."""

    say: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    """A message that holds one of these does not state the value."""
    whole: tuple[str, ...] = ()
    """Phrases that state it only where they are the whole message."""
    begins: tuple[str, ...] = ()
    """Phrases that state it only where the message begins with them."""


@dataclass(frozen=True)
class FactPhrases:
    """How one fact is said."""

    values: dict[str, ValueWords]
    choose: Literal["only", "first"] = "only"
    """Of several values in a message: none counts, or the first in this order."""
    sets: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class FactWords:
    """Every fact's phrases, by the fact's name."""

    facts: Mapping[str, FactPhrases]

    def find(self, text: str) -> tuple[Found, ...]:
        """At most one value a fact; a message that contradicts itself states none."""
        words = f" {even(text)} "
        places = _places(text, words)
        return tuple(
            Found(fact, value, *places.of(start, end))
            for fact, patterns in self._patterns.items()
            for value, start, end in _chosen(patterns, words, self.facts[fact].choose)
        )

    @cached_property
    def _patterns(self) -> dict[str, list[_Patterns]]:
        return {
            fact: [
                _compiled(value, words, phrases.sets)
                for value, words in phrases.values.items()
            ]
            for fact, phrases in self.facts.items()
        }


def read_fact_words(content: Path) -> FactWords:
    """Raises ContentError naming file and fault, also of a phrase's word set."""
    folder = content / FOLDER
    shared = _load(folder / _SHARED / "sets.yml")
    facts: dict[str, FactPhrases] = {}
    for path in sorted(folder.glob("*.yml")):
        plain = _load(path)
        own = plain.get("sets")
        plain["sets"] = {**shared, **(own if isinstance(own, dict) else {})}
        facts[path.stem] = shape(plain, FactPhrases, f"{path.name}: ")
    words = FactWords(facts)
    try:
        words.find("")  # compiles the phrases before anybody waits for them
    except (ValueError, re.error) as error:
        raise ContentError(f"facts: {error}") from error
    return words


@dataclass(frozen=True)
class _Patterns:
    value: str
    say: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    whole: tuple[re.Pattern[str], ...]
    begins: tuple[re.Pattern[str], ...]

    def search(self, words: str) -> tuple[int, int] | None:
        if any(pattern.search(words) for pattern in self.unless):
            return None
        found = (
            *(pattern.fullmatch(words) for pattern in self.whole),
            *(pattern.match(words) for pattern in self.begins),
            *(pattern.search(words) for pattern in self.say),
        )
        return next((match.span() for match in found if match), None)


def _compiled(
    value: str, words: ValueWords, sets: dict[str, tuple[str, ...]]
) -> _Patterns:
    def patterns(phrases: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
        return tuple(phrase_pattern(phrase, sets) for phrase in phrases)

    return _Patterns(
        value,
        patterns(words.say),
        patterns(words.unless),
        patterns(words.whole),
        patterns(words.begins),
    )


def _chosen(
    patterns: list[_Patterns], words: str, choose: Literal["only", "first"]
) -> Iterator[tuple[str, int, int]]:
    found = [(p.value, *span) for p in patterns if (span := p.search(words))]
    if len(found) == 1 or (found and choose == "first"):
        yield found[0]


@dataclass(frozen=True)
class _Places:
    """Where the words of an even message stand in the message itself."""

    even: tuple[int, ...]
    typed: tuple[tuple[int, int], ...]
    length: int

    def of(self, start: int, end: int) -> tuple[int, int]:
        """The whole message where its words cannot be told apart the same way."""
        inside = [n for n, at in enumerate(self.even) if start <= at < end]
        if not inside or len(self.even) != len(self.typed):
            return 0, self.length
        return self.typed[inside[0]][0], self.typed[inside[-1]][1]


def _places(text: str, words: str) -> _Places:
    return _Places(
        tuple(m.start() for m in re.finditer(r"\w+", words)),
        tuple(m.span() for m in _WORD.finditer(text) if _LETTER.search(m.group())),
        len(text),
    )


def _load(path: Path) -> dict[str, object]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        plain = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except FileNotFoundError as error:
        raise ContentError(f"{path.name}: the file is missing") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ContentError(f"{path.name}: not valid YAML: {error}") from error
    if not isinstance(plain, dict):
        raise ContentError(f"{path.name}: the file is not a mapping")
    return plain
