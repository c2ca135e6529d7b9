"""Everything `make test` looks at, in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from scripts.environment import ASSISTANT, GATEWAY, Environment

ASSISTANT_TESTS = ("knowledge", "bot", "actions", "nlu", "safety", "conversations")
GATEWAY_TESTS = (
    "knowledge",
    "gateway",
    "privacy",
    "security",
    "scripts",
    "architecture",
    "browser",
)
SYSTEM_TESTS = ("system",)
"""Of the whole service, which needs a trained model."""
PACKAGES = ("actions", "bot", "gateway", "knowledge", "scripts")
TRAINING = "model training"


@dataclass(frozen=True)
class Check:
    """One command in one environment; a test run counts test by test."""

    name: str
    environment: Environment
    module: str
    arguments: tuple[str, ...] = ()
    counts_tests: bool = False
    beside: bool = False
    """It runs while the checks after it run; two cores do that."""


def all_checks(root: Path) -> list[Check]:
    return [
        *lint_checks(root),
        content_check(),
        replace(
            _tests("gateway tests", GATEWAY, _folders(root, GATEWAY_TESTS)), beside=True
        ),
        Check("rasa data", ASSISTANT, "rasa", ("data", "validate")),
        Check(TRAINING, ASSISTANT, "rasa"),
        _tests("assistant tests", ASSISTANT, _folders(root, ASSISTANT_TESTS)),
        _tests("system tests", GATEWAY, _folders(root, SYSTEM_TESTS)),
    ]


def lint_checks(root: Path) -> list[Check]:
    assistant = ("bot", "actions", "knowledge", *_folders(root, ASSISTANT_TESTS))
    tests = _folders(root, (*GATEWAY_TESTS, *SYSTEM_TESTS))
    gateway = ("gateway", "knowledge", "scripts", *tests)
    return [
        Check("ruff check", GATEWAY, "ruff", ("check", ".")),
        Check("ruff format", GATEWAY, "ruff", ("format", "--check", ".")),
        Check(
            "bandit",
            GATEWAY,
            "bandit",
            ("--quiet", "--configfile", "pyproject.toml", "--recursive", *PACKAGES),
        ),
        _types("assistant types", ASSISTANT, assistant),
        _types("gateway types", GATEWAY, gateway),
    ]


def content_check() -> Check:
    return Check("content", ASSISTANT, "knowledge", ("check",))


def narrowed(checks: list[Check], only: str) -> list[Check]:
    """Keep the checks whose name holds the word, or run only the tests of a path."""
    if not only.startswith("tests/"):
        return [check for check in checks if only in check.name]
    folder = "/".join(only.split("/")[:2])
    return [
        _tests(check.name, check.environment, (only,))
        for check in checks
        if check.counts_tests and folder.split("::")[0] in check.arguments
    ]


def _types(name: str, environment: Environment, targets: tuple[str, ...]) -> Check:
    cache = f"--cache-dir=.mypy_cache/{environment.name}"
    return Check(name, environment, "mypy", (cache, *targets))


def _tests(name: str, environment: Environment, targets: tuple[str, ...]) -> Check:
    return Check(name, environment, "pytest", targets, counts_tests=True)


def _folders(root: Path, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the test folders that hold Python; pytest and mypy refuse the others."""
    folders = {f"tests/{name}": root / "tests" / name for name in names}
    return tuple(name for name in folders if any(folders[name].glob("**/*.py")))
