"""Problems where they belong: beside an answer, an area, a contact, or nowhere else."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from knowledge.content import Content
from knowledge.problem import Problem

_AREA = re.compile(
    r"(?:answers|data/nlu|tests/nlu|tests/conversations)/(?P<area>[^/:]+)\.yml"
    r"(?:: (?P<point>\w+)(?: \((?P<reader>\w+)\))?)?"
)
_CONTACT = re.compile(r"contacts: (?P<id>.+)")
_HARM = re.compile(r"(?:alarms|danger)/(?P<id>[^/:]+)\.yml(?:: .+)?")
_LANGUAGE = re.compile(r"languages/(?P<id>[^/:]+)\.yml(?:: .+)?")
_ROUTE = re.compile(r"routes/(?P<id>[^/:]+)\.yml(?: \((?P<reader>\w+)\))?(?:: .+)?")
_READERS = {"professional": "Professionals", "public": "The public"}


@dataclass(frozen=True)
class Finding:
    """A problem, what it is about on the page, and whose words it concerns."""

    problem: Problem
    anchor: str | None = None
    """The topic, the area, `contact:<id>`, `alarm:<id>`, `language:<id>` or
    `route:<id>`; None for what has no place of its own."""
    reader: str | None = None


def findings(content: Content, problems: Sequence[Problem]) -> list[Finding]:
    """Errors and warnings, in that order; what awaits a person is no finding."""
    ordered = sorted(problems, key=lambda problem: problem.level != "error")
    return [_placed(content, one) for one in ordered if one.level != "awaits"]


def awaiting(content: Content, problems: Sequence[Problem]) -> list[str]:
    """The contacts that nobody has confirmed yet."""
    found = (_CONTACT.fullmatch(one.place) for one in problems if one.level == "awaits")
    return [one["id"] for one in found if one and one["id"] in content.contacts]


def _placed(content: Content, problem: Problem) -> Finding:
    kinds: tuple[tuple[str, re.Pattern[str], Container[str]], ...] = (
        ("contact", _CONTACT, content.contacts),
        ("alarm", _HARM, content.alarms.harms),
        ("language", _LANGUAGE, content.languages),
        ("route", _ROUTE, content.routes),
    )
    for kind, pattern, held in kinds:
        if own := pattern.fullmatch(problem.place):
            known = own["id"] in held
            return Finding(problem, f"{kind}:{own['id']}" if known else None)
    match = _AREA.fullmatch(problem.place)
    area = content.areas.get(match["area"]) if match else None
    if match is None or area is None:
        return Finding(problem)
    if match["point"] in area.points:
        topic = f"{match['area']}/{match['point']}"
        return Finding(problem, topic, _READERS.get(match["reader"] or ""))
    return Finding(problem, match["area"])
