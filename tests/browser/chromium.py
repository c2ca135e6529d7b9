"""Finds a Chromium: the machine's own, else the one Playwright downloaded."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium(playwright: Playwright) -> str | None:
    """The path of the program, or None."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    own = playwright.chromium.executable_path
    return found or (own if Path(own).exists() else None)


@contextmanager
def launched() -> Iterator[Browser]:
    """Skips the test where this machine has no browser."""
    with sync_playwright() as playwright:
        program = chromium(playwright)
        if program is None:
            pytest.skip("no Chromium: install one or run `playwright install chromium`")
        started = playwright.chromium.launch(executable_path=program, args=[*FLAGS])
        yield started
        started.close()
