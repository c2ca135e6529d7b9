"""An environment is built only where its locks are not met."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.bootstrap import require_venv
from scripts.environment import ASSISTANT, GATEWAY, Environment, ensure, is_ready
from scripts.errors import ScriptError
from scripts.settings import Settings, read_settings
from scripts.stamp import Stamp


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    requirements = tmp_path / "requirements"
    requirements.mkdir()
    for name in ("gateway", "gateway-test", "assistant", "assistant-test", "encoder"):
        (requirements / f"{name}.txt").write_text(f"{name}==1\n")
    for environment in (ASSISTANT, GATEWAY):
        python = tmp_path / ".venv" / environment.name / "bin" / "python"
        python.parent.mkdir(parents=True)
        python.touch()
    return read_settings({}, tmp_path)


def stamp(settings: Settings, tests: bool) -> None:
    built = Stamp(settings.venv / "gateway")
    built.write(built.of(*GATEWAY.locks(settings, tests)))


def test_an_unstamped_environment_is_not_ready(settings: Settings) -> None:
    assert not is_ready(GATEWAY, settings, tests=False)


def test_what_was_built_to_run_is_not_enough_to_test(settings: Settings) -> None:
    stamp(settings, tests=False)
    assert is_ready(GATEWAY, settings, tests=False)
    assert not is_ready(GATEWAY, settings, tests=True)


def test_what_was_built_to_test_also_runs(settings: Settings) -> None:
    stamp(settings, tests=True)
    assert is_ready(GATEWAY, settings, tests=True)
    assert is_ready(GATEWAY, settings, tests=False)


def test_a_changed_lock_makes_it_unready(settings: Settings) -> None:
    stamp(settings, tests=True)
    (settings.root / "requirements" / "gateway-test.txt").write_text("gateway==2\n")
    assert not is_ready(GATEWAY, settings, tests=True)


def test_a_python_that_went_away_makes_it_unready(settings: Settings) -> None:
    stamp(settings, tests=True)
    GATEWAY.python(settings).unlink()
    assert not is_ready(GATEWAY, settings, tests=True)


def test_the_encoder_belongs_to_the_assistant(settings: Settings) -> None:
    names = [lock.stem for lock in ASSISTANT.locks(settings, tests=False)]
    assert names == ["assistant", "encoder"]


def test_a_ready_environment_is_handed_out_at_once(settings: Settings) -> None:
    stamp(settings, tests=False)
    assert ensure(GATEWAY, settings) == str(GATEWAY.python(settings))


# Stands in for uv: notes each call, makes an environment, and fetches no Python.
FAKE_UV = """#!/bin/sh
echo "$@" >> calls.txt
case "$1" in
  python) echo "no network"; exit 1;;
  venv) for last in "$@"; do :; done; mkdir -p "$last/bin"; touch "$last/bin/python";;
esac
"""


def fake_uv(settings: Settings) -> None:
    lock = settings.root / "requirements" / "bootstrap.txt"
    lock.write_text("uv==1\n")
    folder = settings.venv / "bootstrap"
    uv = folder / "bin" / "uv"
    uv.parent.mkdir(parents=True)
    uv.write_text(FAKE_UV.replace("calls.txt", str(settings.root / "calls.txt")))
    uv.chmod(0o755)
    Stamp(folder).write(Stamp.of(lock))


def calls(settings: Settings) -> list[str]:
    return (settings.root / "calls.txt").read_text().splitlines()


def test_it_is_built_with_hashes_once(settings: Settings) -> None:
    fake_uv(settings)
    (settings.venv / "gateway" / "bin" / "python").unlink()
    for _ in range(2):
        ensure(GATEWAY, settings, tests=True)
    making, installing = calls(settings)
    assert making.startswith("venv")
    assert "--require-hashes --require-build-hashes" in installing
    assert installing.endswith("gateway-test.txt")


def test_a_changed_lock_is_installed_into_the_same_environment(
    settings: Settings,
) -> None:
    fake_uv(settings)
    ensure(ASSISTANT, settings)
    (settings.root / "requirements" / "encoder.txt").write_text("encoder==2\n")
    ensure(ASSISTANT, settings)
    assert [call.split()[0] for call in calls(settings)] == ["pip", "pip"]


def test_a_python_that_is_nowhere_is_named_with_the_remedy(settings: Settings) -> None:
    fake_uv(settings)
    (settings.root / "requirements" / "future.txt").touch()
    (settings.root / "requirements" / "future-test.txt").touch()
    with pytest.raises(ScriptError, match=r"Python 3\.99 was not found.*Install it"):
        ensure(Environment("future", ("3.99",)), settings)


def test_a_python_without_venv_names_the_package_that_brings_it() -> None:
    with pytest.raises(ScriptError, match=r"apt-get install python3\.\d+-venv"):
        require_venv(lambda name: name != "ensurepip")
    require_venv(lambda _: True)
