"""`make test` looks at everything, and at less only where asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.checks import all_checks, narrowed
from scripts.environment import GATEWAY


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("knowledge", "scripts", "bot", "system"):
        (tmp_path / "tests" / name).mkdir(parents=True)
        (tmp_path / "tests" / name / "test_a.py").touch()
    (tmp_path / "tests" / "nlu").mkdir()
    return tmp_path


def test_everything_is_looked_at_in_order(root: Path) -> None:
    assert [check.name for check in all_checks(root)] == [
        "ruff check",
        "ruff format",
        "bandit",
        "assistant types",
        "gateway types",
        "content",
        "gateway tests",
        "rasa data",
        "model training",
        "assistant tests",
        "system tests",
    ]


def test_the_gateways_tests_run_beside_the_rest_and_need_no_model(root: Path) -> None:
    beside = [check for check in all_checks(root) if check.beside]
    assert [check.name for check in beside] == ["gateway tests"]
    assert "tests/system" not in beside[0].arguments


def test_each_environment_runs_the_tests_that_are_there(root: Path) -> None:
    arguments = {c.name: c.arguments for c in all_checks(root) if c.counts_tests}
    assert arguments == {
        "assistant tests": ("tests/knowledge", "tests/bot"),
        "gateway tests": ("tests/knowledge", "tests/scripts"),
        "system tests": ("tests/system",),
    }


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
