"""A training that breaks off leaves no model; a fitting model is not trained again."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from scripts.errors import ScriptError
from scripts.seal import seal, seal_path
from scripts.settings import Settings, read_settings
from scripts.training import KEPT, ensure_model, model_path

# Stands in for `python -m rasa train … --out FOLDER --fixed-model-name NAME`.
FAKE_TRAINING = """#!/bin/sh
echo "trained" >> trainings.txt
while [ $# -gt 0 ]; do
  case "$1" in --out) out=$2;; --fixed-model-name) name=$2;; esac
  shift
done
echo model > "$out/$name.tar.gz"
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = read_settings({}, tmp_path)
    settings.make_folders()
    (tmp_path / "config.yml").write_text("language: en")
    return settings


def fake_rasa(settings: Settings, ending: str = "") -> str:
    python = settings.root / "python"
    python.write_text(FAKE_TRAINING + ending)
    python.chmod(0o755)
    return str(python)


def trainings(settings: Settings) -> int:
    return len((settings.root / "trainings.txt").read_text().splitlines())


def test_it_trains_once_and_again_after_a_change(settings: Settings) -> None:
    python = fake_rasa(settings)
    first = ensure_model(settings, python)
    assert ensure_model(settings, python) == first
    assert trainings(settings) == 1

    (settings.root / "config.yml").write_text("language: cy")
    assert ensure_model(settings, python) != first
    assert trainings(settings) == 2


def test_a_broken_training_leaves_nothing_and_shows_why(settings: Settings) -> None:
    python = fake_rasa(settings, ending="echo 'No space left'; exit 1")
    with pytest.raises(ScriptError, match="No space left"):
        ensure_model(settings, python)
    assert list(settings.models.iterdir()) == []


def test_a_model_is_sealed_with_its_hash(settings: Settings) -> None:
    model = ensure_model(settings, fake_rasa(settings))
    digest = hashlib.sha256(model.read_bytes()).hexdigest()
    assert seal_path(model).read_text() == f"{digest}  {model.name}\n"


def test_a_model_without_its_hash_is_trained_anew(settings: Settings) -> None:
    python = fake_rasa(settings)
    seal_path(ensure_model(settings, python)).unlink()
    assert seal_path(ensure_model(settings, python)).exists()
    assert trainings(settings) == 2


def test_only_the_newest_models_are_kept(settings: Settings) -> None:
    for age in range(5):
        old = settings.models / f"{age}.tar.gz"
        old.touch()
        os.utime(old, (age, age))
        seal(old, old.name)
    ensure_model(settings, fake_rasa(settings))
    kept = {file.name for file in settings.models.glob("*.tar.gz")}
    assert len(kept) == KEPT
    assert {file.name for file in settings.models.iterdir()} - kept == {
        f"{name}.sha256" for name in kept
    }
    assert model_path(settings).name in kept
    assert "4.tar.gz" in kept
