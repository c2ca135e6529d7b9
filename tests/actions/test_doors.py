"""The order of doors for a worry: likely ones, front doors always, none locked."""

from __future__ import annotations

from functools import cache

import pytest

from actions.doors import LIKELY, MOST, POSSIBLE, doors
from knowledge.check import NEVER_PUBLIC
from knowledge.content import Content
from knowledge.knowledge_base import ABOUT
from knowledge.model import Audience, Route
from knowledge.reading import read_or_raise
from tests.knowledge.small_world import content

AUDIENCES: tuple[Audience, ...] = ("public", "professional")


def world() -> Content:
    routes = {
        name: Route(name, "Worries.", "everyone", ("door",))
        for name in ("children", "night", "adults", "refuge", "drugs")
    }
    routes["panel"] = Route("Panel", "Cases.", "professional", ("door",))
    words = {
        "concern.child.routes": "children night",
        "concern.adult.routes": "adults",
        "concern.both.routes": "children adults night",
        "concern.unclear.routes": "children adults",
    }
    return content(routes=routes, words=words)


def ordered(
    about: str, *ranked: tuple[str, float], audience: Audience = "public"
) -> list[str]:
    return list(doors(about, ranked, audience, world()))


@pytest.mark.parametrize(
    ("about", "front"),
    [
        ("child", ["children", "night"]),
        ("adult", ["adults"]),
        ("both", ["children", "adults", "night"]),
        ("unclear", ["children", "adults"]),
        ("", ["children", "adults"]),
    ],
)
def test_with_nothing_likely_the_front_doors_stand(
    about: str, front: list[str]
) -> None:
    assert ordered(about) == front


def test_a_likely_door_stands_before_the_front_doors() -> None:
    assert ordered("adult", ("refuge", 0.7)) == ["refuge", "adults"]


def test_a_possible_door_stands_after_the_main_one_and_before_its_cover() -> None:
    assert ordered("child", ("refuge", 0.2)) == ["children", "refuge", "night"]


def test_two_main_doors_stand_before_a_possible_one_where_it_is_not_clear() -> None:
    assert ordered("both", ("refuge", 0.2)) == ["children", "adults", "refuge", "night"]


def test_an_unlikely_door_is_left_out() -> None:
    assert ordered("adult", ("refuge", POSSIBLE - 0.01)) == ["adults"]


def test_the_limits_belong_to_the_likelier_side() -> None:
    ranked = ("refuge", LIKELY), ("drugs", POSSIBLE)
    assert ordered("adult", *ranked) == ["refuge", "adults", "drugs"]


def test_a_front_door_that_is_likeliest_stays_first_and_stands_once() -> None:
    assert ordered("child", ("children", 0.8)) == ["children", "night"]


def test_a_door_for_professionals_is_shown_to_them_only() -> None:
    assert ordered("adult", ("panel", 0.9)) == ["adults"]
    assert ordered("adult", ("panel", 0.9), audience="professional") == [
        "panel",
        "adults",
    ]


def test_a_door_that_is_not_held_is_never_shown() -> None:
    assert ordered("adult", ("gone", 0.9)) == ["adults"]


def test_there_are_never_more_than_a_person_can_read() -> None:
    many = [("refuge", 0.4), ("drugs", 0.4), ("adults", 0.15)]
    assert ordered("child", *many) == ["refuge", "drugs", "children", "adults"]
    assert len(ordered("both", *many)) == MOST


@cache
def own() -> Content:
    return read_or_raise()


@pytest.mark.parametrize("about", [*ABOUT, "report", ""])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_worry_of_the_project_has_a_door_its_audience_may_use(
    about: str, audience: Audience
) -> None:
    every = [(name, 0.9) for name in own().routes]
    for ranked in ([], every):
        found = doors(about, ranked, audience, own())
        assert found
        assert set(found) <= set(own().routes)
        if audience == "public":
            assert not set(found) & NEVER_PUBLIC
            assert {own().routes[name].audience for name in found} == {"everyone"}
