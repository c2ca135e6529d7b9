"""Facts of a worry: only known names with known values, absent where unknown."""

from __future__ import annotations

from dataclasses import fields

from knowledge.facts import FACTS, Facts, facts_of, known, with_fact


def test_each_fact_has_a_field_and_values() -> None:
    assert [field.name for field in fields(Facts)] == list(FACTS)
    assert all(len(values) == len(set(values)) >= 2 for values in FACTS.values())


def test_values_that_are_not_known_are_left_out() -> None:
    said = {"about": "child", "harm": "rudeness", "danger": None, "needs": True}
    assert facts_of(said) == Facts(about="child")


def test_other_slots_are_no_facts() -> None:
    assert facts_of({"area": "maars", "open": "yes"}) == Facts(open="yes")


def test_a_fact_can_be_changed_and_withdrawn() -> None:
    facts = Facts(about="adult", needs="yes")
    assert with_fact(facts, "about", "child") == Facts(about="child", needs="yes")
    assert with_fact(facts, "needs", None) == Facts(about="adult")


def test_known_facts_stand_in_a_fixed_order() -> None:
    facts = facts_of({"needs": "no", "about": "both"})
    assert list(known(facts).items()) == [("about", "both"), ("needs", "no")]
