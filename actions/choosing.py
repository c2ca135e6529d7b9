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
TWINS: Sequence[frozenset[str]] = (
    frozenset({"adults/what_happens_next", "massh/what_happens_next"}),
    frozenset({"adults/contact", "massh/contact"}),
    frozenset({"adults/out_of_hours", "massh/out_of_hours"}),
    frozenset({"adults/types_of_abuse", "definitions/types_of_abuse_child"}),
    frozenset({"info_sharing/adult_consent", "info_sharing/consent"}),
)
"""The same question for children and for adults: both, where nobody says for whom."""
FOR_BOTH = 0.75
"""Share from which it is clear for whom."""
BESIDE = 0.3
"""Share of the first from which the second point of the same area is answered too."""
PAIR = 0.6
"""Share of two points of one area from which both are answered, however close."""
CLEAR = 0.8
"""Share from which the first is answered alone in any case."""
FOLLOWED = 0.2
"""Share from which words that lean on the topic in hand mean another of its area."""
CARRIED = 0.5
"""What another area's point says for the same point of the area in hand."""
SAME = "*/same"
"""The very topic in hand: "what about 2019?", "is that up?"."""
KIN: Mapping[str, Sequence[str]] = {
    "contact": ("contacts", "how_to_refer", "how_to_report"),
    "how_to_refer": ("how_to_report", "contact", "contacts"),
    "how_to_report": ("how_to_refer", "contact", "contacts"),
    "how_to_apply": ("how_to_refer", "contact", "contacts"),
    "support": ("what_to_do", "contact"),
    "helpline": ("helplines", "contact"),
    "hours": ("contact", "contacts"),
    "out_of_hours": ("contact", "contacts"),
    "timing": ("panel_dates", "process", "definition"),
    "panel_dates": ("timing",),
    "process": ("what_happens_next",),
    "what_happens_next": ("process",),
    "who_can_refer": ("how_to_refer", "how_to_report"),
    "thresholds": ("criteria",),
    "criteria": ("thresholds",),
    "law": ("definition",),
}
"""Points that answer nearly the same, for an area that lacks the one asked for."""
GENERAL: Mapping[str, str] = {"consent": "info_sharing/consent"}
"""Points that have an answer for all areas, where none is named or in hand."""
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
    kept: str = ""
    """The answer that is the topic in hand from now on."""


def choose(
    heard: Sequence[Heard],
    area: str | None,
    content: Content,
    point: str | None = None,
    whom: str | None = None,
) -> Choice:
    """`heard` is the whole message, then its parts; `area/point` is in hand.

    `whom` is child or adult where the message says which.
    """
    if not heard:
        return Choice()
    parts = _parts(heard[1:], area, content, point)
    if len(parts) > 1:
        return Choice(answers=parts, kept=parts[-1])
    whole = candidates(heard[0], area, content, point)
    top = certain(whole)
    if top is None:
        return Choice(offers=_offers(whole))
    twins = () if whom else _twins(whole, area, content)
    beside = twins or _beside(whole, content)
    return Choice(answers=(top, *beside), kept=top)


def follow(heard: Sequence[Heard], area: str, point: str, content: Content) -> Choice:
    """For words that lean on the topic in hand: another point of its area where one
    stands out, else the same again."""
    same = f"{area}/{point}"
    ranked = candidates(heard[0], area, content, point) if heard else []
    inside = [(t, share) for t, share in ranked if t.startswith(f"{area}/")]
    topic = certain(inside) if inside and inside[0][1] >= FOLLOWED else None
    found = topic or same
    return Choice(answers=(found,), kept=found) if _held(found, content) else Choice()


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
        meant = [*_resolved(topic, areas, content, strict)]
        if not heard.areas and area:
            meant += _carried(topic, area, content)
        for found, share in meant:
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
    if second and first + second >= PAIR and _area(topic) == _area(ranked[1][0]):
        return topic  # near points of one area are answered together
    ahead = LEADING if first >= CERTAIN else AHEAD
    return topic if first >= ahead * second else None


def _area(topic: str) -> str:
    return topic.partition("/")[0]


def nearby(ranked: Sequence[str], found: Sequence[str]) -> tuple[str, ...]:
    """Topics to offer: the two likeliest, then what the search of the answers found."""
    return tuple(dict.fromkeys([*ranked[:2], *found, *ranked[2:]]))[:MOST]


def _twins(
    ranked: Sequence[tuple[str, float]], in_hand: str | None, content: Content
) -> tuple[str, ...]:
    """The same point for children, or for adults, where it is not clear for whom."""
    topic, share = ranked[0]
    if share >= FOR_BOTH or topic.startswith(f"{in_hand}/"):
        return ()
    twins = [t for pair in TWINS if topic in pair for t in pair - {topic}]
    return tuple(twin for twin in twins if _held(twin, content))


def _beside(ranked: Sequence[tuple[str, float]], content: Content) -> tuple[str, ...]:
    """A near second point of the same area: two answers rather than a wrong one."""
    if len(ranked) < 2 or ranked[0][1] >= CLEAR:
        return ()
    (first, share), (second, next_share) = ranked[:2]
    area = first.partition("/")[0]
    near = second.startswith(f"{area}/") and next_share >= BESIDE * share
    return (second,) if near and not content.areas[area].spans else ()


def _carried(topic: str, area: str, content: Content) -> Iterable[tuple[str, float]]:
    """ "And after five?" with adult social care in hand, though others close too."""
    name, _, point = topic.partition("/")
    carried = f"{area}/{'figures' if name == 'figures' else point}"
    if name in ("*", area) or not _held(carried, content):
        return []
    return [(carried, CARRIED)]


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
    if not areas and (general := GENERAL.get(point)) and _held(general, content):
        return [(general, 1.0)]
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
