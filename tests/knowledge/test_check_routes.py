"""What the checker says about doors, each fault alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from knowledge.check_routes import AFTER_OWN_DOOR, NEVER_PUBLIC, route_problems
from knowledge.content import Content
from knowledge.facts import Facts
from knowledge.model import Route
from knowledge.reading import read_or_raise
from knowledge.route_rule import Confusion, Limb, Naming, RouteRule, Said
from knowledge.shape import plain, shape
from tests.knowledge.small_world import content

WHOLE = RouteRule(
    whom="child",
    front=True,
    named=(Naming("beside", when={"suspect": ("children",)}),),
    limbs=(Limb(Said("It is for a child."), "page", met={"about": ("child",)}),),
    confused_with=(Confusion("adults", Said("That is for adults.")),),
    have_ready=(Said("What you saw."),),
    next=Said("We do not know."),
    consent=Said("You can ring."),
    refused=Said("Ring again."),
)


def route(rule: RouteRule = WHOLE, **changes: Any) -> Route:
    whole = Route("Children", "For a child.", "everyone", ("door",), ("page",), rule)
    return replace(whole, **changes)


def world(**changed: Route) -> Content:
    adults = replace(WHOLE, whom="adult", confused_with=WHOLE.confused_with)
    return content(routes={"children": route(), "adults": route(adults)} | changed)


def texts(held: Content) -> list[str]:
    return [f"{problem.place}: {problem.text}" for problem in route_problems(held)]


def ruled(**changes: Any) -> list[str]:
    return texts(world(children=route(replace(WHOLE, **changes))))


def test_whole_routes_have_no_problems() -> None:
    assert texts(world()) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"contacts": ()}, "no contact"),
        ({"contacts": ("nobody",)}, "unknown contact 'nobody'"),
        ({"sources": ("rumour",)}, "unknown source 'rumour'"),
    ],
)
def test_a_route_names_what_is_held(changes: dict[str, Any], problem: str) -> None:
    held = texts(world(children=route(**changes)))
    assert held == [f"routes/children.yml: {problem}"]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"limbs": ()}, "no limbs"),
        ({"next": None}, "no next"),
        ({"consent": None}, "no consent"),
        ({"refused": None}, "no refused"),
        ({"have_ready": ()}, "no have_ready"),
        ({"confused_with": ()}, "no confused_with"),
        ({"below": ("cellar",)}, "unknown route 'cellar'"),
        ({"limbs": (Limb(Said("Yes."), "rumour"),)}, "unknown source 'rumour'"),
        ({"near": ({"weather": ("wet",)},)}, "unknown fact 'weather'"),
        ({"near": ({"about": ("dog",)},)}, "about is never 'dog'"),
        ({"named": (Naming("also", {"harm": ("rain",)}),)}, "harm is never 'rain'"),
        (
            {"named": (Naming("also", unless=({"died": ("soon",)},)),)},
            "died is never 'soon'",
        ),
        (
            {"limbs": (Limb(Said("Yes."), "page", unmet={"open": ("wide",)}),)},
            "open is never 'wide'",
        ),
        (
            {"next": Said(professional="Ask the panel.")},
            "a sentence has no public words",
        ),
    ],
)
def test_a_rule_is_whole_and_speaks_of_known_facts(
    changes: dict[str, Any], problem: str
) -> None:
    assert ruled(**changes) == [f"routes/children.yml: {problem}"]


def test_words_for_the_public_are_easy_to_read() -> None:
    hard = (
        "Notwithstanding considerable organisational complexity, multidisciplinary "
        "practitioners systematically operationalise contemporaneous safeguarding "
        "methodologies, proportionately acknowledging individual circumstances."
    )
    (problem,) = ruled(next=Said(hard))
    assert problem.startswith("routes/children.yml (public): reading age")
    assert ruled(next=Said("We do not know.", hard)) == []


def test_a_difference_may_be_for_professionals_alone() -> None:
    differs = Said(professional="The panel is for adults.")
    assert ruled(confused_with=(Confusion("adults", differs),)) == []


def test_no_telephone_number_is_typed() -> None:
    (problem, again) = ruled(next=Said("Ring 0161 496 0000."))
    assert "looks like a number" in problem
    assert "looks like a number" in again


@pytest.mark.parametrize("name", sorted(NEVER_PUBLIC))
def test_a_door_for_professionals_stays_closed(name: str) -> None:
    rule = replace(WHOLE, front=False)
    held = texts(world(**{name: route(rule)}))
    assert held == [f"routes/{name}.yml: open to the public"]


@pytest.mark.parametrize("name", sorted(AFTER_OWN_DOOR))
def test_a_door_behind_another_says_so(name: str) -> None:
    rule = replace(WHOLE, front=False)
    assert texts(world(**{name: route(rule)})) == [
        f"routes/{name}.yml: may stand first for the public"
    ]
    assert texts(world(**{name: route(replace(rule, after_own_door=True))})) == []


def test_each_side_has_one_front_door_open_to_all() -> None:
    missing = "routes: 0 front doors for whom: child"
    closed = "routes: the front door for whom: child may be closed to somebody"
    twice = "routes: 2 front doors for whom: child"
    assert ruled(front=False) == [missing]
    assert ruled(out=({"died": ("yes",)},)) == [closed]
    assert texts(world(children=route(audience="professional"))) == [closed]
    assert texts(world(second=route())) == [twice]


def test_a_limb_is_met_unmet_or_unknown() -> None:
    limb = Limb(Said("Yes."), "page", met={"needs": ("yes",)}, unmet={"needs": ("no",)})
    assert limb.state(Facts(needs="yes")) == "met"
    assert limb.state(Facts(needs="no")) == "unmet"
    assert limb.state(Facts()) == "unknown"
    assert Limb(Said("Yes."), "page").state(Facts(needs="yes")) == "unknown"


def test_every_rule_survives_the_store() -> None:
    routes = read_or_raise().routes
    kept = shape(plain(routes), dict[str, Route], "store")
    assert kept == routes
    assert all(route.rule.limbs for route in kept.values())
