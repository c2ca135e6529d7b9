"""Where things lie: read once from the environment, then handed on as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.errors import ScriptError

PREFIX = "SAFEGUARDING_"
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """The folders and the port of one installation."""

    root: Path
    venv: Path
    data: Path
    port: int

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def models(self) -> Path:
        return self.data / "models"

    @property
    def reports(self) -> Path:
        return self.data / "reports"

    def make_folders(self) -> None:
        """Create the data folder, for its owner's eyes only."""
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        for folder in (self.logs, self.models, self.reports):
            folder.mkdir(mode=0o700, exist_ok=True)


def read_settings(environ: Mapping[str, str], root: Path = ROOT) -> Settings:
    return Settings(
        root=root,
        venv=root / (environ.get(PREFIX + "VENV") or ".venv"),
        data=root / (environ.get(PREFIX + "DATA") or ".data"),
        port=_port(environ.get(PREFIX + "PORT") or "8000"),
    )


def _port(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= 65535):
        raise ScriptError(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)
