"""Brings uv, which builds the two environments."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path

from scripts.errors import ScriptError
from scripts.settings import Settings
from scripts.stamp import Stamp
from scripts.step import run_step


def ensure_uv(settings: Settings) -> Path:
    """Return uv, installing it first where its lock is not met."""
    folder = settings.venv / "bootstrap"
    lock = settings.root / "requirements" / "bootstrap.txt"
    uv, stamp = folder / "bin" / "uv", Stamp(folder)
    if uv.exists() and stamp.holds(stamp.of(lock)):
        return uv
    require_venv(_has_module)
    log = settings.venv / "bootstrap.log"
    python = [sys.executable, "-m", "venv", "--clear", str(folder)]
    run_step("Preparing the installer", python, log)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--require-hashes"]
    run_step("Fetching the installer (uv)", [*pip, "-r", str(lock)], log)
    stamp.write(stamp.of(lock))
    return uv


def require_venv(has_module: Callable[[str], bool]) -> None:
    """Debian splits off what makes environments: say which package brings it back."""
    if not (has_module("venv") and has_module("ensurepip")):
        major, minor = sys.version_info[:2]
        raise ScriptError(
            f"This Python cannot make environments. On Debian or Ubuntu, run "
            f"'apt-get install python{major}.{minor}-venv' as root and start again."
        )


def _has_module(name: str) -> bool:
    return importlib.util.find_spec(name) is not None
