"""One short name for everything a trained model depends on."""

from __future__ import annotations

import hashlib
from pathlib import Path

# A model keeps what its components learnt: labels, the names of areas, the alarm rules.
INGREDIENTS = (
    "config.yml",
    "domain.yml",
    "data/**/*.yml",
    "bot/**/*.py",
    "knowledge/content/answers/*.yml",
    "knowledge/content/alarms/**/*.yml",
    "knowledge/content/concerns/*.yml",
    "knowledge/content/danger/*.yml",
    "knowledge/content/facts/**/*.yml",
    "knowledge/content/languages/*.yml",
    "knowledge/content/words.yml",
    "knowledge/alarm.py",
    "knowledge/concern.py",
    "knowledge/content.py",
    "knowledge/danger.py",
    "knowledge/fact_words.py",
    "knowledge/language.py",
    "knowledge/model.py",
    "knowledge/places.py",
    "knowledge/reading.py",
    "knowledge/shape.py",
    "knowledge/tidy.py",
    "knowledge/watch.py",
    "knowledge/years.py",
    "requirements/assistant.txt",
    "requirements/encoder.txt",
)


def fingerprint(root: Path) -> str:
    """Return a digest that changes when a model must be trained anew."""
    digest = hashlib.sha256()
    for path in sorted({file for glob in INGREDIENTS for file in root.glob(glob)}):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
