"""Writes the hashed locks in requirements/ from their .in files."""

from __future__ import annotations

import os

from scripts.bootstrap import ensure_uv
from scripts.settings import Settings
from scripts.step import run_step

OVERRIDE = ("--override", "requirements/assistant-override.in")
# Name, lowest Python, options. A test lock follows the lock it adds to.
LOCKS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("bootstrap", "3.8", ()),
    ("build", "3.10", ()),
    ("encoder", "3.10", ("--no-deps",)),
    ("assistant", "3.10", OVERRIDE),
    ("assistant-test", "3.10", OVERRIDE),
    ("gateway", "3.11", ()),
    ("gateway-test", "3.11", ()),
)


def write_locks(settings: Settings, upgrade: bool) -> None:
    """Lock for every platform; versions move only where they must, or on upgrade."""
    uv = str(ensure_uv(settings))
    for name, python, options in LOCKS:
        lock = f"requirements/{name}"
        argv = [
            *(uv, "pip", "compile", "--universal", "--generate-hashes"),
            *("--python-version", python, *options),
            *(f"{lock}.in", "-o", f"{lock}.txt"),
        ]
        run_step(
            f"Locking {name}",
            [*argv, "--upgrade"] if upgrade else argv,
            settings.venv / "locks.log",
            env={**os.environ, "UV_CUSTOM_COMPILE_COMMAND": "make locks"},
            cwd=settings.root,
        )
