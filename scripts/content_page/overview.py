"""What stands at the top of the page: counts, and what waits for somebody."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.content_page.finding import Finding, awaiting, findings
from scripts.content_page.language_row import language_rows
from scripts.content_page.material import Material
from scripts.content_page.sentences import FEWEST_TESTS, FEWEST_TRAINING, Sentences


@dataclass(frozen=True)
class AlarmRow:
    """One harm with how many of its rules there are at each level."""

    id: str
    name: str
    emergency: int
    urgent: int
    phrases: int
    contacts: tuple[str, ...]


@dataclass(frozen=True)
class Overview:
    """Counts and lists of the whole content."""

    areas: int
    answers: int
    gaps: int
    contacts: int
    routes: int
    figures: int
    sources: int
    training: int
    tests: int
    overdue: tuple[str, ...]
    """Areas whose review is due."""
    few_training: tuple[str, ...]
    few_tests: tuple[str, ...]
    untold: tuple[str, ...]
    """Topics that no test talk names."""
    findings: tuple[Finding, ...]
    awaiting: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    alarms: tuple[AlarmRow, ...]
    languages: int
    unread: int
    """Sentences of other languages that no native speaker has checked."""

    @property
    def errors(self) -> int:
        return sum(one.problem.level == "error" for one in self.findings)

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.errors


def overview(material: Material) -> Overview:
    content = material.content
    topics = [topic for topic, _, _ in content.topics()]
    return Overview(
        areas=len(content.areas),
        answers=len(topics),
        gaps=sum(point.gap for _, _, point in content.topics()),
        contacts=len(content.contacts),
        routes=len(content.routes),
        figures=len(content.figures),
        sources=len(content.sources),
        training=sum(map(len, material.training.values())),
        tests=sum(map(len, material.tests.values())),
        overdue=tuple(
            name
            for name, area in content.areas.items()
            if area.review_by < material.today
        ),
        few_training=_fewer(material.training, topics, FEWEST_TRAINING),
        few_tests=_fewer(material.tests, topics, FEWEST_TESTS),
        untold=tuple(topic for topic in topics if topic not in material.talks),
        findings=tuple(findings(content, material.problems)),
        awaiting=tuple(awaiting(content, material.problems)),
        words=tuple(content.words.items()),
        alarms=_alarms(material),
        languages=len(content.languages),
        unread=sum(len(row.unread) for row in language_rows(content)),
    )


def _fewer(held: Sentences, topics: list[str], fewest: int) -> tuple[str, ...]:
    return tuple(topic for topic in topics if len(held.get(topic, ())) < fewest)


def _alarms(material: Material) -> tuple[AlarmRow, ...]:
    return tuple(
        AlarmRow(
            id=name,
            name=harm.name,
            emergency=sum(rule.level == "emergency" for rule in harm.rules.values()),
            urgent=sum(rule.level == "urgent" for rule in harm.rules.values()),
            phrases=sum(len(rule.say) for rule in harm.rules.values()),
            contacts=harm.contacts,
        )
        for name, harm in material.content.alarms.harms.items()
    )
