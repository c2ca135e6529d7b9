"""The result of the last accessibility test, as the test itself wrote it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

RESULT = Path(__file__).parent.parent / "docs" / "accessibility.json"


class TestedState(BaseModel):
    """One state of one page."""

    __test__ = False
    model_config = ConfigDict(frozen=True, extra="forbid")

    state: str
    violations: int


class Statement(BaseModel):
    """What was tested, when and with what."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tested_on: date
    axe: str
    browser: str
    rules: tuple[str, ...]
    schemes: tuple[str, ...]
    states: tuple[TestedState, ...]

    @property
    def violations(self) -> int:
        return sum(each.violations for each in self.states)


def read_statement(file: Path = RESULT) -> Statement | None:
    """None where there is no result, as in a copy without the documentation."""
    try:
        return Statement.model_validate_json(file.read_text(encoding="utf-8"))
    except (OSError, ValidationError):
        return None
