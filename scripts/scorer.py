"""An external scorer, run against the service where there is one."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.aim import Aim
from scripts.errors import ScriptError
from scripts.measure import (
    ALL,
    AREA,
    HOLDS_THE_FACT,
    OUT_OF_SCOPE,
    TOPIC,
    Measure,
)
from scripts.processes import own_environment
from scripts.proportion import Proportion
from scripts.settings import PREFIX
from scripts.step import run_step

VARIABLE = PREFIX + "SCORER"
BESIDE = Path("shared/eval/score.py")
"""Where it is looked for beside the project's own folder."""
AIMS: Mapping[str, Aim] = {
    "questions/topic": TOPIC,
    "questions/area": AREA,
    "questions/holds the fact": HOLDS_THE_FACT,
    "questions/answers that cite a source": ALL,
    "out_of_scope/all": OUT_OF_SCOPE,
    "out_of_scope/adversarial": ALL,
}


@dataclass(frozen=True)
class Score:
    """What a scorer measured, or the sentence that says why it did not."""

    measures: tuple[Measure, ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()
    note: str = ""


def find_scorer(environ: Mapping[str, str], root: Path) -> Path | None:
    """Raises ScriptError where a scorer is named that is not there."""
    named = environ.get(VARIABLE)
    if not named:
        beside = root.parent / BESIDE
        return beside if beside.is_file() else None
    scorer = root / named
    if not scorer.is_file():
        raise ScriptError(f"{VARIABLE} names {named}, which is not there.")
    return scorer


def run_scorer(scorer: Path | None, address: str, folder: Path) -> Score:
    """A scorer that fails costs its own measures only."""
    if scorer is None:
        return Score(
            note=f"No external scorer was there; {VARIABLE} may name its `score.py`."
        )
    report = folder / "score.json"
    argv = [sys.executable, str(scorer), address, "--json", str(report)]
    try:
        run_step(
            "Running the external scorer",
            [*argv, "--failures", "0"],  # Its rows are not for this project's eyes.
            folder / "scorer.log",
            own_environment(os.environ),
        )
        return score_of(json.loads(report.read_text(encoding="utf-8")))
    except (ScriptError, OSError, ValueError, TypeError) as error:
        last = str(error).splitlines()[-1:] or [type(error).__name__]
        return Score(note=f"The external scorer failed ({last[0][:60]}).")


def score_of(report: Mapping[str, Mapping[str, Any]]) -> Score:
    """Take every measure that tells its hits, and the seconds of a reply."""
    measures = tuple(
        Measure(name, Proportion(int(value["hits"]), int(value["n"])), AIMS.get(name))
        for name, value in report.items()
        if "hits" in value and "n" in value
    )
    seconds = report.get("seconds", {})
    return Score(measures, tuple((name, float(s)) for name, s in seconds.items()))
