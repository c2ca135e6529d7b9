"""Counts a test run from its report: passed, failed, and skipped with the reason."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Totals:
    """How many checks ended in which way."""

    passed: int = 0
    failed: int = 0
    skipped: tuple[str, ...] = ()
    """Name and reason of each skipped test."""

    def __add__(self, other: Totals) -> Totals:
        return Totals(
            self.passed + other.passed,
            self.failed + other.failed,
            self.skipped + other.skipped,
        )

    def __str__(self) -> str:
        skipped = len(self.skipped)
        return f"{self.passed} passed, {self.failed} failed, {skipped} skipped"


def read_totals(report: Path, exit_code: int) -> Totals:
    """Count a report; a run that broke off, or ran nothing, counts as one failure."""
    totals = Totals()
    if report.exists():
        for case in ElementTree.parse(report).iter("testcase"):
            totals += _of_case(case)
    if exit_code != 0 and totals.failed == 0:
        totals += Totals(failed=1)
    return totals


def _of_case(case: ElementTree.Element) -> Totals:
    if case.find("failure") is not None or case.find("error") is not None:
        return Totals(failed=1)
    skipped = case.find("skipped")
    if skipped is None or skipped.get("type") == "pytest.xfail":
        return Totals(passed=1)
    name = f"{case.get('classname')}::{case.get('name')}"
    return Totals(skipped=(f"{name}: {skipped.get('message')}",))
