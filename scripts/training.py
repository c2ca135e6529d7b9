"""Trains a model where none fits the content and configuration."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from scripts.fingerprint import fingerprint
from scripts.processes import rasa_environment
from scripts.seal import seal, seal_path
from scripts.settings import Settings
from scripts.step import run_step

KEPT = 3


def model_path(settings: Settings) -> Path:
    """Return where the model for the present content lies, trained or not."""
    return settings.models / f"{fingerprint(settings.root)}.tar.gz"


def ensure_model(settings: Settings, python: str) -> Path:
    """Return a model of the present content, training it first where there is none."""
    model = model_path(settings)
    if not (model.exists() and seal_path(model).exists()):
        _train(settings, python, model)
        _forget_old(settings.models)
    return model


def _train(settings: Settings, python: str, model: Path) -> None:
    """Train aside and move at the end: a broken training leaves no half model."""
    name = model.name[: -len(".tar.gz")]
    with tempfile.TemporaryDirectory(prefix="training-", dir=settings.models) as aside:
        run_step(
            "Training the model, as content or configuration changed (minutes)",
            [
                *(python, "-m", "rasa", "train", "--force"),
                *("--config", "config.yml", "--domain", "domain.yml", "--data", "data"),
                *("--out", aside, "--fixed-model-name", name),
            ],
            settings.logs / "train.log",
            env=rasa_environment(os.environ),
            cwd=settings.root,
        )
        trained = Path(aside, model.name)
        seal(trained, model.name)
        os.replace(seal_path(trained), seal_path(model))
        os.replace(trained, model)


def _forget_old(models: Path) -> None:
    by_age = sorted(models.glob("*.tar.gz"), key=lambda file: file.stat().st_mtime)
    for model in by_age[:-KEPT]:
        model.unlink()
        seal_path(model).unlink(missing_ok=True)
