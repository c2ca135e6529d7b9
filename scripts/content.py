"""Checks the content and builds the knowledge database from it."""

from __future__ import annotations

from collections.abc import Mapping

from scripts.settings import Settings
from scripts.step import run_step

EVERYTHING = 100_000


def check_content(settings: Settings, python: str, env: Mapping[str, str]) -> None:
    """Stop with every problem, each with its file and remedy."""
    argv = [python, "-m", "knowledge", "check"]
    log = settings.logs / "check.log"
    run_step("Checking the content", argv, log, env, settings.root, tail=EVERYTHING)


def build_content(settings: Settings, python: str, env: Mapping[str, str]) -> None:
    argv = [python, "-m", "knowledge", "build"]
    log = settings.logs / "build.log"
    run_step("Building the knowledge database", argv, log, env, settings.root)
