"""Alarm rules: words that mean danger, matched without any model."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from knowledge.tidy import even

AlarmLevel = Literal["emergency", "urgent"]
_GAPS = {"..": 4, "...": 12}


@dataclass(frozen=True)
class Alarm:
    """What was recognised; `rule` is "<harm>/<rule id>". It never holds the message."""

    harm: str
    level: AlarmLevel
    rule: str
    layer: Literal["rules", "words", "model", "language"] = "rules"
    score: float = 1.0
    """How sure the layers are together, from 0 to 1."""
    alike: bool = False
    """The words only sound like danger: an answer follows, with 999 above it."""
    language: str | None = None
    """The code of a language other than English in which it was said."""


@dataclass(frozen=True)
class AlarmRule:
    """Phrases of one harm at one level, in the small language of docs/content.md."""

    level: AlarmLevel
    say: tuple[str, ...]
    unless: tuple[str, ...] = ()
    despite_frames: bool = False
    """True for words that are never a policy question."""


@dataclass(frozen=True)
class Harm:
    """One kind of danger: what to say, whom to name, the rules that recognise it."""

    name: str
    contacts: tuple[str, ...]
    rules: dict[str, AlarmRule]
    advice: tuple[str, ...] = ()
    """What to do in the next minutes, where official guidance says so."""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Alarms:
    """All harms, the word sets they share, and the frames that only look alike."""

    harms: dict[str, Harm] = field(default_factory=dict)
    sets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    frames: tuple[str, ...] = ()

    def match(self, text: str) -> Alarm | None:
        """The gravest alarm in a message, emergencies first, then in file order."""
        words = f" {even(text)} "
        framed = any(frame.search(words) for frame in self._frames)
        for level in ("emergency", "urgent"):
            for key, rule, say, unless in self._rules:
                if rule.level != level or (framed and not rule.despite_frames):
                    continue
                if any(p.search(words) for p in say) and not any(
                    p.search(words) for p in unless
                ):
                    return Alarm(key.partition("/")[0], rule.level, key)
        return None

    @cached_property
    def _frames(self) -> list[re.Pattern[str]]:
        return [phrase_pattern(phrase, self.sets) for phrase in self.frames]

    @cached_property
    def _rules(
        self,
    ) -> list[tuple[str, AlarmRule, list[re.Pattern[str]], list[re.Pattern[str]]]]:
        return [
            (
                f"{harm}/{name}",
                rule,
                [phrase_pattern(p, self.sets) for p in rule.say],
                [phrase_pattern(p, self.sets) for p in rule.unless],
            )
            for harm, value in self.harms.items()
            for name, rule in value.rules.items()
        ]


def phrase_pattern(phrase: str, sets: dict[str, tuple[str, ...]]) -> re.Pattern[str]:
    """Compiles one phrase; raises ValueError for a set that is not defined.

    `a|b` either word, `a_b|c` words that belong together, `word*` any ending, `word?`
    may be missing, `<set>` a word or words of a set, `..` up to four words of the same
    clause, `...` up to twelve.
    """
    return re.compile(" " + "".join(_piece(piece, sets) for piece in phrase.split()))


def _piece(piece: str, sets: dict[str, tuple[str, ...]]) -> str:
    if piece in _GAPS:
        return rf"(?:[^\s.]+ ){{0,{_GAPS[piece]}}}"
    optional = piece.endswith("?")
    choices = piece.removesuffix("?").split("|")
    body = "|".join(_choice(choice, sets) for choice in choices)
    return f"(?:(?:{body}) )?" if optional else f"(?:{body}) "


def _choice(choice: str, sets: dict[str, tuple[str, ...]]) -> str:
    if choice.startswith("<"):
        name = choice.strip("<>")
        if name not in sets:
            raise ValueError(f"word set <{name}> is not defined")
        return "|".join(_choice(" ".join(word.split()), {}) for word in sets[name])
    word = re.escape(
        choice.removesuffix("*").casefold().replace("'", "").replace("_", " ")
    )
    word = word.replace(r"\ ", " ")
    return word + (r"[^\s.]*" if choice.endswith("*") else "")
