"""Decides which doors fit a described worry, and what is worth asking."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from knowledge.facts import FACTS, Facts, with_fact
from knowledge.model import Audience, Route
from knowledge.route_rule import RouteRule, one_holds

LIKELY = 0.4
"""The probability from which a door stands before the front doors."""
POSSIBLE = 0.12
"""The probability from which a door is named after them."""
MOST = 4
"""Doors beside 999, unless more are due; those with the least claim are left out."""
ASKABLE: Mapping[Audience, tuple[str, ...]] = {
    "public": ("about", "danger", "suspect", "needs", "died"),
    "professional": (
        *("about", "danger", "suspect", "needs", "protect"),
        *("threshold", "died", "open"),
    ),
}
"""What may be asked, the most important first."""
_SIDES = {"child": "child", "unborn": "child", "adult": "adult"}


class Rank(IntEnum):
    """How strong a door's claim is; the lower stands first."""

    BEFORE = 0
    LEAD = 1
    AGREED = 2
    """Facts and model both name it."""
    FIRST = 3
    LIKELY = 4
    FRONT = 5
    BESIDE = 6
    OTHER = 7
    """Due, but meant for a child where an adult is at risk, or the reverse."""
    AFTER = 8
    """The public reach it only through a door before it."""
    POSSIBLE = 9
    ALSO = 10
    COVER = 11


_PLACES = {
    "before": Rank.BEFORE,
    "lead": Rank.LEAD,
    "first": Rank.FIRST,
    "beside": Rank.BESIDE,
    "also": Rank.ALSO,
    "cover": Rank.COVER,
}


@dataclass(frozen=True)
class Door:
    """A route and why it is one, in sentences of the content for this audience."""

    route: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Decision:
    """The doors in the order in which to try them, and the one fact to ask for."""

    doors: tuple[Door, ...]
    ask: str | None


def decide(
    facts: Facts,
    audience: Audience,
    likely: Sequence[tuple[str, float]],
    rules: Mapping[str, Route],
    asked: Collection[str] = (),
) -> Decision:
    """`rules` are `Content.routes`; `asked` are facts never to ask for (again)."""
    chances = dict(likely)
    ranks = ranked(standing(facts, audience, rules), audience, chances, rules)
    return Decision(
        doors=tuple(
            Door(name, reasons(rules[name], facts, audience)) for name in shown(ranks)
        ),
        ask=_ask(facts, audience, chances, rules, asked),
    )


def reasons(route: Route, facts: Facts, audience: Audience) -> tuple[str, ...]:
    """The limbs that are met; where none is, what the route is for. Never none."""
    met = (limb for limb in route.rule.limbs if limb.state(facts) == "met")
    return tuple(limb.why.to(audience) for limb in met) or (route.summary,)


def standing(
    facts: Facts, audience: Audience, rules: Mapping[str, Route]
) -> dict[str, Rank | None]:
    """The routes open to a case; facts give a rank, None where they are silent."""
    side = _SIDES.get(facts.about or "")
    found: dict[str, Rank | None] = {}
    for name, route in rules.items():
        rule = route.rule
        if audience == "public" and route.audience != "everyone":
            continue
        if one_holds(rule.out, facts):
            continue
        strange = side is not None and rule.whom not in ("anyone", side)
        rank = _claim(rule, facts, audience, strange)
        if rank is not None or not strange:
            found[name] = rank
    return found


def _claim(
    rule: RouteRule, facts: Facts, audience: Audience, strange: bool
) -> Rank | None:
    """A door for the other side (`strange`) never stands before the own front door."""
    claims = [_PLACES[n.place] for n in rule.named if n.applies(facts, audience)]
    if rule.front and not strange:
        claims.append(Rank.FRONT)
    rank = min(claims, default=None)
    return max(rank, Rank.OTHER) if strange and rank is not None else rank


def ranked(
    standing: Mapping[str, Rank | None],
    audience: Audience,
    chances: Mapping[str, float],
    rules: Mapping[str, Route],
) -> dict[str, Rank]:
    """The doors with any claim, the strongest first."""
    found: dict[str, Rank] = {}
    for name, claim in standing.items():
        rank = _with_chance(claim, chances.get(name, 0.0))
        if rank is None:
            continue
        if audience == "public" and rules[name].rule.after_own_door:
            rank = max(rank, Rank.AFTER)
        found[name] = rank
    order = sorted(
        found, key=lambda n: (found[n], -chances.get(n, 0.0), rules[n].rule.order)
    )
    return {name: found[name] for name in order}


def _with_chance(claim: Rank | None, chance: float) -> Rank | None:
    if claim is Rank.OTHER or chance < POSSIBLE:
        return claim
    if chance < LIKELY:
        return Rank.POSSIBLE if claim is None else min(claim, Rank.POSSIBLE)
    if claim in (Rank.FIRST, Rank.BESIDE):
        return Rank.AGREED
    return Rank.LIKELY if claim is None else min(claim, Rank.LIKELY)


def shown(ranks: Mapping[str, Rank]) -> tuple[str, ...]:
    """Every door that is due, and others while there is room."""
    due = _due(ranks)
    room = max(0, MOST - sum(ranks[name] is not Rank.BEFORE for name in due))
    return (*due, *tuple(name for name in ranks if name not in due)[:room])


def _due(ranks: Mapping[str, Rank]) -> tuple[str, ...]:
    return tuple(name for name, rank in ranks.items() if rank <= Rank.AFTER)


def _ask(
    facts: Facts,
    audience: Audience,
    chances: Mapping[str, float],
    rules: Mapping[str, Route],
    asked: Collection[str],
) -> str | None:
    """What may change the first door; else what may add a door."""

    def due(case: Facts) -> tuple[str, ...]:
        return _due(ranked(standing(case, audience, rules), audience, chances, rules))

    held = due(facts)
    reach = set(_in_reach(facts, held, chances, rules))
    open_facts = [
        fact
        for fact in ASKABLE[audience]
        if fact not in asked and getattr(facts, fact) is None
    ]
    after = {
        fact: [due(with_fact(facts, fact, value)) for value in FACTS[fact]]
        for fact in open_facts
    }
    for changes in (_changes_first, _adds_one):
        for fact, outcomes in after.items():
            if any(changes(held, outcome, reach) for outcome in outcomes):
                return fact
    return None


def _in_reach(
    facts: Facts,
    held: Collection[str],
    chances: Mapping[str, float],
    rules: Mapping[str, Route],
) -> Iterator[str]:
    """The doors that are not too far-fetched to ask about."""
    for name, route in rules.items():
        likely = chances.get(name, 0.0) >= POSSIBLE
        if name in held or likely or one_holds(route.rule.near, facts):
            yield name


def _changes_first(
    held: Sequence[str], outcome: Sequence[str], reach: Collection[str]
) -> bool:
    return outcome[:1] != held[:1] and any(name in reach for name in outcome[:1])


def _adds_one(
    held: Sequence[str], outcome: Sequence[str], reach: Collection[str]
) -> bool:
    return any(name in reach and name not in held for name in outcome)
