"""The commands of `python3 -m scripts`: settings and arguments to exit code."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

from scripts.checks import Check, all_checks, content_check, lint_checks, narrowed
from scripts.child import run_to_end
from scripts.environment import ASSISTANT, GATEWAY, ensure
from scripts.locks import write_locks
from scripts.processes import own_environment
from scripts.say import say
from scripts.service import run_service
from scripts.settings import Settings
from scripts.testing import run_checks
from scripts.training import ensure_model

CACHES = (".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".rasa")


def setup(settings: Settings, _: list[str]) -> int:
    ensure(GATEWAY, settings)
    ensure(ASSISTANT, settings)
    return 0


def run(settings: Settings, _: list[str]) -> int:
    run_service(settings)
    return 0


def train(settings: Settings, _: list[str]) -> int:
    settings.make_folders()
    say(f"Model: {ensure_model(settings, ensure(ASSISTANT, settings))}")
    return 0


def test(settings: Settings, arguments: list[str]) -> int:
    only = arguments[0] if arguments else ""
    return _checked(narrowed(all_checks(settings.root), only), settings)


def check(settings: Settings, _: list[str]) -> int:
    return _checked([content_check()], settings)


def content(settings: Settings, _: list[str]) -> int:
    """Draw every answer as one page, for the people who own the content."""
    settings.make_folders()
    file = str(settings.data / "content.html")
    argv = [ensure(GATEWAY, settings), "-m", "scripts.content_page", file]
    return run_to_end(argv, own_environment(os.environ), settings.root)


def lint(settings: Settings, _: list[str]) -> int:
    return _checked(lint_checks(settings.root), settings)


def tool(settings: Settings, arguments: list[str]) -> int:
    """Run a module of the gateway environment, such as ruff."""
    argv = [ensure(GATEWAY, settings, tests=True), "-m", *arguments]
    return run_to_end(argv, own_environment(os.environ), settings.root)


def bench(settings: Settings, arguments: list[str]) -> int:
    ensure(ASSISTANT, settings)
    return tool(settings, ["scripts.bench", *arguments])


def safety(settings: Settings, arguments: list[str]) -> int:
    """Measure how surely danger is heard, with the whole service and without Rasa."""
    ensure(ASSISTANT, settings)
    return tool(settings, ["scripts.safety", *arguments])


def evaluate(settings: Settings, arguments: list[str]) -> int:
    ensure(ASSISTANT, settings)
    return tool(settings, ["scripts.evaluate", *arguments])


def locks(settings: Settings, arguments: list[str]) -> int:
    write_locks(settings, upgrade="--upgrade" in arguments)
    return 0


def clean(settings: Settings, _: list[str]) -> int:
    """Remove what can be made again; databases and logs stay."""
    made = [settings.venv, settings.models, settings.reports]
    for folder in [*made, *(settings.root / name for name in CACHES)]:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _checked(checks: list[Check], settings: Settings) -> int:
    return 0 if run_checks(checks, settings) else 1


COMMANDS: dict[str, Callable[[Settings, list[str]], int]] = {
    command.__name__: command
    for command in (
        *(setup, run, train, test, check, content, lint),
        *(tool, bench, evaluate, safety, locks, clean),
    )
}
