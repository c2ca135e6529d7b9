"""Finds a Python of a wanted version that really runs."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path


def find_python(version: str, environ: Mapping[str, str]) -> Path | None:
    """Return the first candidate that answers `--version` with the version."""
    for candidate in _candidates(version, environ):
        if _answers(candidate, version):
            return candidate
    return None


def _candidates(version: str, environ: Mapping[str, str]) -> Iterator[Path]:
    for folder in environ.get("PATH", "").split(os.pathsep):
        for name in (f"python{version}", "python3"):
            yield Path(folder or ".", name)
    yield from _of_pyenv(version, environ)


def _of_pyenv(version: str, environ: Mapping[str, str]) -> Iterator[Path]:
    """Yield pyenv's own Pythons, newest first: its shims on the path may fail."""
    home = environ.get("PYENV_ROOT") or Path(environ.get("HOME", ""), ".pyenv")
    for folder in sorted(Path(home, "versions").glob(f"{version}.*"), reverse=True):
        yield folder / "bin" / f"python{version}"


def _answers(candidate: Path, version: str) -> bool:
    if not os.access(candidate, os.X_OK):
        return False
    try:
        reply = subprocess.run(
            [str(candidate), "--version"],
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return reply.returncode == 0 and reply.stdout.startswith(f"Python {version}.")
