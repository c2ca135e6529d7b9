"""Has the assistant's environment cross-validate the label model; reads its figures."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from scripts.aim import Aim
from scripts.environment import ASSISTANT
from scripts.measure import AREA, TOPIC, Measure
from scripts.processes import rasa_environment
from scripts.proportion import Proportion
from scripts.settings import Settings
from scripts.step import run_step

MODULE = "tests.nlu.cross_validation"
NAMES: dict[str, tuple[str, Aim | None]] = {
    "topic": ("Topic", TOPIC),
    "area": ("Area", AREA),
    "intent": ("Intent", None),
}


@dataclass(frozen=True)
class CrossValidation:
    """Measures on training sentences, each asked of a model that never saw it."""

    folds: int
    sentences: int
    measures: tuple[Measure, ...]


def cross_validate(settings: Settings) -> CrossValidation:
    """The encoder needs TensorFlow, which only the assistant's environment has."""
    with tempfile.TemporaryDirectory(prefix="folds-") as folder:
        report = Path(folder) / "folds.json"
        run_step(
            "Cross-validating the training sentences (minutes)",
            [str(ASSISTANT.python(settings)), "-m", MODULE, str(report)],
            settings.logs / "cross-validation.log",
            rasa_environment(os.environ),
            settings.root,
        )
        return cross_validation_of(report.read_text(encoding="utf-8"))


def cross_validation_of(report: str) -> CrossValidation:
    read = json.loads(report)
    measures = tuple(
        Measure(name, Proportion(*read["measures"][key]), aim)
        for key, (name, aim) in NAMES.items()
    )
    return CrossValidation(read["folds"], read["sentences"], measures)
