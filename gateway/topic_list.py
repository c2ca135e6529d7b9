"""Every area and point that one audience may browse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gateway.search import Search
from knowledge.content import Content
from knowledge.errors import UnknownIdError
from knowledge.model import Area, Audience, Point


@dataclass(frozen=True)
class Entry:
    """One point of an area; not shown where a search leaves it out."""

    topic: str
    label: str
    ask: str
    shown: bool


@dataclass(frozen=True)
class Chapter:
    """One area with its points."""

    id: str
    title: str
    names: str
    """All that people call it, for the search."""
    entries: tuple[Entry, ...]

    @property
    def shown(self) -> bool:
        return any(entry.shown for entry in self.entries)


@dataclass(frozen=True)
class Letter:
    """The chapters whose title begins with a letter."""

    letter: str
    chapters: tuple[Chapter, ...]

    @property
    def shown(self) -> bool:
        return any(chapter.shown for chapter in self.chapters)


@dataclass(frozen=True)
class Reviewed:
    """Who looked at an answer last, and when it is due again."""

    area: str
    label: str
    ask: str
    reviewed_on: date
    review_by: date
    related: tuple[tuple[str, str], ...]
    """Topics and labels that this audience may read."""


def letters(content: Content, audience: Audience, search: Search) -> list[Letter]:
    """In the order of the alphabet."""
    found = sorted(
        _chapters(content, audience, search), key=lambda c: c.title.casefold()
    )
    firsts = dict.fromkeys(chapter.title[0].upper() for chapter in found)
    return [
        Letter(first, tuple(c for c in found if c.title[0].upper() == first))
        for first in firsts
    ]


def reviewed(content: Content, topic: str, audience: Audience) -> Reviewed:
    """Raises UnknownIdError also for a topic that this audience may not browse."""
    area, point = content.topic(topic)
    if not may_browse(area, audience):
        raise UnknownIdError(f"{topic!r} is for professionals")
    held = {name: (a, p) for name, a, p in content.topics()}
    related = (
        (name, held[name][1].label)
        for name in point.related
        if name in held and may_browse(held[name][0], audience)
    )
    return Reviewed(
        area.title,
        point.label,
        point.ask,
        area.reviewed_on,
        area.review_by,
        tuple(related),
    )


def may_browse(area: Area, audience: Audience) -> bool:
    return audience == "professional" or area.audience == "everyone"


def _chapters(
    content: Content, audience: Audience, search: Search
) -> Iterator[Chapter]:
    for name, area in content.areas.items():
        if may_browse(area, audience):
            names = " ".join((area.title, *area.names))
            entries = tuple(
                _entry(f"{name}/{key}", point, names, search)
                for key, point in area.points.items()
            )
            yield Chapter(name, area.title, names, entries)


def _entry(topic: str, point: Point, names: str, search: Search) -> Entry:
    shown = search.finds(names, point.label, point.ask)
    return Entry(topic, point.label, point.ask, shown)
