"""Danger heard in the words of a message, learned from messages written for it.

It needs no model file, so that the gateway hears danger when Rasa is silent.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import yaml

from knowledge.alarm import AlarmLevel
from knowledge.concern import read_concerns
from knowledge.errors import ContentError
from knowledge.tidy import even

Key = TypeVar("Key", bound=Hashable)
NO_HARM = "none"
TOLD = "told"
"""Kind of a worry that was written to learn the doors from."""
BESIDE_NOTHING = 0.25
"""What such a worry counts where no model stands beside the words: they are near those
of danger, and many. As much danger is heard as without them (docs/safety.md)."""
_LEVELS: Mapping[str, AlarmLevel | None] = {
    "emergency": "emergency",
    "urgent": "urgent",
    "lookalike": None,
    "concern": None,
    TOLD: None,
}
_CLASSES: tuple[AlarmLevel | None, ...] = ("emergency", "urgent", None)
_SMOOTHING = 0.5
_CLAUSE = re.compile(r"[.,;:!?\n]+| - ")
_DOUBLED = re.compile(r"(.)\1")
_SHORTEST = 4
"""Words that a clause needs to be weighed by itself."""
_APART = 7.0
"""What a clause by itself must weigh more than it would with all around it."""


@dataclass(frozen=True)
class DangerMessage:
    """A message written to learn or to test from; `voice` is who speaks."""

    text: str
    kind: str
    """emergency, urgent, lookalike, concern or told (worries without danger)."""
    voice: str
    harm: str

    @property
    def level(self) -> AlarmLevel | None:
        return _LEVELS[self.kind]


@dataclass(frozen=True)
class Weighed:
    """How a message weighs, in natural log odds; above 0 means likelier than not."""

    danger: float
    """Of an emergency or urgent message against none."""
    emergency: float
    """Of an emergency against an urgent message."""
    harm: str
    """The likeliest harm, were there danger."""
    known: float
    """Share of the words that any message held, from 0 to 1; 1 without words."""


def read_danger(content: Path) -> list[DangerMessage]:
    """All messages of a content folder; raises ContentError naming file and remedy."""
    return [
        *read_messages(content / "danger"),
        *(DangerMessage(c.text, TOLD, "", NO_HARM) for c in read_concerns(content)),
    ]


def read_messages(folder: Path) -> list[DangerMessage]:
    """The messages of every `<harm>.yml` of a folder; raises ContentError."""
    return [m for path in sorted(folder.glob("*.yml")) for m in _read(path)]


def _read(path: Path) -> Iterable[DangerMessage]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        plain = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ContentError(f"{path.name}: not valid YAML: {error}") from error
    if not isinstance(plain, dict) or not isinstance(plain.get("harm"), str):
        raise ContentError(f"{path.name}: begin with `harm:` and its name")
    harm = plain.pop("harm")
    for kind, voices in plain.items():
        if kind not in _LEVELS or not isinstance(voices, dict):
            raise ContentError(
                f"{path.name}: {kind!r} is none of {', '.join(_LEVELS)} with voices"
            )
        for voice, texts in voices.items():
            if texts is not None and not isinstance(texts, list):
                raise ContentError(f"{path.name}: list the messages of {voice!r}")
            for text in texts or ():
                if not isinstance(text, str):
                    raise ContentError(f"{path.name}: put quotes around {text!r}")
                yield DangerMessage(text, kind, voice, harm)


class Tally(dict[str, float]):
    """How often each gram was seen, weighted; one never seen was seen 0 times."""

    def __missing__(self, gram: str) -> float:
        return 0.0

    def add(self, grams: Iterable[str], weight: float = 1.0) -> None:
        for gram in grams:
            self[gram] += weight

    def total(self) -> float:
        return sum(self.values())


class DangerWords:
    """Naive Bayes over words, pairs of words and pairs with a word between them."""

    def __init__(
        self, messages: Iterable[DangerMessage], told: float = BESIDE_NOTHING
    ) -> None:
        """`told` is what a worry told counts as no danger: 1 like any message, less
        where the words must hear danger alone."""
        self._levels: dict[AlarmLevel | None, Tally] = {c: Tally() for c in _CLASSES}
        self._harms: dict[str, Tally] = {}
        self._words: set[str] = set()
        for message in messages:
            words = even(message.text).split()
            found = _grams(words)
            weight = told if message.kind == TOLD else 1.0
            self._levels[message.level].add(found, weight)
            self._words.update(words)
            if message.level is not None:
                self._harms.setdefault(message.harm, Tally()).add(found)
        self._held = set().union(*self._levels.values())
        self._level_totals = self._totals(self._levels)
        self._harm_totals = self._totals(self._harms)

    def weigh(self, text: str) -> Weighed:
        """The gravest clause weighs where it stands out from what is said around it.

        An empty or unknown text weighs what the messages weigh by themselves: 0.
        """
        whole = self._weigh(text)
        clauses = (self._weigh(c) for c in _CLAUSE.split(text) if _is_clause(c))
        alone = (replace(c, danger=c.danger - _APART) for c in clauses)
        gravest = max((whole, *alone), key=lambda weighed: weighed.danger)
        return replace(gravest, known=whole.known)

    def _weigh(self, text: str) -> Weighed:
        words = [self._mended(word) for word in even(text).split()]
        found = [gram for gram in _grams(words) if gram in self._held]
        levels = _weights(found, self._levels, self._level_totals)
        harms = _weights(found, self._harms, self._harm_totals)
        return Weighed(
            danger=max(levels["emergency"], levels["urgent"]) - levels[None],
            emergency=levels["emergency"] - levels["urgent"],
            harm=max(harms, key=lambda k: harms[k]) if found and harms else NO_HARM,
            known=self._share_known(words),
        )

    def _mended(self, word: str) -> str:
        """An unknown word without its doubled letters, where that one is known."""
        if word in self._words:
            return word
        single = _DOUBLED.sub(r"\1", word)
        return single if single in self._words else word

    def _share_known(self, words: list[str]) -> float:
        """1 where nothing was learned: then nothing tells English from the rest."""
        if not words or not self._words:
            return 1.0
        return sum(word in self._words for word in words) / len(words)

    def _totals(self, counted: Mapping[Key, Tally]) -> dict[Key, float]:
        """The logarithm by which a count of each becomes a probability."""
        unseen = _SMOOTHING * len(self._held) + 1.0
        return {key: math.log(t.total() + unseen) for key, t in counted.items()}


def _weights(
    found: Sequence[str],
    counted: Mapping[Key, Tally],
    totals: Mapping[Key, float],
) -> dict[Key, float]:
    return {
        key: sum(math.log(tally[gram] + _SMOOTHING) - totals[key] for gram in found)
        for key, tally in counted.items()
    }


def _is_clause(text: str) -> bool:
    return len(text.split()) >= _SHORTEST


def _grams(spoken: list[str]) -> set[str]:
    words = ["^", *spoken]
    return {
        *words[1:],
        *(f"{a} {b}" for a, b in itertools.pairwise(words)),
        *(f"{a} _ {b}" for a, b in zip(words, words[2:], strict=False)),
    }
