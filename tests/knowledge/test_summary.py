"""The summary of a worry: the person's facts, the doors, and only what is met."""

from __future__ import annotations

from dataclasses import replace

from knowledge.content import Content
from knowledge.decision import Decision, Door
from knowledge.facts import FACTS, Facts
from knowledge.model import Audience, Route, Source
from knowledge.reading import read_or_raise
from knowledge.route_rule import Limb, RouteRule, Said
from knowledge.summary import Summary

AUDIENCES: tuple[Audience, ...] = ("public", "professional")
LIMBS = (
    Limb(Said("Care is needed."), "law", "1", met={"needs": ("yes",)}),
    Limb(Said("They cannot stop it."), "law", met={"protect": ("no",)}),
)
RULE = RouteRule(
    limbs=LIMBS,
    have_ready=(Said("An address.", "The record."),),
    next=Said("They ring you."),
    consent=Said("Ask first."),
    refused=Said("Ring again."),
)


def world() -> Content:
    own = read_or_raise()
    return Content(
        words={k: v for k, v in own.words.items() if k.startswith("summary.")},
        sources={"law": Source("The Act", "2014", "high")},
        routes={
            "adults": Route("Adults", "Worries.", "everyone", ("x",), (), RULE),
            "emergency_999": Route("999", "Danger.", "everyone", ("x",)),
        },
    )


def text(facts: Facts, audience: Audience = "public", *before: str) -> str:
    names = (*before, "adults")
    doors = tuple(Door(name, (f"Reason of {name}.",)) for name in names)
    return Summary(world(), facts, Decision(doors, None), audience).text()


def test_it_says_what_was_told_and_no_more() -> None:
    word = world().word
    told = text(Facts(about="adult", needs="yes"))
    assert word("summary.fact.about.adult") in told
    assert word("summary.fact.needs.yes") in told
    assert word("summary.fact.protect.no") not in told
    assert word("summary.told") not in text(Facts())


def test_only_conditions_that_are_met_are_named_with_their_source() -> None:
    told = text(Facts(needs="yes"))
    assert "Care is needed. Source: The Act, 1." in told
    assert "They cannot stop it." not in told


def test_doors_stand_in_their_order_with_a_reason_each() -> None:
    told = text(Facts(danger="now"), "public", "emergency_999")
    assert "1. 999: Reason of emergency_999.\n2. Adults: Reason of adults." in told


def test_the_rest_is_of_the_first_door_that_is_not_999() -> None:
    told = text(Facts(), "public", "emergency_999")
    for part in ("An address.", "They ring you.", "Ask first.", "Ring again."):
        assert part in told


def test_each_audience_has_its_words() -> None:
    assert "The record." in text(Facts(), "professional")
    assert "The record." not in text(Facts())


def test_999_and_what_it_is_not_end_it() -> None:
    word = world().word
    ending = f"{word('summary.worse')}\n\n{word('summary.end')}"
    assert text(Facts()).endswith(ending)
    assert "999" in word("summary.worse")


def test_who_told_somebody_before_reads_what_to_do() -> None:
    word = world().word
    for audience in AUDIENCES:
        line = word(f"summary.open.{audience}")
        assert line in text(Facts(open="yes"), audience)
        assert line not in text(Facts(), audience)


def test_a_part_that_the_content_lacks_is_left_out() -> None:
    bare = world()
    route = bare.routes["adults"]
    bare.routes["adults"] = replace(route, rule=RouteRule())
    decision = Decision((Door("adults", ()),), None)
    told = Summary(bare, Facts(), decision, "public").text()
    assert bare.word("summary.next") not in told
    assert bare.word("summary.ready") not in told
    assert "1. Adults" in told


def test_it_never_says_that_a_threshold_is_not_met() -> None:
    own = read_or_raise()
    decision = Decision(tuple(Door(name, ()) for name in own.routes), None)
    for threshold in FACTS["threshold"]:
        for name in own.routes:
            doors = (Door(name, ()), *decision.doors)
            facts = Facts(about="adult", threshold=threshold)
            told = Summary(own, facts, Decision(doors, None), "public").text()
            assert "this does not meet" not in told.casefold()
            assert "you do not meet" not in told.casefold()
