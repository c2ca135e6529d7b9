"""A Python is taken only if it answers with the wanted version (rasa.md, trap 13)."""

from __future__ import annotations

from pathlib import Path

from scripts.interpreter import find_python


def fake_python(path: Path, body: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def test_a_shim_that_fails_is_passed_over_for_the_next_on_the_path(
    tmp_path: Path,
) -> None:
    fake_python(tmp_path / "shims" / "python3.10", "echo 'not found' >&2; exit 127")
    good = fake_python(tmp_path / "bin" / "python3.10", "echo Python 3.10.4")
    environ = {"PATH": f"{tmp_path / 'shims'}:{tmp_path / 'bin'}"}
    assert find_python("3.10", environ) == good


def test_a_python_of_another_version_is_passed_over(tmp_path: Path) -> None:
    fake_python(tmp_path / "python3.10", "echo Python 3.9.2")
    fake_python(tmp_path / "python3", "echo Python 3.1.0")
    assert find_python("3.10", {"PATH": str(tmp_path)}) is None


def test_a_shim_that_prints_the_version_and_fails_is_passed_over(
    tmp_path: Path,
) -> None:
    fake_python(tmp_path / "python3.10", "echo Python 3.10.4; exit 1")
    assert find_python("3.10", {"PATH": str(tmp_path)}) is None


def test_plain_python3_serves_where_its_version_fits(tmp_path: Path) -> None:
    plain = fake_python(tmp_path / "python3", "echo Python 3.10.13")
    assert find_python("3.10", {"PATH": str(tmp_path)}) == plain


def test_behind_broken_shims_the_pythons_of_pyenv_are_found(tmp_path: Path) -> None:
    fake_python(tmp_path / "shims" / "python3.10", "exit 127")
    versions = tmp_path / "versions"
    fake_python(versions / "3.1.0" / "bin" / "python3.1", "echo Python 3.1.0")
    own = fake_python(
        versions / "3.10.13" / "bin" / "python3.10", "echo Python 3.10.13"
    )
    environ = {"PATH": str(tmp_path / "shims"), "PYENV_ROOT": str(tmp_path)}
    assert find_python("3.10", environ) == own


def test_no_python_is_said_as_none(tmp_path: Path) -> None:
    assert find_python("3.10", {"PATH": str(tmp_path), "HOME": str(tmp_path)}) is None
