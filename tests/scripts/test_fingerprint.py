"""A model is trained anew when what it learns from changes, and not otherwise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.fingerprint import INGREDIENTS, fingerprint
from scripts.settings import ROOT

# Modules of knowledge that components use without learning anything from them.
NOT_LEARNT = {"knowledge/errors.py", "knowledge/inside.py", "knowledge/journal.py"}


LEARNT = (
    "config.yml",
    "domain.yml",
    "data/nlu/maars.yml",
    "bot/encoder.py",
    "knowledge/danger.py",
    "knowledge/language.py",
    "knowledge/tidy.py",
    "knowledge/watch.py",
    "knowledge/content/answers/maars.yml",
    "knowledge/content/alarms/emergency.yml",
    "knowledge/content/alarms/shared/sets.yml",
    "knowledge/content/concerns/adults.yml",
    "knowledge/content/danger/fire.yml",
    "knowledge/content/languages/pl.yml",
    "requirements/assistant.txt",
)
OTHERS = ("README.md", "knowledge/content/contacts/stockport.yml")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in LEARNT + OTHERS:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return tmp_path


@pytest.mark.parametrize("name", LEARNT)
def test_it_changes_with_what_the_model_learns_from(name: str, project: Path) -> None:
    before = fingerprint(project)
    (project / name).write_text("changed")
    assert fingerprint(project) != before


@pytest.mark.parametrize("name", [*OTHERS, "bot/notes.txt"])
def test_it_stays_when_anything_else_changes(name: str, project: Path) -> None:
    before = fingerprint(project)
    (project / name).write_text("changed")
    assert fingerprint(project) == before


def test_it_changes_when_a_file_comes_goes_or_is_renamed(project: Path) -> None:
    prints = [fingerprint(project)]
    added = project / "data" / "nlu" / "sar.yml"
    added.write_text("sar")
    prints.append(fingerprint(project))
    added.rename(project / "data" / "nlu" / "massh.yml")
    prints.append(fingerprint(project))
    assert len(set(prints)) == 3
    (project / "data" / "nlu" / "massh.yml").unlink()
    assert fingerprint(project) == prints[0]


def test_every_module_that_components_import_is_an_ingredient_or_named_here() -> None:
    imports = {
        f"knowledge/{name}.py"
        for file in (ROOT / "bot").glob("**/*.py")
        for name in re.findall(
            r"^from knowledge\.(\w+) import", file.read_text("utf-8"), re.MULTILINE
        )
    }
    assert imports - NOT_LEARNT <= set(INGREDIENTS)
