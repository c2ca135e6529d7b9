"""The page shows each route: its rule in facts, and the words of each audience."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timezone
from html import unescape

from knowledge.check import check
from knowledge.content import Content
from knowledge.model import Route
from knowledge.route_rule import Confusion, Limb, Naming, RouteRule, Said
from scripts.content_page.material import Material
from scripts.content_page.page import page
from tests.knowledge.small_world import content

MOMENT = datetime(2026, 11, 23, 10, tzinfo=timezone.utc)
RULE = RouteRule(
    whom="child",
    named=(
        Naming("first", {"harm": ("fgm", "fire")}, ({"about": ("adult",)},), "public"),
    ),
    out=({"died": ("no",)},),
    near=({"harm": ("hurt",)},),
    limbs=(
        Limb(
            Said("It is for you.", "It is for a child."),
            "page",
            "Overview",
            met={"about": ("child",)},
            unmet={"about": ("adult",)},
        ),
    ),
    confused_with=(Confusion("panel", Said(professional="The panel is a meeting.")),),
    have_ready=(Said("What you <saw>."),),
    next=Said("We do not know."),
)
ROUTES = {
    "door": Route("The door", "For a worry.", "everyone", ("door",), (), RULE),
    "panel": Route("The panel", "For cases.", "professional", ("door",)),
}


def drawn(held: Content) -> str:
    return page(Material(held, MOMENT, tuple(check(held, MOMENT.date()))))


def article(name: str, rule: RouteRule = RULE) -> str:
    routes = ROUTES | {"door": replace(ROUTES["door"], rule=rule)}
    text = drawn(content(routes=routes))
    found = re.search(rf'<article[^>]* id="route:{name}".*?</article>', text, re.DOTALL)
    assert found, f"{name} is not on the page"
    return found[0]


def test_a_rule_is_told_in_facts() -> None:
    found = unescape(article("door"))
    assert "first: harm is fgm or fire; not where about is adult; public only" in found
    assert "died is no" in found
    assert "harm is hurt" in found
    assert "(A page, Overview; met where about is child; not where about is adult)" in (
        found
    )


def test_each_audience_has_its_own_words() -> None:
    professional, public = article("door").split("<h4>")[1:]
    assert "It is for a child." in professional
    assert "The panel is a meeting." in professional
    assert "It is for you." in public
    assert "The panel is a meeting." not in public
    assert "We do not know." in public


def test_a_route_for_professionals_has_no_public_words() -> None:
    assert re.findall("<h4>(.*)</h4>", article("panel")) == ["Professionals read"]


def test_words_are_escaped() -> None:
    assert "What you &lt;saw&gt;." in article("door")


def test_what_the_checker_finds_stands_beside_the_route() -> None:
    assert "no refused" in article("door")
    whole = replace(RULE, refused=Said("Ring again."), consent=Said("You can ring."))
    assert "no refused" not in article("door", whole)
