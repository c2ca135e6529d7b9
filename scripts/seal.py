"""The hash that lies beside a model, so that Rasa loads no other file."""

from __future__ import annotations

import hashlib
from pathlib import Path


def seal_path(model: Path) -> Path:
    return model.with_name(f"{model.name}.sha256")


def seal(model: Path, named: str) -> None:
    """Write it as `sha256sum --check` reads it."""
    digest = hashlib.sha256(model.read_bytes()).hexdigest()
    seal_path(model).write_text(f"{digest}  {named}\n", encoding="ascii")
