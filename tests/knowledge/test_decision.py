"""The doors of every case: safe whatever is known, and few questions on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from statistics import median
from typing import Any

import pytest

from knowledge.check_routes import AFTER_OWN_DOOR, NEVER_PUBLIC
from knowledge.concern import read_concerns
from knowledge.decision import (
    ASKABLE,
    MOST,
    Decision,
    Rank,
    decide,
    ranked,
    shown,
    standing,
)
from knowledge.facts import FACTS, Facts, facts_of, with_fact
from knowledge.model import Audience, Route
from knowledge.reading import BUNDLED, read_or_raise
from knowledge.route_rule import Condition

AUDIENCES: tuple[Audience, ...] = ("public", "professional")
CHILD_ONLY = {
    *("massh_children", "childrens_out_of_hours", "aspire_complex_safeguarding"),
    *("early_help_tac", "rapid_review_lcspr", "operation_encompass"),
}
ADULT_ONLY = {
    *("adult_social_care", "adults_out_of_hours", "maars", "sar", "section42"),
    *("pipot", "dols_mca", "fire_service_home_safety"),
}
OF_ITS_OWN = {
    "radicalisation": "prevent",
    "slavery": "modern_slavery_nrm",
    "fgm": "fgm_forced_marriage",
    "forced_marriage": "fgm_forced_marriage",
    "domestic_abuse": "domestic_abuse_services",
    "exploitation": "aspire_complex_safeguarding",
    "mental_health": "mental_health_crisis",
    "fire": "fire_service_home_safety",
    "restriction": "dols_mca",
    "support": "early_help_tac",
}
"""The door of each harm that has one."""
MIXED = {
    "massh_children": 0.45,
    "adult_social_care": 0.4,
    "maars": 0.2,
    "lado": 0.15,
    "section42": 0.12,
}


@lru_cache(maxsize=1)
def routes() -> dict[str, Route]:
    return read_or_raise().routes


def decided(
    audience: Audience = "public",
    likely: Mapping[str, float] | None = None,
    asked: tuple[str, ...] = (),
    **known: Any,
) -> Decision:
    facts = facts_of(known)
    return decide(facts, audience, tuple((likely or {}).items()), routes(), asked)


def doors(
    audience: Audience = "public",
    likely: Mapping[str, float] | None = None,
    **known: Any,
) -> list[str]:
    return [door.route for door in decided(audience, likely, **known).doors]


def test_danger_now_stands_before_everything() -> None:
    assert doors(danger="now", about="adult", harm="hurt")[:2] == [
        "emergency_999",
        "adult_social_care",
    ]


def test_nothing_known_names_both_front_doors_and_asks_about_whom() -> None:
    decision = decided()
    assert [d.route for d in decision.doors] == ["massh_children", "adult_social_care"]
    assert decision.ask == "about"


def test_a_likely_door_stands_before_the_front_door() -> None:
    assert doors(likely={"clares_law": 0.6}, about="adult")[:2] == [
        "clares_law",
        "adult_social_care",
    ]


def test_a_possible_door_stands_after_the_front_door() -> None:
    assert doors(likely={"clares_law": 0.2}, about="adult")[:2] == [
        "adult_social_care",
        "clares_law",
    ]


def test_a_known_harm_beats_what_is_likely() -> None:
    found = doors(likely={"clares_law": 0.9}, about="adult", harm="slavery")
    assert found[:2] == ["modern_slavery_nrm", "clares_law"]


def test_a_door_that_facts_and_model_name_stands_before_one_that_only_facts_do() -> (
    None
):
    known: dict[str, Any] = {"about": "adult", "harm": "slavery", "open": "yes"}
    apart = doors("professional", **known)
    agreed = doors("professional", {"escalation_policy": 0.7}, **known)
    assert apart[0] == "modern_slavery_nrm"
    assert "escalation_policy" in apart
    assert agreed[:2] == ["escalation_policy", "modern_slavery_nrm"]


def test_a_seventeen_year_old_is_not_sent_to_a_likely_door_for_adults() -> None:
    assert doors(likely={"adult_social_care": 0.9}, about="child")[0] == (
        "massh_children"
    )


def test_the_limbs_of_a_section_42_enquiry_put_it_first_for_a_professional() -> None:
    known: dict[str, Any] = {
        "about": "adult",
        "harm": "money",
        "needs": "yes",
        "protect": "no",
    }
    found = decided("professional", **known).doors[0]
    assert found.route == "section42"
    assert len(found.reasons) == 3
    assert doors("public", **known)[0] == "adult_social_care"


def test_a_child_comes_before_the_panel_where_both_are_at_risk() -> None:
    found = doors("professional", about="both", threshold="below", needs="yes")
    assert found[:2] == ["massh_children", "adult_social_care"]
    assert "maars" in found


def test_early_help_stands_below_the_threshold_of_a_child() -> None:
    assert "early_help_tac" in doors("professional", about="child", threshold="below")


def test_reasons_are_the_met_limbs_in_the_words_of_the_audience() -> None:
    rule = routes()["section42"].rule
    professional = decided("professional", about="adult", needs="yes").doors
    door = next(door for door in professional if door.route == "section42")
    assert door.reasons == (rule.limbs[0].why.professional,)
    public = decided("public", {"section42": 0.9}, about="adult", needs="yes").doors
    door = next(door for door in public if door.route == "section42")
    assert door.reasons == (rule.limbs[0].why.public,)


def test_a_door_without_a_met_limb_says_what_it_is_for() -> None:
    assert decided().doors[0].reasons == (routes()["massh_children"].summary,)


def test_danger_is_asked_only_where_the_harm_is_violent() -> None:
    assert decided(about="child", harm="hurt").ask == "danger"
    assert decided(about="child", harm="support").ask is None
    assert decided(about="adult", harm="money").ask is None


def test_nothing_is_asked_twice() -> None:
    assert decided(asked=("about",)).ask is None
    assert decided(about="child", harm="hurt", asked=("danger",)).ask is None


def test_a_professional_is_asked_what_decides_between_the_doors_of_adults() -> None:
    known: dict[str, Any] = {"about": "adult", "harm": "neglect"}
    assert decided("professional", **known).ask == "needs"
    assert decided("professional", **known, needs="yes").ask == "protect"
    assert decided("professional", **known, needs="no").ask is None
    likely_panel = {"maars": 0.3}
    assert decided("professional", likely_panel, about="adult").ask == "threshold"
    assert decided("public", likely_panel, about="adult").ask is None


def test_whom_a_suspect_works_with_is_asked_where_a_service_fails_people() -> None:
    assert decided(about="child", harm="organisation").ask == "suspect"
    assert decided("professional", about="adult", harm="organisation").ask == "suspect"


def test_a_death_is_asked_about_where_a_review_is_likely() -> None:
    assert decided("professional", {"sar": 0.5}, about="adult").ask == "died"


def test_every_answer_to_a_question_can_be_taken() -> None:
    for audience in AUDIENCES:
        assert set(ASKABLE[audience]) <= set(FACTS)
    assert not {"protect", "threshold", "open"} & set(ASKABLE["public"])


def test_a_fair_door_stands_first_for_every_written_worry() -> None:
    """A rule must not contradict what practitioners wrote beside each worry."""
    wrong = Counter[tuple[str, str, str, str]]()
    for worry in read_concerns(BUNDLED):
        facts = facts_of({"about": worry.about})
        likely = [(worry.route, 0.7)]
        found = decide(facts, worry.audience, likely, routes(), ASKABLE[worry.audience])
        names = [door.route for door in found.doors]
        later = worry.audience == "public" and worry.route in AFTER_OWN_DOOR
        if {worry.route, *worry.also}.isdisjoint(names[: 2 if later else 1]):
            wrong[worry.audience, worry.about, worry.route, names[0]] += 1
    assert not wrong


def test_few_questions_are_asked() -> None:
    """Counted for each harm and person, every answer given, also "not sure"."""
    most, counts = 0, []
    for audience in AUDIENCES:
        for harm, about in product(
            ("hurt", "domestic_abuse", "self_neglect", "organisation", "support"),
            (None, "child", "adult", "both"),
        ):
            lengths = list(_talks(Facts(about=about, harm=harm), audience, ()))
            most = max(most, *lengths)
            counts.append(median(lengths))
    assert most <= 5
    assert median(counts) <= 2


def _talks(facts: Facts, audience: Audience, asked: tuple[str, ...]) -> Iterator[int]:
    """How many questions each course of a talk has."""
    ask = decide(facts, audience, (), routes(), asked).ask
    if ask is None:
        yield len(asked)
        return
    for value in (None, *FACTS[ask]):
        yield from _talks(with_fact(facts, ask, value), audience, (*asked, ask))


@dataclass(frozen=True)
class Demand:
    """What every answer to one case must keep."""

    first: frozenset[str] | None
    """One of these stands first; None where any may."""
    not_first: frozenset[str]
    has: frozenset[str]
    lacks: frozenset[str]

    def broken_by(self, found: tuple[str, ...]) -> str | None:
        if not found:
            return "no door"
        if self.first is not None and found[0] not in self.first:
            return f"{found[0]} first, not one of {sorted(self.first)}"
        if found[0] in self.not_first:
            return f"{found[0]} first"
        if not self.has <= set(found):
            return f"lacks {sorted(self.has - set(found))}"
        if not self.lacks.isdisjoint(found):
            return f"names {sorted(self.lacks & set(found))}"
        return None


def demand(facts: Facts, audience: Audience) -> Demand:
    professional = audience == "professional"
    child = facts.about in ("child", "unborn")
    adult = facts.about == "adult"
    has: set[str] = set()
    lacks: set[str] = set()
    first: set[str] | None = None
    if not adult:
        has.add("massh_children")
    if not child:
        has.add("adult_social_care")
    if not professional:
        lacks |= NEVER_PUBLIC
    if child:
        lacks |= ADULT_ONLY - {"adult_social_care", "pipot"}
    if adult:
        lacks |= CHILD_ONLY - {"massh_children"}
    if facts.suspect in ("children", "both"):
        has |= {"lado", "massh_children"}
    elif facts.suspect is not None:
        lacks.add("lado")
    if facts.suspect in ("adults", "both"):
        has |= {"adult_social_care"} | ({"pipot"} if professional else set())
    if facts.died == "yes" and professional:
        has |= (set() if child else {"sar"}) | (
            set() if adult else {"rapid_review_lcspr"}
        )
    if facts.open == "yes" and professional:
        has.add("escalation_policy")
    if facts.threshold == "below" and professional:
        has |= {"maars"} if not child else {"early_help_tac"}
    if facts.threshold == "met":
        lacks.add("maars")
    own = OF_ITS_OWN.get(facts.harm or "")
    if own and _fits(own, facts):
        has.add(own)
        first = _first_where_harm_is_known(own, facts, professional)
    if (
        professional
        and facts.threshold == "below"
        and facts.needs == "yes"
        and facts.about in (None, "adult")
    ):
        first = {"maars"}
    if facts.danger == "now":
        first = {"emergency_999"}
    return Demand(
        first=None if first is None else frozenset(first),
        not_first=frozenset(ADULT_ONLY if child else CHILD_ONLY if adult else ()),
        has=frozenset(has),
        lacks=frozenset(lacks),
    )


def _fits(door: str, facts: Facts) -> bool:
    """Doors of one side need to know that it is that side, or not the other."""
    if door == "aspire_complex_safeguarding":
        return facts.about in ("child", "both")
    if door == "early_help_tac":
        return facts.about in ("child", "unborn", "both")
    return door not in ADULT_ONLY or facts.about not in ("child", "unborn")


def _first_where_harm_is_known(
    own: str, facts: Facts, professional: bool
) -> set[str] | None:
    """The harm's door, or a stronger one; None where a front door is the stronger."""
    if own == "aspire_complex_safeguarding" and not professional:
        return None
    if own == "domestic_abuse_services" and facts.needs == "yes":
        return None
    for_all = {"prevent", "fgm_forced_marriage", "early_help_tac"}
    for_all.add("aspire_complex_safeguarding")
    if own not in for_all and facts.about not in (None, "adult"):
        return None
    if own == "aspire_complex_safeguarding" and facts.about == "both":
        return None
    stronger = {own}
    if facts.suspect in ("children", "both"):
        stronger |= {"lado", "massh_children"}
    if facts.suspect in ("adults", "both"):
        stronger |= {"pipot", "adult_social_care"}
    if facts.died == "yes":
        stronger |= {"sar", "rapid_review_lcspr"}
    if facts.open == "yes":
        stronger.add("escalation_policy")
    if facts.threshold == "below":
        stronger |= {"maars", "early_help_tac"}
    if facts.needs == "yes":
        stronger |= {"section42", "adult_social_care"}
    return stronger


def test_every_combination_of_facts_is_safe() -> None:
    """For all facts, both audiences, and what the model may think of each.

    Values that no rule for this audience tells apart stand for each other, and equal
    standings are ordered once: `ranked` sees nothing else of a case. The model's
    opinions are none, a mixed one, and each route alone; where danger is known, which
    only the rule of 999 reads, they are none, the mixed one and 999.
    """
    alone = {name: {name: 0.9} for name in routes()}
    few: list[Mapping[str, float]] = [{}, MIXED, alone["emergency_999"]]
    every: list[Mapping[str, float]] = [{}, MIXED, *alone.values()]
    orders: dict[object, set[tuple[str, ...]]] = {}
    cases = 0
    for audience in AUDIENCES:
        for facts in every_case(audience):
            opinions = few if facts.danger else every
            stands = standing(facts, audience, routes())
            key = (audience, opinions is few, tuple(stands.items()))
            if key not in orders:
                orders[key] = {
                    shown(ranked(stands, audience, opinion, routes()))
                    for opinion in opinions
                }
                for found in orders[key]:
                    _check_shape(found, audience)
                _check_cover(shown(ranked(stands, audience, {}, routes())))
            wanted = demand(facts, audience)
            for found in orders[key]:
                broken = wanted.broken_by(found)
                assert broken is None, f"{facts} {audience} {found}: {broken}"
            cases += len(opinions)
    assert cases > 1_000_000


def test_only_the_rule_of_999_reads_danger() -> None:
    readers = {
        name
        for name, route in routes().items()
        for condition in deciding(route, "professional")
        if "danger" in condition
    }
    assert readers == {"emergency_999"}


def _check_shape(found: tuple[str, ...], audience: Audience) -> None:
    assert len(found) == len(set(found)), found
    if audience == "public":
        for later in AFTER_OWN_DOOR.intersection(found):
            assert not FRONTS.isdisjoint(found[: found.index(later)]), found
        if {"lado", "massh_children"} <= set(found):
            assert found.index("massh_children") < found.index("lado"), found


def _check_cover(found: tuple[str, ...]) -> None:
    """Where the model is silent, out-of-hours doors stand after all others."""
    places = [name in COVERS for name in found]
    assert places == sorted(places), found


FRONTS = {"massh_children", "adult_social_care"}
COVERS = {"childrens_out_of_hours", "adults_out_of_hours"}


def every_case(audience: Audience) -> Iterator[Facts]:
    told = [*demanded(audience)] + [
        condition
        for route in routes().values()
        for condition in deciding(route, audience)
    ]
    values = {fact: representatives(fact, told) for fact in FACTS}
    for combination in product(*values.values()):
        yield Facts(**dict(zip(values, combination, strict=True)))


def demanded(audience: Audience) -> Iterator[Condition]:
    """What `demand` reads, so that a rule that is lost cannot hide its own case."""
    yield {"danger": ("now",)}
    yield {"needs": ("yes",)}
    for harm in OF_ITS_OWN.keys() - {"forced_marriage"}:
        yield {"harm": (harm,)}
    for value in ("children", "adults", "both"):
        yield {"suspect": (value,)}
    if audience == "professional":
        yield {"died": ("yes",)}
        yield {"open": ("yes",)}
        yield {"threshold": ("below",)}
        yield {"threshold": ("met",)}


def representatives(fact: str, told: list[Condition]) -> list[str | None]:
    """One value of each set that no condition tells apart; of `about`, all."""
    values: list[str | None] = [None, *FACTS[fact]]
    if fact == "about":
        return values
    allowed = [condition[fact] for condition in told if fact in condition]
    apart: dict[tuple[bool, ...], str | None] = {}
    for value in values:
        apart.setdefault(tuple(value in one for one in allowed), value)
    return list(apart.values())


def deciding(route: Route, audience: Audience) -> Iterator[Condition]:
    """The conditions that can change this audience's doors."""
    if audience == "public" and route.audience == "professional":
        return
    for naming in route.rule.named:
        if naming.audience in (None, audience):
            yield naming.when
            yield from naming.unless
    yield from route.rule.out


@pytest.mark.parametrize("audience", AUDIENCES)
def test_doors_are_few_and_every_one_has_a_reason(audience: Audience) -> None:
    for about, harm in product((None, *FACTS["about"]), FACTS["harm"]):
        known: dict[str, Any] = {"harm": harm, "about": about}
        found = decided(audience, MIXED, tuple(ASKABLE[audience]), **known).doors
        assert len(found) <= MOST
        assert all(door.reasons and all(door.reasons) for door in found)


def test_doors_that_are_due_are_never_left_out_for_room() -> None:
    found = doors(
        "professional",
        *({"clares_law": 0.3},),
        about="both",
        suspect="both",
        died="yes",
    )
    due = {"massh_children", "adult_social_care", "lado", "pipot", "sar"}
    assert {*due, "rapid_review_lcspr"} == set(found)


def test_decide_gives_the_doors_that_the_enumeration_looked_at() -> None:
    facts = Facts(about="adult", harm="neglect", needs="yes", threshold="below")
    stands = standing(facts, "professional", routes())
    names = shown(ranked(stands, "professional", MIXED, routes()))
    assert names == tuple(
        door.route
        for door in decide(facts, "professional", tuple(MIXED.items()), routes()).doors
    )
    assert ranked(stands, "professional", MIXED, routes())[names[0]] is Rank.LEAD
