"""All content of one version, as read from files or from the store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge.alarm import Alarms
from knowledge.errors import UnknownIdError
from knowledge.language import Language
from knowledge.model import Acronym, Area, Contact, Figure, Point, Route, Source


@dataclass(frozen=True)
class Content:
    """Every mapping goes from id to value; `words` from a dotted key to a sentence."""

    sources: dict[str, Source] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    routes: dict[str, Route] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    acronyms: dict[str, Acronym] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    alarms: Alarms = field(default_factory=Alarms)
    languages: dict[str, Language] = field(default_factory=dict)

    def topics(self) -> Iterator[tuple[str, Area, Point]]:
        """Each topic id with its area and point."""
        for name, area in self.areas.items():
            for key, point in area.points.items():
                yield f"{name}/{key}", area, point

    def topic(self, topic: str) -> tuple[Area, Point]:
        """Raises UnknownIdError for a topic that is not held."""
        name, _, key = topic.partition("/")
        area = self.areas.get(name)
        if area is None or key not in area.points:
            raise UnknownIdError(
                f"no answer for topic {topic!r}; `python -m knowledge ask` lists them"
            )
        return area, area.points[key]

    def word(self, key: str) -> str:
        """Raises UnknownIdError for fixed words that are missing from words.yml."""
        try:
            return self.words[key]
        except KeyError:
            raise UnknownIdError(
                f"no fixed words {key!r}; add them to words.yml"
            ) from None
