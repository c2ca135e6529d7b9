"""`make test` looks at everything, and at less only where asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.checks import all_checks, narrowed
from scripts.environment import GATEWAY


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("knowledge", "scripts", "bot"):
        (tmp_path / "tests" / name).mkdir(parents=True)
        (tmp_path / "tests" / name / "test_a.py").touch()
    (tmp_path / "tests" / "nlu").mkdir()
    return tmp_path


def test_everything_is_looked_at_in_order(root: Path) -> None:
    assert [check.name for check in all_checks(root)] == [
        "ruff check",
        "ruff format",
        "assistant types",
        "gateway types",
        "content",
        "rasa data",
        "model training",
        "assistant tests",
        "gateway tests",
    ]


def test_each_environment_runs_the_tests_that_are_there(root: Path) -> None:
    arguments = [check.arguments for check in all_checks(root)[-2:]]
    assert arguments == [
        ("tests/knowledge", "tests/bot"),
        ("tests/knowledge", "tests/scripts"),
    ]


def test_a_word_keeps_the_checks_that_hold_it(root: Path) -> None:
    names = [check.name for check in narrowed(all_checks(root), "gateway")]
    assert names == ["gateway types", "gateway tests"]


@pytest.mark.parametrize("only", ["tests/scripts", "tests/scripts/test_a.py::test_b"])
def test_a_path_keeps_the_tests_under_it(only: str, root: Path) -> None:
    [check] = narrowed(all_checks(root), only)
    assert (check.environment, check.arguments) == (GATEWAY, (only,))


def test_a_path_that_both_environments_test_runs_in_both(root: Path) -> None:
    assert len(narrowed(all_checks(root), "tests/knowledge/test_a.py")) == 2


def test_no_word_keeps_everything(root: Path) -> None:
    assert narrowed(all_checks(root), "") == all_checks(root)
