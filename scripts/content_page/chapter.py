"""One area with its answers."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.knowledge_base import KnowledgeBase
from knowledge.model import Area
from scripts.content_page.answer import Answer, answer
from scripts.content_page.finding import Finding, findings
from scripts.content_page.material import Material


@dataclass(frozen=True)
class Chapter:
    """An area; what is found wrong with it as a whole stands at its head."""

    name: str
    area: Area
    answers: tuple[Answer, ...]
    findings: tuple[Finding, ...]
    is_overdue: bool

    @property
    def needs_a_look(self) -> bool:
        return (
            self.is_overdue
            or bool(self.findings)
            or any(one.needs_a_look for one in self.answers)
        )


def chapters(material: Material) -> list[Chapter]:
    """All areas, by their titles."""
    content, knowledge = material.content, KnowledgeBase(material.content)
    found = findings(content, material.problems)
    return [
        Chapter(
            name=name,
            area=area,
            answers=tuple(
                answer(material, knowledge, f"{name}/{key}", found)
                for key in area.points
            ),
            findings=tuple(one for one in found if one.anchor == name),
            is_overdue=area.review_by < material.today,
        )
        for name, area in sorted(
            content.areas.items(), key=lambda pair: pair[1].title.casefold()
        )
    ]
