"""A worry as the talk remembers it, in slots that hold no word of the person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from knowledge.facts import FACTS, Facts, facts_of, known

FORM = "concern_form"
REQUESTED = "requested_slot"
MOST_QUESTIONS = 5
MOST_UNANSWERED = 2
"""Times in a row that a question is put again before it is dropped."""
Likely = Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Worry:
    """What is known of it, and how far its questions have come."""

    facts: Facts = field(default_factory=Facts)
    likely: tuple[tuple[str, float], ...] = ()
    """Routes that fit what was written, the likeliest first."""
    asked: tuple[str, ...] = ()
    """Facts that were asked for, answered or not."""
    shown: str | None = None
    """The fact whose question is the last thing the person has read."""
    unanswered: int = 0
    """Times in a row that the open question was put again."""

    @property
    def has_begun(self) -> bool:
        return bool(self.asked or self.likely or known(self.facts))

    def learning(self, said: Facts, likely: Likely = ()) -> Worry:
        """With what is said now; it counts more than what was said before."""
        together = {**known(self.facts), **known(said)}
        return replace(
            self, facts=facts_of(together), likely=_merged(self.likely, likely)
        )

    def slots(self) -> dict[str, Any]:
        facts: dict[str, Any] = {fact: getattr(self.facts, fact) for fact in FACTS}
        return {
            **facts,
            "likely": [list(pair) for pair in self.likely],
            "asked": list(self.asked),
            "shown": self.shown,
            "unanswered": self.unanswered,
        }


def worry_of(slots: Mapping[str, Any]) -> Worry:
    """The worry that the slots of a talk hold."""
    return Worry(
        facts_of(slots),
        tuple((str(door), float(p)) for door, p in slots.get("likely") or ()),
        tuple(str(fact) for fact in slots.get("asked") or ()),
        slots.get("shown"),
        int(slots.get("unanswered") or 0),
    )


def _merged(before: Likely, now: Likely) -> tuple[tuple[str, float], ...]:
    likely = dict(before)
    for door, p in now:
        likely[door] = max(p, likely.get(door, 0.0))
    return tuple(sorted(likely.items(), key=lambda pair: -pair[1]))
