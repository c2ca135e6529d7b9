"""A route's rule: which facts open it, limb by limb, and what to say about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from knowledge.facts import Facts

Condition = dict[str, tuple[str, ...]]
"""Facts with the values each may have; all of them must be known and fit."""
Place = Literal["before", "lead", "first", "beside", "also", "cover"]
State = Literal["met", "unmet", "unknown"]


@dataclass(frozen=True)
class Said:
    """Words for everyone, and others for professionals where those differ.

    A route for professionals needs theirs alone.
    """

    public: str = ""
    professional: str = ""

    def to(self, audience: str) -> str:
        if audience == "professional":
            return self.professional or self.public
        return self.public


@dataclass(frozen=True)
class Limb:
    """One condition of a route's source."""

    why: Said
    """Why the route fits where the limb is met."""
    source: str
    section: str | None = None
    met: Condition = field(default_factory=dict)
    """Empty where no fact tells: it is for the service to find out."""
    unmet: Condition = field(default_factory=dict)

    def state(self, facts: Facts) -> State:
        if self.met and holds(self.met, facts):
            return "met"
        if self.unmet and holds(self.unmet, facts):
            return "unmet"
        return "unknown"


@dataclass(frozen=True)
class Naming:
    """Facts that name the route, and where it then stands.

    `before` 999; `lead` before all other doors; `first` before the front door;
    `beside` after it, never left out; `also` and `cover` after it, where there is room.
    """

    place: Place
    when: Condition = field(default_factory=dict)
    unless: tuple[Condition, ...] = ()
    audience: Literal["public", "professional"] | None = None

    def applies(self, facts: Facts, audience: str) -> bool:
        return (
            (self.audience is None or self.audience == audience)
            and holds(self.when, facts)
            and not one_holds(self.unless, facts)
        )


@dataclass(frozen=True)
class Confusion:
    """Another route that is often taken for this one, and how they differ."""

    route: str
    differs: Said


@dataclass(frozen=True)
class RouteRule:
    """Read by `knowledge.decision`; the sentences are for the end of a talk."""

    whom: Literal["child", "adult", "anyone"] = "anyone"
    """Who must be at risk; without a naming it is never for the other."""
    front: bool = False
    """The main front door for its `whom`: there whenever nothing says otherwise."""
    after_own_door: bool = False
    """Named to the public only after a door that they can use themselves."""
    order: int = 50
    """Decides between routes that stand equal; the lower comes first."""
    named: tuple[Naming, ...] = ()
    out: tuple[Condition, ...] = ()
    """Any of these rules it out."""
    near: tuple[Condition, ...] = ()
    """Any of these makes it worth a question whether the route is due."""
    limbs: tuple[Limb, ...] = ()
    confused_with: tuple[Confusion, ...] = ()
    have_ready: tuple[Said, ...] = ()
    next: Said | None = None
    """What happens next, or that no source tells."""
    consent: Said | None = None
    refused: Said | None = None
    """What to do if they say no; never that a threshold is not met."""
    below: tuple[str, ...] = ()
    """Routes that stand below this one, for when it is not the right one."""


def holds(condition: Mapping[str, tuple[str, ...]], facts: Facts) -> bool:
    """An empty condition always holds."""
    for fact, allowed in condition.items():
        if getattr(facts, fact) not in allowed:
            return False
    return True


def one_holds(conditions: Iterable[Condition], facts: Facts) -> bool:
    for condition in conditions:
        if holds(condition, facts):
            return True
    return False
