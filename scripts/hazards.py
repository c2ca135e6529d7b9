"""`make hazards`: the hazard log as the page docs/hazards.md, once its rules are kept.

The shape is that of DCB0129; the matrix stands in the log and is the project's own.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.errors import ContentError
from knowledge.shape import shape
from scripts.errors import ScriptError
from scripts.say import say
from scripts.settings import ROOT

LOG = Path("docs/hazards.yml")
PAGE = Path("docs/hazards.md")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Grade:
    """One step of a scale, and what it means here."""

    name: str
    means: str


@dataclass(frozen=True)
class Risk:
    """A severity and a likelihood, with the class that the matrix gives them."""

    severity: str
    likelihood: str
    risk: int


@dataclass(frozen=True)
class Control:
    """What holds a hazard back, and the tests that prove it (`file::function`)."""

    control: str
    tests: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hazard:
    """How a person comes to harm, before and after the controls."""

    id: str
    hazard: str
    causes: tuple[str, ...]
    effect: str
    before: Risk
    controls: tuple[Control, ...]
    after: Risk
    open: tuple[str, ...]
    """What is not controlled yet."""
    owner: str
    """A role, never a name."""


@dataclass(frozen=True)
class HazardLog:
    """All hazards, and the scales that they are measured by."""

    purpose: str
    status: tuple[str, ...]
    severities: tuple[Grade, ...]
    likelihoods: tuple[Grade, ...]
    matrix: dict[str, tuple[int, ...]]
    """Classes by likelihood, one for each severity."""
    classes: dict[int, str]
    hazards: tuple[Hazard, ...]

    def class_of(self, severity: str, likelihood: str) -> int | None:
        """None for words that the scales do not have."""
        names = [grade.name for grade in self.severities]
        row = self.matrix.get(likelihood, ())
        at = names.index(severity) if severity in names else len(row)
        return row[at] if at < len(row) else None


def main() -> int:
    """Writes nothing where a rule is broken, and prints every one that is."""
    try:
        log = read_hazards(ROOT)
    except ScriptError as error:
        say(str(error))
        return 1
    found = problems(log, ROOT)
    for problem in found:
        say(f"{LOG}: {problem}")
    if found:
        return 1
    (ROOT / PAGE).write_text(markdown(log), encoding="utf-8")
    say(f"Written: {PAGE}")
    return 0


def read_hazards(root: Path) -> HazardLog:
    """Raises ScriptError naming what is not of the shape."""
    try:
        plain = yaml.safe_load((root / LOG).read_text(encoding="utf-8"))
        return shape(plain, HazardLog, f"{LOG}: ")
    except yaml.YAMLError as error:
        raise ScriptError(f"{LOG}: not valid YAML: {error}") from error
    except ContentError as error:
        raise ScriptError(str(error)) from error


def problems(log: HazardLog, root: Path) -> list[str]:
    """Every broken rule, with the hazard it is broken by and the remedy."""
    return [*_scale_problems(log), *_id_problems(log), *_hazard_problems(log, root)]


def _scale_problems(log: HazardLog) -> Iterator[str]:
    if set(log.matrix) != {grade.name for grade in log.likelihoods}:
        yield "the matrix has other rows than the likelihoods. Give each one a row"
    for name, row in log.matrix.items():
        if len(row) != len(log.severities):
            yield f"row {name!r} of the matrix needs a class for each severity"
        for risk in sorted(set(row) - set(log.classes)):
            yield f"row {name!r} of the matrix has class {risk}. Say what it means"


def _id_problems(log: HazardLog) -> Iterator[str]:
    for number, hazard in enumerate(log.hazards, 1):
        if hazard.id != f"H{number:02}":
            yield f"{hazard.id} stands where H{number:02} is due. Number them in order"


def _hazard_problems(log: HazardLog, root: Path) -> Iterator[str]:
    for hazard in log.hazards:
        for when, risk in (("before", hazard.before), ("after", hazard.after)):
            if (due := log.class_of(risk.severity, risk.likelihood)) != risk.risk:
                yield f"{hazard.id}: {when} is class {risk.risk}, the matrix says {due}"
        if hazard.after.risk > hazard.before.risk:
            yield f"{hazard.id}: controls raise the class. Correct one of the two"
        if not hazard.controls:
            yield f"{hazard.id}: no control. Say what holds it back, or ask for one"
        for control in hazard.controls:
            yield from _control_problems(hazard, control, root)
        if not hazard.open:
            yield f"{hazard.id}: nothing open. Say what nobody has checked yet"


def _control_problems(hazard: Hazard, control: Control, root: Path) -> Iterator[str]:
    if not control.tests:
        yield f"{hazard.id}: no test proves {control.control!r}. Put it under open"
    for test in control.tests:
        found = find_test(test, root)
        if found is None:
            yield f"{hazard.id}: {test} does not exist. Name the test that took over"
        elif _is_set_aside(found):
            yield f"{hazard.id}: {test} is set aside. What it proves belongs under open"


def find_test(name: str, root: Path) -> Function | None:
    """The test `file::function`; the file is read, not run."""
    file, _, function = name.partition("::")
    path = root / file
    if not (function.startswith("test_") and path.is_file()):
        return None
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, Function) and node.name == function:
            return node
    return None


def _is_set_aside(test: Function) -> bool:
    """Marked to be skipped, or expected to fail."""
    named = " ".join(ast.unparse(decorator) for decorator in test.decorator_list)
    return any(f"pytest.mark.{mark}" in named for mark in ("skip", "xfail"))


def markdown(log: HazardLog) -> str:
    parts = [
        "# Hazards",
        "Made by `make hazards` from `docs/hazards.yml`; edit that.",
        log.purpose,
        "## What this log is, and is not",
        _listed(log.status),
        "## How risk is measured",
        _matrix(log),
        _table(["Class", "Means"], [[str(n), w] for n, w in log.classes.items()]),
        _table(["Severity", "Means"], [[g.name, g.means] for g in log.severities]),
        _table(["Likelihood", "Means"], [[g.name, g.means] for g in log.likelihoods]),
        f"## All {len(log.hazards)} hazards",
        _overview(log),
        *(_section(hazard) for hazard in log.hazards),
    ]
    return "\n\n".join(parts) + "\n"


def _matrix(log: HazardLog) -> str:
    head = ["Likelihood", *(grade.name for grade in log.severities)]
    rows = [[name, *(str(risk) for risk in row)] for name, row in log.matrix.items()]
    return _table(head, rows)


def _overview(log: HazardLog) -> str:
    head = ["Id", "Hazard", "Class before", "Class after", "Open points", "Owner"]
    rows = [
        [
            f"[{h.id}](#{h.id.lower()})",
            h.hazard,
            str(h.before.risk),
            str(h.after.risk),
            str(len(h.open)),
            h.owner,
        ]
        for h in log.hazards
    ]
    return _table(head, rows)


def _section(hazard: Hazard) -> str:
    parts = [
        f"## {hazard.id}",
        f"**{hazard.hazard}.** {hazard.effect}",
        f"Causes:\n\n{_listed(hazard.causes)}",
        _table(
            ["", "Severity", "Likelihood", "Class"],
            [_graded("Before", hazard.before), _graded("After", hazard.after)],
        ),
        f"Controls:\n\n{_controls(hazard.controls)}",
        f"Open:\n\n{_listed(hazard.open)}",
        f"Owner: {hazard.owner}",
    ]
    return "\n\n".join(parts)


def _graded(when: str, risk: Risk) -> list[str]:
    return [when, risk.severity, risk.likelihood, str(risk.risk)]


def _controls(controls: Iterable[Control]) -> str:
    return "\n".join(
        f"- {control.control}\n{_listed((f'`{t}`' for t in control.tests), '  ')}"
        for control in controls
    )


def _listed(points: Iterable[str], indent: str = "") -> str:
    return "\n".join(f"{indent}- {point}" for point in points)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |"
        for line in lines
    )


if __name__ == "__main__":
    sys.exit(main())
