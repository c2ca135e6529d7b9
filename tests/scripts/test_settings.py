"""Settings are read once; the data folder belongs to its owner."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from scripts.errors import ScriptError
from scripts.settings import read_settings


def test_defaults_lie_in_the_project(tmp_path: Path) -> None:
    settings = read_settings({}, tmp_path)
    assert settings.venv == tmp_path / ".venv"
    assert settings.data == tmp_path / ".data"
    assert settings.port == 8000


def test_folders_and_port_may_be_moved(tmp_path: Path) -> None:
    environ = {
        "SAFEGUARDING_VENV": "/elsewhere/venv",
        "SAFEGUARDING_DATA": "kept",
        "SAFEGUARDING_PORT": "9000",
    }
    settings = read_settings(environ, tmp_path)
    assert settings.venv == Path("/elsewhere/venv")
    assert settings.data == tmp_path / "kept"
    assert settings.port == 9000


@pytest.mark.parametrize("text", ["0", "65536", "80 80", "http", "-1"])
def test_an_impossible_port_is_named(text: str, tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match="from 1 to 65535"):
        read_settings({"SAFEGUARDING_PORT": text}, tmp_path)


def test_only_the_owner_may_open_the_data_folder(tmp_path: Path) -> None:
    settings = read_settings({}, tmp_path)
    settings.make_folders()
    assert stat.S_IMODE(settings.data.stat().st_mode) == 0o700
    assert settings.logs.is_dir()
