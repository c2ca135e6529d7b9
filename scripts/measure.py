"""What is measured on the held-out sentences, each with its aim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scripts.aim import Aim
from scripts.finding import Finding
from scripts.proportion import Proportion, proportion

TOPIC = Aim(88, at_least=True)
AREA = Aim(95, at_least=True)
OUT_OF_SCOPE = Aim(95, at_least=True)
WRONGLY_REFUSED = Aim(5)
HOLDS_THE_FACT = Aim(92, at_least=True)
ALL = Aim(100, at_least=True)


@dataclass(frozen=True)
class Measure:
    """A share and, where it has one, its aim in per cent."""

    name: str
    value: Proportion
    aim: Aim | None = None

    def row(self) -> list[str]:
        value = self.value
        hits = f"{value.hits} of {value.total}"
        return [self.name, hits, value.percent, value.interval_percent, self._verdict()]

    def _verdict(self) -> str:
        if self.aim is None or not self.value.total:
            return ""
        words = "at least" if self.aim.at_least else "at most"
        met = "met" if self.aim.is_met(100 * self.value.share) else "NOT met"
        return f"{words} {self.aim.limit:g}%: {met}"


def held_out_measures(findings: Sequence[Finding]) -> list[Measure]:
    topics = [f for f in findings if f.sentence.group == "topic"]
    outside = _meant(findings, "out_of_scope")
    intents = [
        f
        for f in findings
        if f.sentence.group == "intent" and f.sentence.first != "out_of_scope"
    ]
    alarms = _meant(findings, "emergency", "alarm")
    quiet = _meant(findings, "no_alarm", "alarm")
    refused = proportion(f.refused for f in topics)
    asked_back = proportion(f.understood == "asked back" for f in topics)
    return [
        Measure("Topic", _right(topics), TOPIC),
        Measure("Area", proportion(f.area_right for f in topics), AREA),
        Measure("In-scope questions wrongly refused", refused, WRONGLY_REFUSED),
        Measure("In-scope questions answered with a question", asked_back),
        Measure("Out of scope, refused", _right(outside), OUT_OF_SCOPE),
        Measure("Intents", _right(intents)),
        Measure("Emergencies that raise an alarm", _right(alarms)),
        Measure("Near misses that raise none", _right(quiet)),
    ]


def by_intent(findings: Iterable[Finding]) -> list[Measure]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.sentence.group == "intent":
            groups.setdefault(finding.sentence.meant, []).append(finding)
    return [Measure(name, _right(group)) for name, group in groups.items()]


def by_area(findings: Iterable[Finding]) -> list[tuple[str, Proportion, Proportion]]:
    """Each area with its shares of right topics and right areas, the worst first."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.sentence.group == "topic":
            groups.setdefault(finding.sentence.first, []).append(finding)
    rows = [
        (area, _right(group), proportion(f.area_right for f in group))
        for area, group in groups.items()
    ]
    return sorted(rows, key=lambda row: (row[1].share, row[2].share, row[0]))


def _right(findings: Iterable[Finding]) -> Proportion:
    return proportion(finding.right for finding in findings)


def _meant(
    findings: Iterable[Finding], first: str, group: str = "intent"
) -> list[Finding]:
    return [
        f for f in findings if f.sentence.group == group and f.sentence.first == first
    ]
