"""A route as its owner sees it: the rule in facts, and the words of each audience."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.content import Content
from knowledge.model import Audience, Route
from knowledge.route_rule import Condition, Said


@dataclass(frozen=True)
class Line:
    """A limb: what is said, where it was read, and the facts that tell."""

    text: str
    source: str
    met: str
    unmet: str


@dataclass(frozen=True)
class DoorReading:
    """All words of a route for one audience, part by part."""

    reader: str
    limbs: tuple[Line, ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Door:
    id: str
    route: Route
    named: tuple[str, ...]
    out: tuple[str, ...]
    asked: tuple[str, ...]
    readings: tuple[DoorReading, ...]


def door_chapters(content: Content) -> tuple[Door, ...]:
    """All routes, by their names."""
    return tuple(
        Door(
            id=name,
            route=route,
            named=tuple(_named(route)),
            out=tuple(map(_facts, route.rule.out)),
            asked=tuple(map(_facts, route.rule.near)),
            readings=tuple(_readings(content, route)),
        )
        for name, route in sorted(
            content.routes.items(), key=lambda pair: pair[1].name.casefold()
        )
    )


def _named(route: Route) -> Iterator[str]:
    if route.rule.front:
        yield f"always, for a worry about: {route.rule.whom}"
    for one in route.rule.named:
        parts = [f"{one.place}: {_facts(one.when) or 'always'}"]
        parts += [f"not where {_facts(unless)}" for unless in one.unless]
        if one.audience:
            parts.append(f"{one.audience} only")
        yield "; ".join(parts)


def _facts(condition: Condition) -> str:
    return " and ".join(
        f"{fact} is {' or '.join(values)}" for fact, values in condition.items()
    )


def _readings(content: Content, route: Route) -> Iterator[DoorReading]:
    readers: list[tuple[Audience, str]] = [("professional", "Professionals")]
    if route.audience == "everyone":
        readers.append(("public", "The public"))
    for audience, reader in readers:
        yield DoorReading(
            reader, tuple(_limbs(content, route, audience)), _parts(route, audience)
        )


def _limbs(content: Content, route: Route, audience: Audience) -> Iterator[Line]:
    for limb in route.rule.limbs:
        source = content.sources.get(limb.source)
        title = source.title if source else limb.source
        place = f"{title}, {limb.section}" if limb.section else title
        yield Line(limb.why.to(audience), place, _facts(limb.met), _facts(limb.unmet))


def _parts(route: Route, audience: Audience) -> tuple[tuple[str, tuple[str, ...]], ...]:
    rule = route.rule
    differs = ((one.route, one.differs.to(audience)) for one in rule.confused_with)
    parts: dict[str, tuple[str, ...]] = {
        "Not to be confused with": tuple(f"{n}: {text}" for n, text in differs if text),
        "Have ready": tuple(said.to(audience) for said in rule.have_ready),
        "Consent": _one(rule.consent, audience),
        "What happens next": _one(rule.next, audience),
        "If they say no": _one(rule.refused, audience),
    }
    return tuple((name, texts) for name, texts in parts.items() if texts)


def _one(said: Said | None, audience: Audience) -> tuple[str, ...]:
    return (said.to(audience),) if said else ()
