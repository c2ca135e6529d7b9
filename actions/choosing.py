"""Chooses which topics to answer, from what was understood and the topic in hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.content import Content

NAMED = 8.0
"""How much likelier a topic is whose area the message names."""
IN_HAND = 2.0
"""How much likelier a topic of the area in hand is, where no area is named."""
CERTAIN = 0.34
"""Share of all candidates from which the first is answered, if it leads at all."""
LEADING = 1.15
"""Times the second candidate that counts as leading."""
AHEAD = 1.5
"""Times the second candidate from which the first is answered whatever its share."""
PART_CERTAIN = 0.6
"""Share from which one of several questions in a message is answered for itself."""
SAME = "*/same"
"""The very topic in hand: "what about 2019?", "is that up?"."""
KIN: Mapping[str, Sequence[str]] = {
    "contact": ("contacts", "how_to_refer", "how_to_report"),
    "how_to_refer": ("how_to_report", "contact", "contacts"),
    "hours": ("contact", "contacts"),
    "out_of_hours": ("contact", "contacts"),
    "timing": ("panel_dates", "process"),
    "panel_dates": ("timing",),
    "process": ("what_happens_next",),
    "what_happens_next": ("process",),
    "who_can_refer": ("how_to_refer", "how_to_report"),
    "thresholds": ("criteria",),
    "criteria": ("thresholds",),
    "law": ("definition",),
}
"""Points that answer nearly the same, for an area that lacks the one asked for."""
SHOWN_ANYWAY = ("contact", "hours", "out_of_hours", "helpline", "figures")
"""Bare points that the answer in hand shows, where its area has no point for them."""
MOST = 4


@dataclass(frozen=True)
class Heard:
    """One question as it was understood: areas named, topics with probabilities."""

    areas: tuple[str, ...]
    topics: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Choice:
    """Topics to answer, in order; where there are none, topics to offer."""

    answers: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()


def choose(
    heard: Sequence[Heard],
    area: str | None,
    content: Content,
    point: str | None = None,
) -> Choice:
    """`heard` is the whole message, then its parts; `area/point` is in hand."""
    if not heard:
        return Choice()
    parts = _parts(heard[1:], area, content, point)
    if len(parts) > 1:
        return Choice(answers=parts)
    whole = candidates(heard[0], area, content, point)
    top = certain(whole)
    return Choice(answers=(top,)) if top else Choice(offers=_offers(whole))


def candidates(
    heard: Heard,
    area: str | None,
    content: Content,
    point: str | None = None,
    strict: bool = False,
) -> list[tuple[str, float]]:
    """Topics that exist, with shares that add up to one, the likeliest first.

    `strict` leaves out bare points that neither a named area nor the one in hand has.
    """
    areas = heard.areas or ((area,) if area else ())
    weights: dict[str, float] = {}
    for label, probability in heard.topics:
        topic = f"{area}/{point}" if _is_same(label, heard, area, content) else label
        for found, share in _resolved(topic, areas, content, strict):
            weights[found] = weights.get(found, 0.0) + probability * share
    for topic in weights:
        weights[topic] *= _favour(topic, heard.areas, area, content)
    total = sum(weights.values()) or 1.0
    return sorted(
        ((t, w / total) for t, w in weights.items()), key=lambda pair: -pair[1]
    )


def certain(ranked: Sequence[tuple[str, float]]) -> str | None:
    """The first topic where it is likely enough or far enough ahead."""
    if not ranked:
        return None
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    topic, first = ranked[0]
    ahead = LEADING if first >= CERTAIN else AHEAD
    return topic if first >= ahead * second else None


def _parts(
    heard: Iterable[Heard], area: str | None, content: Content, point: str | None
) -> tuple[str, ...]:
    """A certain topic for each part; one that names no area leans on the one before."""
    found: dict[str, None] = {}
    for part in heard:
        ranked = candidates(part, area, content, point, strict=True)
        if not ranked or ranked[0][1] < PART_CERTAIN:
            return ()
        topic = ranked[0][0]
        strays = bool(found) and not part.areas and not topic.startswith(f"{area}/")
        if strays:
            return ()
        found[topic] = None
        area, _, point = topic.partition("/")
    return tuple(found)


def _is_same(label: str, heard: Heard, area: str | None, content: Content) -> bool:
    """Stays on the topic in hand, whose answer shows contacts and figures anyway."""
    if label == SAME:
        return True
    name, _, asked = label.partition("/")
    if name != "*" or asked not in SHOWN_ANYWAY or area is None or heard.areas:
        return False
    return area in content.areas and _nearest(area, asked, content) is None


def _resolved(
    topic: str, areas: Sequence[str], content: Content, strict: bool
) -> Iterable[tuple[str, float]]:
    """A topic as it is; `*/point` of each area, else of the areas most asked about."""
    name, _, point = topic.partition("/")
    if name != "*":
        return [(topic, 1.0)] if _held(topic, content) else []
    near = [found for a in areas if (found := _nearest(a, point, content))]
    if near or strict:
        return [(found, 1.0 / len(near)) for found in near]
    every = [f"{a}/{point}" for a in content.areas if _held(f"{a}/{point}", content)]
    usual = [f"{a}/{point}" for a in content.word("question.areas").split()]
    asked = [found for found in usual if found in every] or every
    return [(found, 1.0 / len(asked)) for found in asked]


def _nearest(area: str, point: str, content: Content) -> str | None:
    for wanted in (point, *KIN.get(point, ())):
        if _held(f"{area}/{wanted}", content):
            return f"{area}/{wanted}"
    return None


def _favour(
    topic: str, named: Sequence[str], in_hand: str | None, content: Content
) -> float:
    area = topic.partition("/")[0]
    if named:
        return NAMED if area in named or content.areas[area].spans else 1.0
    return IN_HAND if area == in_hand else 1.0


def _offers(ranked: Sequence[tuple[str, float]]) -> tuple[str, ...]:
    return tuple(topic for topic, _ in ranked[:MOST])


def _held(topic: str, content: Content) -> bool:
    name, _, point = topic.partition("/")
    return name in content.areas and point in content.areas[name].points
