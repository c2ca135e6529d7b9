"""Rules for the doors: who may see them, that none is missing, what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from knowledge.content import Content
from knowledge.facts import FACTS
from knowledge.model import Audience, Route
from knowledge.problem import Problem
from knowledge.prose import Reader, prose_problems
from knowledge.route_rule import Condition, RouteRule, Said

NEVER_PUBLIC = frozenset(
    {"maars", "pipot", "marac", "rapid_review_lcspr", "escalation_policy"}
)
AFTER_OWN_DOOR = frozenset({"lado", "sar", "operation_encompass"})
SIDES = ("child", "adult")


def route_problems(content: Content) -> Iterator[Problem]:
    for name, route in content.routes.items():
        yield from _route(content, name, route)
    yield from _fronts(content.routes)


def _route(content: Content, name: str, route: Route) -> Iterator[Problem]:
    place, rule = f"routes/{name}.yml", route.rule
    cited = [*route.sources, *(limb.source for limb in rule.limbs)]
    named = [*(one.route for one in rule.confused_with), *rule.below]
    yield from _unknown(place, "contact", route.contacts, content.contacts)
    yield from _unknown(place, "source", cited, content.sources)
    yield from _unknown(place, "route", named, content.routes)
    yield from _readers(place, name, route)
    yield from _conditions(place, rule)
    yield from _gaps(place, route)
    yield from _prose(place, route)
    if not route.contacts:
        yield _error(place, "no contact", "Name the contact behind this door")


def _readers(place: str, name: str, route: Route) -> Iterator[Problem]:
    if name in NEVER_PUBLIC and route.audience != "professional":
        yield _error(place, "open to the public", "Set audience: professional")
    if name in AFTER_OWN_DOOR and not route.rule.after_own_door:
        yield _error(
            place, "may stand first for the public", "Set after_own_door: true"
        )


def _conditions(place: str, rule: RouteRule) -> Iterator[Problem]:
    for condition in _all_conditions(rule):
        for fact, values in condition.items():
            if fact not in FACTS:
                yield _error(place, f"unknown fact {fact!r}", _known(FACTS))
                continue
            for value in values:
                if value not in FACTS[fact]:
                    remedy = _known(FACTS[fact])
                    yield _error(place, f"{fact} is never {value!r}", remedy)


def _all_conditions(rule: RouteRule) -> Iterator[Condition]:
    for one in rule.named:
        yield one.when
        yield from one.unless
    for limb in rule.limbs:
        yield limb.met
        yield limb.unmet
    yield from rule.out
    yield from rule.near


def _gaps(place: str, route: Route) -> Iterator[Problem]:
    """Each door has its limbs and says what the end of a talk needs."""
    rule = route.rule
    parts: dict[str, object] = {
        "limbs": rule.limbs,
        "confused_with": rule.confused_with,
        "have_ready": rule.have_ready,
        "next": rule.next,
        "consent": rule.consent,
        "refused": rule.refused,
    }
    for part, held in parts.items():
        if not held:
            yield _error(place, f"no {part}", "Write it, or say that no source tells")
    readers: list[Audience] = ["professional"]
    if route.audience == "everyone":
        readers.append("public")
    for reader in readers:
        for said in _required(rule):
            if not said.to(reader):
                yield _error(
                    place, f"a sentence has no {reader} words", f"Add {reader}:"
                )


def _prose(place: str, route: Route) -> Iterator[Problem]:
    readers: list[tuple[Audience, Reader]] = [("professional", "professional")]
    if route.audience == "everyone":
        readers.append(("public", "everyone"))
    for audience, reader in readers:
        said = (said.to(audience) for said in _said(route.rule))
        texts = [route.summary, *(text for text in said if text)]
        yield from prose_problems(f"{place} ({audience})", texts, reader, None)


def _said(rule: RouteRule) -> Iterator[Said]:
    yield from _required(rule)
    yield from (one.differs for one in rule.confused_with)


def _required(rule: RouteRule) -> Iterator[Said]:
    """All but a difference, which may name a door for professionals only."""
    yield from (limb.why for limb in rule.limbs)
    yield from rule.have_ready
    yield from (said for said in (rule.next, rule.consent, rule.refused) if said)


def _fronts(routes: Mapping[str, Route]) -> Iterator[Problem]:
    """One front door for children and one for adults, always and for all."""
    for side in SIDES:
        fronts = [r for r in routes.values() if r.rule.front and r.rule.whom == side]
        if len(fronts) != 1:
            yield _error(
                "routes",
                f"{len(fronts)} front doors for whom: {side}",
                "Set front: true on exactly one",
            )
        for route in fronts:
            if route.audience != "everyone" or route.rule.out:
                yield _error(
                    "routes",
                    f"the front door for whom: {side} may be closed to somebody",
                    "Set audience: everyone and remove out:",
                )


def _unknown(
    place: str, kind: str, names: Iterable[str], held: Iterable[str]
) -> Iterator[Problem]:
    for name in names:
        if name not in held:
            yield _error(
                place, f"unknown {kind} {name!r}", f"Define the {kind} or correct it"
            )


def _known(names: Iterable[str]) -> str:
    return f"Use one of {', '.join(names)}"


def _error(place: str, text: str, remedy: str) -> Problem:
    return Problem("error", place, text, remedy)
