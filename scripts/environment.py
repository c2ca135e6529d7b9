"""The two Python environments, built from hashed locks. Why two: docs/adr/0001."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from scripts.bootstrap import ensure_uv
from scripts.errors import ScriptError
from scripts.interpreter import find_python
from scripts.settings import Settings
from scripts.stamp import Stamp
from scripts.step import run_step


@dataclass(frozen=True)
class Environment:
    """A name, the Pythons it may use (best first) and what is installed in it."""

    name: str
    versions: tuple[str, ...]
    also: tuple[str, ...] = ()
    """More locks, installed whatever the environment is for."""
    compiled: bool = False
    """Byte code is made with the installation, so that the first start is quick too."""

    def python(self, settings: Settings) -> Path:
        return settings.venv / self.name / "bin" / "python"

    def locks(self, settings: Settings, tests: bool) -> list[Path]:
        names = [f"{self.name}-test" if tests else self.name, *self.also]
        return [settings.root / "requirements" / f"{name}.txt" for name in names]


ASSISTANT = Environment("assistant", ("3.10",), also=("encoder",))
GATEWAY = Environment("gateway", ("3.11", "3.12", "3.13"), compiled=True)


def is_ready(environment: Environment, settings: Settings, tests: bool) -> bool:
    """Tell whether the locks are met; the test lock holds all of the run lock."""
    stamp = Stamp(settings.venv / environment.name)
    wanted = {stamp.of(*environment.locks(settings, tests=True))}
    if not tests:
        wanted.add(stamp.of(*environment.locks(settings, tests=False)))
    return environment.python(settings).exists() and stamp.holds(*wanted)


def ensure(environment: Environment, settings: Settings, tests: bool = False) -> str:
    """Return the environment's Python, building it where its locks are not met."""
    python = str(environment.python(settings))
    if is_ready(environment, settings, tests):
        return python
    uv = ensure_uv(settings)
    _make(environment, settings, uv)
    _install(environment, settings, uv, tests)
    return python


def _make(environment: Environment, settings: Settings, uv: Path) -> None:
    folder = settings.venv / environment.name
    Stamp(folder).remove()
    if environment.python(settings).exists():
        return
    base = _find_or_fetch(environment, settings, uv)
    run_step(
        f"Making the {environment.name} environment with {base}",
        [
            *(str(uv), "venv", "--no-project", "--clear"),
            *("--python", str(base), str(folder)),
        ],
        settings.venv / f"{environment.name}.log",
    )


def _install(
    environment: Environment, settings: Settings, uv: Path, tests: bool
) -> None:
    locks = environment.locks(settings, tests)
    build = settings.root / "requirements" / "build.txt"
    run_step(
        f"Installing the {environment.name} packages (the first time: minutes)",
        [
            *(str(uv), "pip", "sync"),
            *("--python", str(environment.python(settings))),
            *("--require-hashes", "--require-build-hashes"),
            *("--build-constraints", str(build)),
            *(["--compile-bytecode"] if environment.compiled else []),
            *(str(lock) for lock in locks),
        ],
        settings.venv / f"{environment.name}.log",
    )
    stamp = Stamp(settings.venv / environment.name)
    stamp.write(stamp.of(*locks))


def _find_or_fetch(environment: Environment, settings: Settings, uv: Path) -> Path:
    for version in environment.versions:
        found = find_python(version, os.environ)
        if found:
            return found
    return _fetch(environment.versions[0], settings, uv)


def _fetch(version: str, settings: Settings, uv: Path) -> Path:
    try:
        run_step(
            f"Fetching Python {version}",
            [str(uv), "python", "install", "--no-bin", version],
            settings.venv / "python.log",
        )
        found = subprocess.run(
            [str(uv), "python", "find", "--managed-python", "--no-project", version],
            capture_output=True,
            text=True,
            check=True,
        )
    except (ScriptError, subprocess.CalledProcessError) as error:
        raise ScriptError(
            f"Python {version} was not found and could not be fetched. Install it "
            f"('pyenv install {version}', or on macOS 'brew install "
            f"python@{version}') and start again."
        ) from error
    return Path(found.stdout.strip())
