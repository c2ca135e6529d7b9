"""One answer with all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.content import Content
from knowledge.knowledge_base import KnowledgeBase
from knowledge.model import Area, Point
from knowledge.wording import wording
from scripts.content_page.contact_row import ContactRow, contact_rows, reader
from scripts.content_page.finding import Finding
from scripts.content_page.material import Material
from scripts.content_page.reading import Reading, readings
from scripts.content_page.sentences import FEWEST_TESTS, FEWEST_TRAINING
from scripts.content_page.source_row import SourceRow, source_rows
from scripts.content_page.talks import Talk


@dataclass(frozen=True)
class Link:
    """A route or a related topic; `name` is empty where it is not held."""

    id: str
    name: str
    shown_to: str = ""


@dataclass(frozen=True)
class Answer:
    """What the page shows of one topic."""

    topic: str
    point: Point
    readings: tuple[Reading, ...]
    contacts: tuple[ContactRow, ...]
    routes: tuple[Link, ...]
    related: tuple[Link, ...]
    sources: tuple[SourceRow, ...]
    training: tuple[str, ...]
    tests: tuple[str, ...]
    talks: tuple[Talk, ...]
    findings: tuple[Finding, ...]

    @property
    def has_few_training(self) -> bool:
        return len(self.training) < FEWEST_TRAINING

    @property
    def has_few_tests(self) -> bool:
        return len(self.tests) < FEWEST_TESTS

    @property
    def needs_a_look(self) -> bool:
        return bool(self.findings) or self.has_few_training or self.has_few_tests


def answer(
    material: Material,
    knowledge: KnowledgeBase,
    topic: str,
    found: Sequence[Finding],
) -> Answer:
    content = material.content
    area, point = content.topic(topic)
    own = wording(area, point, "professional")
    public = wording(area, point, "public")
    return Answer(
        topic=topic,
        point=point,
        readings=readings(knowledge, topic, material.moment),
        contacts=contact_rows(
            knowledge.directory, own.contacts, public.contacts, material.moment
        ),
        routes=_routes(content, own.routes, public.routes),
        related=tuple(_related(content, one) for one in point.related),
        sources=source_rows(content, (own, public)),
        training=material.training.get(topic, ()),
        tests=material.tests.get(topic, ()),
        talks=material.talks.get(topic, ()),
        findings=tuple(one for one in found if one.anchor == topic),
    )


def _routes(
    content: Content, own: Sequence[str], public: Sequence[str]
) -> tuple[Link, ...]:
    return tuple(
        Link(name, _route(content, name), reader(name in own, name in public))
        for name in dict.fromkeys((*own, *public))
    )


def _route(content: Content, name: str) -> str:
    held = content.routes.get(name)
    return held.name if held else ""


def _related(content: Content, topic: str) -> Link:
    name, _, key = topic.partition("/")
    area: Area | None = content.areas.get(name)
    point = area.points.get(key) if area else None
    return Link(topic, point.ask if point else "")


def topics_with(answers: Iterable[Answer], contact: str) -> list[str]:
    """The topics that name a contact."""
    return [
        one.topic for one in answers if any(row.id == contact for row in one.contacts)
    ]
